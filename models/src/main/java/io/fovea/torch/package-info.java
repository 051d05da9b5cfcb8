/** Executes an ONNX graph on libtorch, with autograd. */
package io.fovea.torch;
