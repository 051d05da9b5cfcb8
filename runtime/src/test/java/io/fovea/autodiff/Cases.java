package io.fovea.autodiff;

import io.fovea.graph.ElementType;
import io.fovea.graph.Tensor;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Every operator with a rule, in the forms it took between opsets 7 and 21. */
final class Cases {

    /** Operators that, with free shapes, need a form that came later than the operator. */
    static final Map<String, Integer> FREE_SINCE = Map.of(
            "Conv",
            10,
            "MaxPool",
            11,
            "AveragePool",
            10,
            "LpPool",
            10,
            "Slice",
            11,
            "Concat",
            10,
            "Resize",
            11,
            "Upsample",
            9,
            "Pad",
            9);

    private Cases() {}

    static Stream<Case> all() {
        List<Case> cases = new ArrayList<>();
        elementwise(cases);
        activations(cases);
        reductions(cases);
        products(cases);
        convolutions(cases);
        pools(cases);
        normalisations(cases);
        layouts(cases);
        indexing(cases);
        resizing(cases);
        return cases.stream();
    }

    private static void elementwise(List<Case> cases) {
        for (int opset : new int[] {7, 13}) {
            for (String op : List.of("Add", "Sub", "Mul", "Max", "Min", "Sum", "Mean")) {
                if (opset > 7 || !List.of("Max", "Min", "Sum", "Mean").contains(op)) {
                    cases.add(Case.of(op, opset, "broadcast").x(2, 3, 4).x(3, 1));
                    cases.add(Case.of(op, opset, "both ways")
                            .x(2, 1, 4)
                            .between(-1.75, -0.25)
                            .x(3, 1));
                }
                cases.add(Case.of(op, opset).x(2, 3).x(2, 3));
            }
            cases.add(
                    Case.of("Div", opset, "broadcast").x(2, 3, 4).between(1, 3).x(4));
            cases.add(Case.of("Pow", opset, "broadcast")
                    .between(0.5, 2)
                    .x(2, 3)
                    .between(1, 2)
                    .x(3));
            cases.add(Case.of("Pow", opset, "square").x(2, 3).constant(Tensor.scalar(2f)));
            for (String op : List.of("Neg", "Abs", "Exp", "Sin", "Cos", "Atan")) {
                cases.add(Case.of(op, opset).x(2, 5));
            }
            for (String op : List.of("Sqrt", "Log", "Reciprocal")) {
                cases.add(Case.of(op, opset).between(0.5, 3).x(2, 5));
            }
        }
        for (String op : List.of("Erf", "Sinh", "Cosh", "Tanh")) {
            cases.add(Case.of(op, 13).x(2, 5));
        }
        for (String op : List.of("Asin", "Acos", "Tan")) {
            cases.add(Case.of(op, 13).between(-0.7, 0.7).x(2, 5));
        }
        Tensor condition = Tensor.ofBytes(ElementType.BOOL, new long[] {2, 1}, ByteBuffer.wrap(new byte[] {0, 1}));
        cases.add(Case.of("Where", 9).constant(condition).x(2, 3).x(3));
        cases.add(Case.of("Where", 16).constant(condition).x(1).x(2, 3));
    }

    private static void activations(List<Case> cases) {
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

    private static void reductions(List<Case> cases) {
        for (String op : List.of("Sum", "Mean", "Max", "Min", "Prod", "L1", "L2", "LogSum", "LogSumExp", "SumSquare")) {
            String name = "Reduce" + op;
            double from = List.of("LogSum", "Prod", "L2").contains(op) ? 0.5 : -2;
            cases.add(Case.of(name, 7, "all").between(from, 2).x(2, 3));
            cases.add(Case.of(name, 7).ints("axes", 1, 2).between(from, 2).x(2, 3, 2));
            cases.add(Case.of(name, 11)
                    .ints("axes", -1)
                    .with("keepdims", 0)
                    .between(from, 2)
                    .x(2, 3, 2));
            cases.add(Case.of(name, 18, "axes")
                    .with("keepdims", 0)
                    .between(from, 2)
                    .x(2, 3, 2)
                    .ints(0, -1));
            cases.add(Case.of(name, 18, "axes").between(from, 2).x(2, 3).ints(1));
        }
        cases.add(
                Case.of("ReduceSum", 13, "axes").with("keepdims", 0).x(2, 3, 2).ints(1));
        cases.add(Case.of("ReduceMean", 13, "none").with("keepdims", 0).x(2, 3, 2));
    }

    private static void products(List<Case> cases) {
        cases.add(Case.of("MatMul", 7).x(3, 4).x(4, 2));
        cases.add(Case.of("MatMul", 13, "batched").x(2, 3, 4).x(2, 4, 2));
        cases.add(Case.of("MatMul", 13, "broadcast").x(2, 1, 3, 4).x(2, 4, 2));
        cases.add(Case.of("MatMul", 9, "row").x(4).x(2, 4, 3));
        cases.add(Case.of("MatMul", 9, "column").x(2, 3, 4).x(4));
        cases.add(Case.of("MatMul", 13, "dot").x(4).x(4));
        for (int turnA = 0; turnA < 2; turnA++) {
            for (int turnB = 0; turnB < 2; turnB++) {
                cases.add(Case.of("Gemm", 7 + 6 * turnA)
                        .with("alpha", 0.5)
                        .with("beta", 1.5)
                        .with("transA", turnA)
                        .with("transB", turnB)
                        .x(turnA == 1 ? new long[] {4, 3} : new long[] {3, 4})
                        .x(turnB == 1 ? new long[] {2, 4} : new long[] {4, 2})
                        .x(2));
            }
        }
        cases.add(Case.of("Einsum", 12, "ij,jk")
                .with("equation", "ij,jk->ik")
                .x(2, 3)
                .x(3, 2));
        cases.add(Case.of("Einsum", 13, "batched")
                .with("equation", "bij, bkj -> bik")
                .x(2, 2, 3)
                .x(2, 2, 3));
        cases.add(Case.of("Einsum", 12, "summed")
                .with("equation", "ij,k->k")
                .x(2, 3)
                .x(2));
    }

    private static void convolutions(List<Case> cases) {
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

    private static void pools(List<Case> cases) {
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

    private static void normalisations(List<Case> cases) {
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

    private static void layouts(List<Case> cases) {
        cases.add(Case.of("Reshape", 7).x(2, 3, 2).ints(0, -1));
        cases.add(Case.of("Flatten", 9).x(2, 3, 2));
        cases.add(Case.of("Flatten", 13).with("axis", 2).x(2, 3, 2));
        cases.add(Case.of("Squeeze", 11).ints("axes", 1).x(2, 1, 2));
        cases.add(Case.of("Squeeze", 13).x(2, 1, 2).ints(1));
        cases.add(Case.of("Unsqueeze", 11).ints("axes", 0, 2).x(2, 2));
        cases.add(Case.of("Unsqueeze", 13).x(2, 2).ints(-1));
        cases.add(Case.of("Transpose", 7).x(2, 3, 2));
        cases.add(Case.of("Transpose", 13).ints("perm", 0, 2, 3, 1).x(1, 2, 3, 2));
        for (int opset : new int[] {7, 11, 13}) {
            cases.add(Case.of("Concat", opset)
                    .with("axis", 1)
                    .x(2, 3, 2)
                    .x(2, 1, 2)
                    .x(2, 2, 2));
            cases.add(Case.of("Identity", opset).x(3));
            cases.add(Case.of("Dropout", opset).x(3));
        }
        cases.add(Case.of("Split", 7)
                .with("axis", 1)
                .ints("split", 1, 3)
                .outputs("y", "z")
                .x(2, 4));
        cases.add(
                Case.of("Split", 13).with("axis", -1).outputs("y", "z").x(2, 4).ints(3, 1));
        cases.add(Case.of("Cast", 13).with("to", 1).x(3));
        cases.add(Case.of("Expand", 8).x(3, 1).ints(2, 1, 4));
        cases.add(Case.of("Expand", 13).x(2).ints(3, 2));
        cases.add(Case.of("Tile", 7).x(2, 3).ints(2, 3));
        cases.add(Case.of("Tile", 13).x(2, 1, 2).ints(1, 3, 2));
        cases.add(Case.of("SpaceToDepth", 13).with("blocksize", 2).x(1, 2, 4, 2));
        cases.add(Case.of("DepthToSpace", 7).with("blocksize", 2).x(1, 8, 2, 1));
        cases.add(Case.of("DepthToSpace", 13)
                .with("blocksize", 2)
                .with("mode", "CRD")
                .x(2, 8, 2, 1));
    }

    private static void indexing(List<Case> cases) {
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

    private static void resizing(List<Case> cases) {
        cases.add(Case.of("Upsample", 7)
                .with("mode", "nearest")
                .reals("scales", 1, 1, 2, 3)
                .x(1, 2, 2, 2));
        cases.add(Case.of("Upsample", 9).with("mode", "linear").x(1, 1, 2, 3).constant(Tensor.of(1f, 1f, 2f, 2f)));
        cases.add(Case.of("Resize", 10).with("mode", "linear").x(1, 1, 3, 2).constant(Tensor.of(1f, 1f, 2f, 2f)));
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
