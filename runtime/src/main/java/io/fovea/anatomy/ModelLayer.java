package io.fovea.anatomy;

/**
 * A layer as a teacher draws it: a convolution or pooling with the normalisation and activation function behind it.
 *
 * @param name that of its node where it has one of its own, else that of its value; unique in the model
 * @param operator as ONNX calls it, such as {@code Conv}
 * @param value what the operator itself computes
 * @param linear the same after batch normalisation, before any activation function
 * @param activation the same after the activation function; {@code value} where there is none
 */
public record ModelLayer(String name, String operator, String value, String linear, String activation) {}
