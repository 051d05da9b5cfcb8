package io.fovea.autodiff;

import io.fovea.graph.Tensor;
import java.util.List;

/** Resizing. */
final class ResizeCases {
    private ResizeCases() {}

    static void addTo(List<Case> cases) {
        cases.add(Case.of("Upsample", 7)
                .with("mode", "nearest")
                .reals("scales", 1, 1, 2, 3)
                .x(1, 2, 2, 2));
        cases.add(Case.of("Upsample", 9).with("mode", "linear").x(1, 1, 2, 3).constant(Tensor.of(1f, 1f, 2f, 2f)));
        cases.add(Case.of("Resize", 10).with("mode", "linear").x(1, 1, 3, 2).constant(Tensor.of(1f, 1f, 2f, 2f)));
        Tensor nothing = Tensor.of(new float[0]);
        for (int opset : List.of(11, 12)) {
            cases.add(Case.of("Resize", opset, "scales")
                    .with("mode", "linear")
                    .x(1, 1, 3, 2)
                    .constant(nothing)
                    .constant(Tensor.of(1f, 1f, 2f, 1.5f)));
            cases.add(Case.of("Resize", opset, "sizes")
                    .with("mode", "nearest")
                    .x(1, 1, 2, 3)
                    .constant(nothing)
                    .constant(nothing)
                    .ints(1, 1, 4, 5));
        }
        for (String mode : List.of("nearest", "linear")) {
            for (String way : List.of("half_pixel", "asymmetric", "align_corners", "pytorch_half_pixel")) {
                cases.add(Case.of("Resize", 13, mode + " " + way)
                        .with("mode", mode)
                        .with("coordinate_transformation_mode", way)
                        .x(1, 2, 3, 4)
                        .none()
                        .constant(Tensor.of(1f, 1f, 2f, 1.5f)));
            }
            cases.add(Case.of("Resize", 18, "sizes")
                    .with("mode", mode)
                    .x(1, 1, 3, 4)
                    .none()
                    .none()
                    .ints(1, 1, 5, 3));
        }
        cases.add(Case.of("Resize", 13, "3-D")
                .with("mode", "nearest")
                .x(1, 1, 2, 2, 2)
                .none()
                .constant(Tensor.of(1f, 1f, 2f, 2f, 3f)));
    }
}
