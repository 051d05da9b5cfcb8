/** An ONNX file as an editable graph: read, write, look up, cut, splice, append. */
package io.fovea.graph;
