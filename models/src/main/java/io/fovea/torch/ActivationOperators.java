package io.fovea.torch;

import java.util.Map;

/** Element-wise functions, and softmax. */
final class ActivationOperators {

    static final Map<String, Operator> TABLE = Map.of(
            "Relu", step -> step.input(0).relu(),
            "Sigmoid", step -> step.input(0).sigmoid(),
            "Tanh", step -> step.input(0).tanh(),
            "Softmax", step -> step.input(0).softmax(step.attributes().integer("axis", -1)),
            "Identity", step -> step.input(0));

    private ActivationOperators() {}
}
