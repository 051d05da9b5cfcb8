package io.fovea.autodiff;

import java.util.List;

/** Convolutions and their transposes. */
final class ConvolutionCases {
    private ConvolutionCases() {}

    static void addTo(List<Case> cases) {
        for (int opset : new int[] {7, 11, 22}) {
            cases.add(Case.of("Conv", opset, "1-D").x(2, 2, 7).x(3, 2, 3).x(3));
            cases.add(Case.of("Conv", opset, "2-D")
                    .ints("pads", 1, 0, 0, 2)
                    .x(1, 2, 5, 4)
                    .x(2, 2, 3, 2));
            cases.add(Case.of("Conv", opset, "strided")
                    .ints("strides", 2, 3)
                    .x(1, 1, 6, 7)
                    .x(2, 1, 3, 2));
            cases.add(Case.of("Conv", opset, "padded")
                    .ints("strides", 2, 2)
                    .ints("pads", 1, 1, 1, 1)
                    .x(1, 1, 6, 5)
                    .x(1, 1, 3, 3));
            cases.add(Case.of("Conv", opset, "wide stride")
                    .ints("strides", 3, 2)
                    .x(1, 1, 6, 5)
                    .x(1, 1, 1, 1));
            cases.add(Case.of("Conv", opset, "grouped")
                    .with("group", 2)
                    .ints("dilations", 2, 1)
                    .x(2, 4, 5, 3)
                    .x(4, 2, 2, 2)
                    .x(4));
            cases.add(Case.of("Conv", opset, "depthwise")
                    .with("group", 3)
                    .ints("pads", 1, 1, 1, 1)
                    .x(1, 3, 3, 3)
                    .x(3, 1, 3, 3));
            for (String auto : List.of("SAME_UPPER", "SAME_LOWER", "VALID")) {
                cases.add(Case.of("Conv", opset, auto)
                        .with("auto_pad", auto)
                        .ints("strides", 2, 1)
                        .x(1, 1, 6, 4)
                        .x(1, 1, 3, 2));
            }
            cases.add(Case.of("Conv", opset, "3-D")
                    .ints("strides", 1, 2, 1)
                    .x(1, 1, 3, 4, 3)
                    .x(2, 1, 2, 2, 2));
        }
        for (int opset : new int[] {7, 11}) {
            cases.add(Case.of("ConvTranspose", opset, "1-D")
                    .ints("strides", 2)
                    .x(1, 2, 4)
                    .x(2, 3, 3)
                    .x(3));
            cases.add(Case.of("ConvTranspose", opset, "2-D")
                    .ints("strides", 2, 3)
                    .ints("pads", 1, 0, 0, 1)
                    .ints("output_padding", 1, 1)
                    .x(1, 2, 3, 2)
                    .x(2, 1, 3, 3));
            cases.add(Case.of("ConvTranspose", opset, "grouped")
                    .with("group", 2)
                    .ints("dilations", 1, 2)
                    .x(1, 4, 3, 2)
                    .x(4, 2, 2, 2)
                    .x(4));
            cases.add(Case.of("ConvTranspose", opset, "upper")
                    .with("auto_pad", "SAME_UPPER")
                    .ints("strides", 2, 2)
                    .x(1, 1, 3, 2)
                    .x(1, 1, 3, 3));
            cases.add(Case.of("ConvTranspose", opset, "sized")
                    .ints("output_shape", 6, 4)
                    .ints("strides", 2, 2)
                    .x(1, 1, 3, 2)
                    .x(1, 1, 3, 3));
            cases.add(Case.of("ConvTranspose", opset, "lower")
                    .with("auto_pad", "SAME_LOWER")
                    .ints("strides", 2, 2)
                    .x(1, 1, 3, 2)
                    .x(1, 1, 3, 3));
        }
    }
}
