/** What a model looks at: class activation maps and their kin, for any ONNX model of images. */
package io.fovea.explain;
