package io.fovea.autodiff;

import io.fovea.graph.Tensor;
import java.util.List;

/** Activation functions. */
final class ActivationCases {
    private ActivationCases() {}

    static void addTo(List<Case> cases) {
        for (String op :
                List.of("Relu", "LeakyRelu", "Elu", "Selu", "Sigmoid", "HardSigmoid", "Tanh", "Softplus", "Softsign")) {
            cases.add(Case.of(op, 7).x(2, 3, 4));
            cases.add(Case.of(op, 17).x(2, 3, 4));
        }
        cases.add(Case.of("LeakyRelu", 13).with("alpha", 0.3).x(3, 4));
        cases.add(Case.of("Elu", 13).with("alpha", 0.7).x(3, 4));
        cases.add(
                Case.of("HardSigmoid", 13).with("alpha", 0.4).with("beta", 0.3).x(3, 7));
        cases.add(Case.of("ThresholdedRelu", 13).with("alpha", 0.51).x(3, 4));
        cases.add(Case.of("Celu", 12).with("alpha", 1.5).x(3, 4));
        cases.add(Case.of("HardSwish", 14).between(-5, 5).x(3, 6));
        cases.add(Case.of("Mish", 18).x(3, 4));
        cases.add(Case.of("Gelu", 20).x(3, 4));
        cases.add(Case.of("Gelu", 20).with("approximate", "tanh").x(3, 4));
        cases.add(Case.of("PRelu", 9).x(2, 3, 2, 2).x(3, 1, 1));
        cases.add(Case.of("PRelu", 16).x(2, 3, 2).x(1));
        cases.add(Case.of("Clip", 7).with("min", -0.9333).with("max", 0.9333).x(3, 5));
        cases.add(Case.of("Clip", 13, "bounds")
                .x(3, 5)
                .constant(Tensor.scalar(-0.93f))
                .constant(Tensor.scalar(1.13f)));
        cases.add(Case.of("Clip", 13, "upper").x(3, 5).none().constant(Tensor.scalar(0.41f)));
        for (String op : List.of("Softmax", "LogSoftmax")) {
            cases.add(Case.of(op, 7).x(2, 3, 4));
            cases.add(Case.of(op, 11).with("axis", 2).x(2, 3, 4));
            cases.add(Case.of(op, 13).x(2, 3, 4));
            cases.add(Case.of(op, 13).with("axis", 1).x(2, 3, 4));
        }
    }
}
