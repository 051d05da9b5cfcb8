/** What ONNX's operators are, each stated once, and what follows from it for the values of a graph before any run. */
package io.fovea.graph.operator;
