package io.fovea.autodiff;

import io.fovea.graph.Tensor;
import java.util.List;

/** Slices, gathers and pads. */
final class IndexingCases {
    private IndexingCases() {}

    static void addTo(List<Case> cases) {
        cases.add(Case.of("Slice", 7)
                .ints("starts", 1, -3)
                .ints("ends", 3, 9)
                .ints("axes", 0, 1)
                .x(3, 4));
        cases.add(Case.of("Slice", 10).x(3, 4).ints(0).ints(2).ints(1));
        cases.add(Case.of("Slice", 13, "steps")
                .x(3, 5)
                .ints(4, 0)
                .ints(-9, 3)
                .ints(1, 0)
                .ints(-2, 2));
        cases.add(Case.of("Gather", 16, "repeated").with("axis", 1).x(2, 3).ints(2, 0, 2));
        cases.add(Case.of("Gather", 11, "scalar").with("axis", 1).x(2, 3).constant(Tensor.scalar(-1L)));
        cases.add(Case.of("Gather", 11, "distinct").x(3, 2).ints(2, 0));
        cases.add(Case.of("GatherElements", 16)
                .with("axis", 1)
                .x(2, 3)
                .constant(Tensor.of(new long[] {0, 0, 2, 1}, 2, 2)));
        cases.add(Case.of("GatherND", 16).x(2, 3).constant(Tensor.of(new long[] {0, 1, 1, 2, 0, 1}, 3, 2)));
        cases.add(Case.of("TopK", 11).outputs("y", "i").x(2, 5).ints(2));
        cases.add(Case.of("Crop", 7).ints("border", 1, 2, 1, 0).x(1, 2, 5, 4));
        cases.add(Case.of("CumSum", 14).x(2, 4).constant(Tensor.scalar(1L)));
        cases.add(Case.of("Trilu", 14).x(3, 3));
        for (String mode : List.of("constant", "reflect", "edge")) {
            cases.add(Case.of("Pad", 7)
                    .with("mode", mode)
                    .ints("pads", 0, 1, 2, 1)
                    .x(3, 4));
            cases.add(Case.of("Pad", 13).with("mode", mode).x(1, 2, 3, 3).ints(0, 0, 1, 2, 0, 0, 0, 1));
        }
        cases.add(Case.of("Pad", 11, "cropping").x(4, 4).ints(-1, 1, 0, -1));
        cases.add(Case.of("Pad", 18, "axes").x(2, 3, 4).ints(1, 2).none().ints(2));
    }
}
