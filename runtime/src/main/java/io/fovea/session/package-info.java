/** ONNX Runtime: devices, sessions, direct buffers, cancellation. */
package io.fovea.session;
