/**
 * Executes an ONNX graph on libtorch, with autograd: every node becomes one libtorch call, every weight a libtorch
 * parameter.
 */
package io.fovea.torch;
