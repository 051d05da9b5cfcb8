package io.fovea.autodiff;

import java.util.List;

/** Pooling, over windows and over all. */
final class PoolingCases {
    private PoolingCases() {}

    static void addTo(List<Case> cases) {
        for (int opset : new int[] {7, 8, 10, 12, 16}) {
            for (String op : List.of("MaxPool", "AveragePool")) {
                cases.add(Case.of(op, opset)
                        .ints("kernel_shape", 2, 2)
                        .ints("strides", 2, 2)
                        .x(1, 2, 4, 5));
                cases.add(Case.of(op, opset, "overlap")
                        .ints("kernel_shape", 3, 2)
                        .ints("strides", 2, 1)
                        .ints("pads", 1, 1, 1, 0)
                        .x(1, 2, 5, 4));
                cases.add(Case.of(op, opset, "1-D").ints("kernel_shape", 3).x(2, 2, 6));
                cases.add(
                        Case.of(op, opset, "3-D").ints("kernel_shape", 2, 2, 2).x(1, 1, 3, 3, 3));
                cases.add(Case.of(op, opset, "apart")
                        .ints("kernel_shape", 1, 2)
                        .ints("strides", 3, 3)
                        .x(1, 1, 6, 6));
                if (opset >= 10) {
                    cases.add(Case.of(op, opset, "ceil")
                            .with("ceil_mode", 1)
                            .ints("kernel_shape", 3, 3)
                            .ints("strides", 2, 2)
                            .x(1, 1, 6, 4));
                }
            }
            cases.add(Case.of("AveragePool", opset, "padded")
                    .with("count_include_pad", 1)
                    .ints("kernel_shape", 3, 3)
                    .ints("strides", 2, 2)
                    .ints("pads", 1, 1, 1, 1)
                    .x(1, 2, 5, 4));
            cases.add(Case.of("LpPool", opset).ints("kernel_shape", 2, 2).x(1, 2, 3, 3));
            cases.add(Case.of("LpPool", opset)
                    .with("p", 3)
                    .ints("kernel_shape", 2, 2)
                    .ints("strides", 2, 2)
                    .ints("pads", 1, 1, 0, 0)
                    .x(1, 1, 4, 4));
        }
        cases.add(Case.of("AveragePool", 19, "ceil padded")
                .with("ceil_mode", 1)
                .with("count_include_pad", 1)
                .ints("kernel_shape", 3, 3)
                .ints("strides", 2, 2)
                .ints("pads", 1, 1, 1, 1)
                .x(1, 1, 6, 6));
        cases.add(Case.of("MaxPool", 12, "dilated")
                .ints("kernel_shape", 2, 2)
                .ints("dilations", 2, 1)
                .x(1, 1, 4, 4));
        cases.add(Case.of("MaxPool", 18, "dilated")
                .ints("kernel_shape", 2, 2)
                .ints("dilations", 2, 1)
                .x(1, 1, 4, 4));
        cases.add(Case.of("MaxPool", 18, "auto")
                .ints("kernel_shape", 3, 3)
                .ints("strides", 2, 2)
                .with("auto_pad", "SAME_UPPER")
                .x(1, 1, 4, 5));
        for (String op : List.of("GlobalAveragePool", "GlobalMaxPool", "GlobalLpPool")) {
            cases.add(Case.of(op, 7).x(2, 3, 2, 2));
            cases.add(Case.of(op, 13).x(2, 3, 4));
        }
    }
}
