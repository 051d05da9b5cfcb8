/** Keras-like layers that write ONNX nodes. */
package io.fovea.layers;
