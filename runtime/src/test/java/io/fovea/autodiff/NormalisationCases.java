package io.fovea.autodiff;

import io.fovea.graph.Tensor;
import java.util.List;

/** Normalisations. */
final class NormalisationCases {
    private NormalisationCases() {}

    static void addTo(List<Case> cases) {
        for (int opset : new int[] {7, 9, 14, 15}) {
            cases.add(Case.of("BatchNormalization", opset)
                    .x(2, 3, 2, 2)
                    .x(3)
                    .x(3)
                    .constant(Tensor.of(0.1f, -0.2f, 0.3f))
                    .constant(Tensor.of(1.1f, 0.6f, 2f)));
        }
        cases.add(Case.of("InstanceNormalization", 7).x(2, 2, 3, 2).x(2).x(2));
        cases.add(Case.of("InstanceNormalization", 18).x(2, 2, 5).x(2).x(2));
        cases.add(Case.of("LayerNormalization", 17).x(2, 3, 4).x(4).x(4));
        cases.add(Case.of("LayerNormalization", 17)
                .with("axis", 1)
                .x(2, 3, 4)
                .x(3, 4)
                .x(3, 4));
        cases.add(Case.of("GroupNormalization", 18)
                .with("num_groups", 2)
                .x(2, 4, 3)
                .constant(Tensor.of(1f, 2f))
                .constant(Tensor.of(0f, 1f)));
        cases.add(Case.of("GroupNormalization", 21)
                .with("num_groups", 2)
                .x(2, 4, 2, 2)
                .x(4)
                .x(4));
        cases.add(Case.of("MeanVarianceNormalization", 13).x(2, 2, 2, 2));
        cases.add(Case.of("LRN", 7).with("size", 3).with("alpha", 0.5).x(1, 5, 2, 2));
        cases.add(Case.of("LRN", 13)
                .with("size", 5)
                .with("alpha", 0.3)
                .with("bias", 2.0)
                .x(1, 6, 2, 2));
        cases.add(Case.of("LpNormalization", 7).with("axis", 1).x(2, 3));
        cases.add(Case.of("LpNormalization", 13).with("p", 1).x(2, 3));
    }
}
