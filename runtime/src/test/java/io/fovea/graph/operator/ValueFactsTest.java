package io.fovea.graph.operator;

import static io.fovea.graph.ElementType.BOOL;
import static io.fovea.graph.ElementType.DOUBLE;
import static io.fovea.graph.ElementType.FLOAT;
import static io.fovea.graph.ElementType.FLOAT16;
import static io.fovea.graph.ElementType.INT32;
import static io.fovea.graph.ElementType.INT64;
import static io.fovea.graph.ElementType.INT8;
import static io.fovea.graph.ElementType.UINT8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Shape.Dimension;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Shapes and types by ONNX's specification, of what has no gradient or has several outputs, and of free sizes. */
class ValueFactsTest {

    static Stream<Arguments> outputs() {
        return Stream.of(
                // As of old, and as of today: without axes, the first ones.
                first(Small.of("Slice", 9).x(5, 6, 7).ints("starts", 1, -2).ints("ends", 3, 9), FLOAT, 2, 2, 7),
                first(Small.of("Slice", 13).x(5, 6, 7).constant(1, -2).constant(3, 9), FLOAT, 2, 2, 7),
                first(Small.of("Asinh", 13).x(2, -1), FLOAT, 2, -1),
                first(Small.of("Acosh", 13).x(2, 3), FLOAT, 2, 3),
                first(Small.of("Atanh", 13).x(FLOAT16, 2, 3), FLOAT16, 2, 3),
                first(Small.of("Ceil", 13).x(2, 3), FLOAT, 2, 3),
                first(Small.of("Floor", 13).x(2, 3), FLOAT, 2, 3),
                first(Small.of("Round", 13).x(2, 3), FLOAT, 2, 3),
                first(Small.of("Sign", 13).x(2, 3), FLOAT, 2, 3),
                first(Small.of("Shrink", 13).x(2, 3), FLOAT, 2, 3),
                first(Small.of("Affine", 7).x(2, 3), FLOAT, 2, 3),
                first(Small.of("ImageScaler", 7).x(1, 3, 4, 5), FLOAT, 1, 3, 4, 5),
                first(Small.of("Crop", 7).x(1, 3, 8, -1).ints("border", 1, 2, 3, 4), FLOAT, 1, 3, 2, -1),
                first(Small.of("Hardmax", 13).x(2, 3), FLOAT, 2, 3),
                first(Small.of("Mod", 13).x(2, 3).x(3), FLOAT, 2, 3),
                first(Small.of("Equal", 13).x(2, 1).x(INT64, 1, 3), BOOL, 2, 3),
                first(Small.of("Less", 13).x(2, 3).x(3), BOOL, 2, 3),
                first(Small.of("LessOrEqual", 13).x(2, 3).x(3), BOOL, 2, 3),
                first(Small.of("Greater", 13).x(2, 3).x(3), BOOL, 2, 3),
                first(Small.of("GreaterOrEqual", 13).x(2, 3).x(3), BOOL, 2, 3),
                first(Small.of("And", 13).x(BOOL, 2, 3).x(BOOL, 3), BOOL, 2, 3),
                first(Small.of("Or", 13).x(BOOL, 2, 3).x(BOOL, 3), BOOL, 2, 3),
                first(Small.of("Xor", 13).x(BOOL, 2, 3).x(BOOL, 3), BOOL, 2, 3),
                first(Small.of("Not", 13).x(BOOL, 2, 3), BOOL, 2, 3),
                first(Small.of("IsNaN", 13).x(2, 3), BOOL, 2, 3),
                first(Small.of("IsInf", 13).x(2, 3), BOOL, 2, 3),
                first(Small.of("CastLike", 15).x(2, 3).x(INT8, 1), INT8, 2, 3),
                first(Small.of("Cast", 13).x(2, 3).with("to", DOUBLE.code()), DOUBLE, 2, 3),
                output(1, Small.of("Dropout", 13).x(2, 3), BOOL, 2, 3),
                first(Small.of("ArgMax", 13).x(2, 3, 4).with("axis", 1), INT64, 2, 1, 4),
                first(Small.of("ArgMin", 13).x(2, 3, 4).with("axis", -1).with("keepdims", 0), INT64, 2, 3),
                first(Small.of("ReduceSum", 13).x(2, 3, 4).constant(1), FLOAT, 2, 1, 4),
                first(Small.of("ReduceSum", 13).x(2, 3, 4).x(INT64, 1), FLOAT, -1, -1, -1),
                first(Small.of("ReduceMax", 18).x(2, 3, 4).with("keepdims", 0), FLOAT),
                first(Small.of("ReduceMax", 18).x(2, 3).with("noop_with_empty_axes", 1), FLOAT, 2, 3),
                first(Small.of("ReduceMin", 12).x(2, 3, 4).ints("axes", -1, 0), FLOAT, 1, 3, 1),
                first(Small.of("ReduceProd", 12).x(2, 3, 4).ints("axes", 2).with("keepdims", 0), FLOAT, 2, 3),
                first(Small.of("ReduceL1", 12).x(2, 3), FLOAT, 1, 1),
                first(Small.of("ReduceL2", 12).x(2, 3), FLOAT, 1, 1),
                first(Small.of("ReduceLogSum", 12).x(2, 3), FLOAT, 1, 1),
                first(Small.of("ReduceLogSumExp", 12).x(2, 3), FLOAT, 1, 1),
                first(Small.of("ReduceSumSquare", 12).x(2, 3), FLOAT, 1, 1),
                output(1, Small.of("MaxPool", 12).x(1, 2, 5, 7).ints("kernel_shape", 2, 3), INT64, 1, 2, 4, 5),
                output(1, Small.of("TopK", 11).x(2, 5).constant(3), INT64, 2, -1),
                output(2, Small.of("Split", 13).x(6, 5).with("axis", 1), FLOAT, 6, -1),
                first(
                        Small.of("Conv", 13).x(1, 3, -1, 9).weights(4, 3, 3, 3).ints("strides", 1, 2),
                        FLOAT,
                        1,
                        4,
                        -1,
                        4),
                first(Small.of("Conv", 13).x(1, 3, 8, 9).unknown(FLOAT).ints("kernel_shape", 3, 3), FLOAT, 1, -1, 6, 7),
                first(Small.of("Conv", 13).x(1, 3, 8, 9).unknown(FLOAT), FLOAT, -1, -1, -1, -1),
                first(Small.of("ConvInteger", 10).x(UINT8, 1, 1, 3, 3).x(UINT8, 1, 1, 2, 2), INT32, 1, 1, 2, 2),
                first(quantised("QLinearConv").x(UINT8, 5), UINT8, 1, 5, 2, 2),
                first(quantised("QLinearMatMul"), UINT8, 1, 3, 3, 2),
                first(Small.of("MatMulInteger", 10).x(UINT8, 4, 3).x(UINT8, 3, 2), INT32, 4, 2),
                first(Small.of("QuantizeLinear", 13).x(2, 3).x(), UINT8, 2, 3),
                first(Small.of("QuantizeLinear", 13).x(2, 3).x().x(INT8), INT8, 2, 3),
                first(Small.of("DequantizeLinear", 13).x(INT8, 2, 3).x(FLOAT16), FLOAT16, 2, 3),
                first(Small.of("DynamicQuantizeLinear", 11).x(2, 3), UINT8, 2, 3),
                output(1, Small.of("DynamicQuantizeLinear", 11).x(2, 3), FLOAT),
                output(2, Small.of("DynamicQuantizeLinear", 11).x(2, 3), UINT8),
                first(Small.of("LSTM", 14).x(7, 2, 3).weights(1, 20, 3).weights(1, 20, 5), FLOAT, 7, 1, 2, 5),
                output(2, Small.of("LSTM", 14).x(7, 2, 3).weights(1, 20, 3).weights(1, 20, 5), FLOAT, 1, 2, 5),
                first(Small.of("GRU", 14).x(2, 7, 3).with("hidden_size", 5).with("layout", 1), FLOAT, 2, 7, 1, 5),
                output(
                        1,
                        Small.of("RNN", 14).x(7, 2, 3).with("hidden_size", 5).with("direction", "bidirectional"),
                        FLOAT,
                        2,
                        2,
                        5),
                first(Small.of("Shape", 15).x(2, -1, 4), INT64, 3),
                first(Small.of("Shape", 15).x(2, 3, 4, 5).with("start", 1).with("end", -1), INT64, 2),
                first(Small.of("Size", 13).x(2, 3), INT64),
                first(Small.of("Constant", 13).with("value", Tensor.of(1f, 2f)), FLOAT, 2),
                first(Small.of("ConstantOfShape", 9).constant(2, 3), FLOAT, 2, 3),
                first(Small.of("ConstantOfShape", 9).x(INT64, 4).with("value", Tensor.of(1L)), INT64, -1, -1, -1, -1),
                first(Small.of("Range", 11).x(INT32).x(INT32).x(INT32), INT32, -1),
                first(Small.of("OneHot", 11).x(INT64, 2, 3).x(INT64).x(2).with("axis", 1), FLOAT, 2, -1, 3),
                first(Small.of("EyeLike", 9).x(3, 4).with("dtype", INT32.code()), INT32, 3, 4),
                first(Small.of("RandomNormal", 9).ints("shape", 2, 3), FLOAT, 2, 3),
                first(Small.of("RandomUniform", 9).ints("shape", 2).with("dtype", DOUBLE.code()), DOUBLE, 2),
                first(Small.of("RandomNormalLike", 9).x(DOUBLE, 2, 3), DOUBLE, 2, 3),
                first(Small.of("RandomUniformLike", 9).x(2, 3).with("dtype", FLOAT16.code()), FLOAT16, 2, 3),
                first(Small.of("Bernoulli", 15).x(2, 3).with("dtype", BOOL.code()), BOOL, 2, 3),
                first(Small.of("Multinomial", 9).x(2, 3).with("sample_size", 7), INT32, 2, 7),
                first(Small.of("NonZero", 13).x(2, 3, 4), INT64, 3, -1),
                output(1, Small.of("Unique", 11).x(5), INT64),
                first(Small.of("ScatterElements", 16).x(2, 3).x(INT64, 1, 3).x(1, 3), FLOAT, 2, 3),
                first(Small.of("ScatterND", 16).x(2, 3).x(INT64, 1, 1).x(1, 3), FLOAT, 2, 3),
                first(Small.of("Scatter", 9).x(2, 3).x(INT64, 1, 3).x(1, 3), FLOAT, 2, 3),
                first(Small.of("ReverseSequence", 10).x(4, 3).x(INT64, 3), FLOAT, 4, 3),
                first(Small.of("com.microsoft", "Gelu", 13).x(2, 3), FLOAT, 2, 3),
                first(Small.of("com.microsoft", "BiasGelu", 13).x(2, 3).x(3), FLOAT, 2, 3),
                first(Small.of("com.microsoft", "FastGelu", 13).x(2, 3), FLOAT, 2, 3),
                first(Small.of("com.microsoft", "QuickGelu", 13).x(2, 3), FLOAT, 2, 3),
                first(Small.of("Reshape", 13).x(2, 3, 4).constant(0, -1), FLOAT, 2, 12),
                first(Small.of("Reshape", 14).x(0, 3).constant(0, 3).with("allowzero", 1), FLOAT, 0, 3),
                first(Small.of("Flatten", 13).x(2, 3, 4, 5).with("axis", 2), FLOAT, 6, 20),
                first(Small.of("Flatten", 13).x(2, 3, -1).with("axis", 2), FLOAT, 6, -1),
                first(Small.of("Squeeze", 12).x(1, 3, 1), FLOAT, 3),
                first(Small.of("Squeeze", 13).x(1, 3, 1).constant(-1), FLOAT, 1, 3),
                first(Small.of("Unsqueeze", 13).x(2, 3).constant(0, -1), FLOAT, 1, 2, 3, 1),
                first(Small.of("Tile", 13).x(2, 3).constant(1, 4), FLOAT, 2, 12),
                first(Small.of("DepthToSpace", 13).x(1, 8, 2, -1).with("blocksize", 2), FLOAT, 1, 2, 4, -1),
                first(Small.of("SpaceToDepth", 13).x(1, 2, 4, 6).with("blocksize", 2), FLOAT, 1, 8, 2, 3),
                first(Small.of("Attention", 23).x(1, 2, 2, 3).x(1, 2, 4, 3).x(1, 2, 4, 5), FLOAT, 1, 2, 2, 5),
                first(Small.of("Attention", 23).x(1, 2, 2, 3).x(1, 2, 4, 3).unknown(FLOAT), FLOAT, 1, 2, 2, -1),
                first(flatAttention().with("q_num_heads", 4).with("kv_num_heads", 2), FLOAT, 2, 5, 12),
                first(flatAttention(), FLOAT, 2, 5, -1),
                first(Small.of("Concat", 13).x(0, 3).x(2, 3).with("axis", 0), FLOAT, 2, 3),
                first(Small.of("Concat", 13).x(0, 3).x(0, 3).with("axis", 0), FLOAT, 0, 3),
                first(Small.of("Concat", 13).x(2, 3).unknown(FLOAT).with("axis", 0), FLOAT, -1, -1),
                first(
                        Small.of("ConvTranspose", 13)
                                .x(1, 4, 8, -1)
                                .weights(4, 5, 2, 2)
                                .ints("strides", 2, 2)
                                .with("group", 2),
                        FLOAT,
                        1,
                        10,
                        16,
                        -1),
                first(
                        Small.of("ConvTranspose", 13)
                                .x(1, 4, 8, 8)
                                .unknown(FLOAT)
                                .ints("kernel_shape", 3, 2),
                        FLOAT,
                        1,
                        -1,
                        10,
                        9),
                first(Small.of("Gemm", 13).x(2, 3).x(3, 4), FLOAT, 2, 4),
                first(Small.of("Gemm", 13).x(3, 2).x(4, 3).with("transA", 1).with("transB", 1), FLOAT, 2, 4),
                first(Small.of("Gemm", 13).x(2, 3).unknown(FLOAT), FLOAT, -1, -1),
                first(Small.of("ReduceSum", 13).x(2, 3).constant(), FLOAT, 1, 1),
                first(Small.of("ReduceSum", 13).x(2, 3).constant().with("noop_with_empty_axes", 1), FLOAT, 2, 3),
                first(range(2, 11, 3), INT64, 3),
                first(range(2, 12, 3), INT64, 4),
                first(range(5, -2, -2), INT64, 4),
                first(range(5, 2, 1), INT64, 0),
                first(Small.of("CenterCropPad", 18).x(2, 3).x(INT64, 2), FLOAT, -1, -1),
                first(Small.of("Slice", 13).x(2, 3).x(INT64, 1).x(INT64, 1), FLOAT, -1, -1),
                first(Small.of("Flatten", 13).x(2, 3, 4).with("axis", 0), FLOAT, 1, 24),
                first(Small.of("Flatten", 13).x(2, 3, 4).with("axis", -1), FLOAT, 6, 4),
                first(Small.of("Reshape", 13).x(2, 3, 4).constant(-1, 2), FLOAT, 12, 2),
                first(Small.of("Reshape", 13).x(0, 3).constant(0, -1), FLOAT, 0, -1),
                first(
                        Small.of("Resize", 13).x(1, 4, 5, -1).none().constant(Tensor.of(1f, 1f, 2f, 2f)),
                        FLOAT,
                        1,
                        4,
                        10,
                        -1),
                first(Small.of("Resize", 13).x(1, 4, 5, 5).none().x(4), FLOAT, -1, -1, -1, -1),
                first(Small.of("Conv", 13).x(1, 3, 8, 9).x(4, 3, -1, 3), FLOAT, -1, -1, -1, -1),
                first(Small.of("Pad", 7).x(2, 3).ints("pads", 0, 1, 2, 1), FLOAT, 4, 5),
                first(Small.of("Pad", 18).x(2, 3, 4).constant(1, 2).none().constant(-1), FLOAT, 2, 3, 7),
                first(
                        Small.of("CenterCropPad", 18)
                                .x(1, 3, 8, -1)
                                .constant(6, 5)
                                .ints("axes", -1, 2),
                        FLOAT,
                        1,
                        3,
                        5,
                        6),
                first(
                        Small.of("Gather", 13)
                                .x(2, 3, 4)
                                .constant(Tensor.scalar(1L))
                                .with("axis", 1),
                        FLOAT,
                        2,
                        4),
                first(Small.of("Concat", 13).x(2, 3).x(2, -1).with("axis", -1), FLOAT, 2, -1),
                first(Small.of("Concat", 13).x(2, 3).x(4, 3).with("axis", 0), FLOAT, 6, 3),
                first(Small.of("MatMul", 13).x(7, 2, 3).x(3, 4), FLOAT, 7, 2, 4),
                first(Small.of("Einsum", 13).x(2, 3).x(3, 4).with("equation", "ij, jk -> k"), FLOAT, 4));
    }

    private static Small flatAttention() {
        return Small.of("Attention", 23).x(2, 5, 8).x(2, 3, 4).x(2, 3, 6);
    }

    private static Small range(long start, long limit, long delta) {
        return Small.of("Range", 11)
                .constant(Tensor.scalar(start))
                .constant(Tensor.scalar(limit))
                .constant(Tensor.scalar(delta));
    }

    private static Small quantised(String op) {
        Small small = Small.of(op, 10).x(UINT8, 1, 3, 3, 4).x().x(UINT8);
        boolean conv = op.equals("QLinearConv");
        return small.x(INT8, conv ? new long[] {5, 3, 2, 3} : new long[] {4, 2})
                .x()
                .x(INT8)
                .x()
                .x(UINT8);
    }

    private static Arguments first(Small small, ElementType type, long... shape) {
        return output(0, small, type, shape);
    }

    private static Arguments output(int index, Small small, ElementType type, long... shape) {
        return arguments(small, index, type, shape);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("outputs")
    void followByTheSpecification(Small small, int output, ElementType type, long[] shape) {
        ValueFacts facts = small.facts();
        assertThat(facts.type("y" + output)).isEqualTo(type);
        if (!small.op().equals("Unique")) {
            assertThat(facts.shape("y" + output).known()).isTrue();
            assertThat(facts.shape("y" + output).sizes()).containsExactly(shape);
        }
    }

    @Test
    void everyOperatorOfTheCatalogueHasACase() {
        Set<String> missing = Operators.names();
        Cases.all().map(Case::op).forEach(missing::remove);
        outputs().map(arguments -> ((Small) arguments.get()[0]).op()).forEach(missing::remove);
        assertThat(missing).isEmpty();
    }

    /** What an operator of others gives, only the file says. */
    @Test
    void whatIsDeclaredIsTaken() {
        Graph graph = Graph.create("declared", 13);
        graph.addInput(new ValueInfo("x", FLOAT, Shape.of(2)));
        graph.append(new Node("", "my.domain", "Odd", List.of("x"), List.of("y"), Attributes.NONE));
        graph.addOutput(new ValueInfo("y", DOUBLE, Shape.of(5, -1)));

        ValueFacts facts = new ValueFacts(graph);

        assertThat(facts.type("y")).isEqualTo(DOUBLE);
        assertThat(facts.shape("y").sizes()).containsExactly(5, -1);
        assertThat(facts.dimension("y", 1)).isEqualTo(Dimension.free("?y.1"));
    }

    /** Sizes win over names, and names over none; of two sizes or two names the later and the earlier. */
    @Test
    void whatIsSaidTwiceIsPutTogether() {
        Graph graph = Graph.create("said", 13);
        Dimension n = Dimension.free("n");
        Dimension m = Dimension.free("m");
        Dimension three = Dimension.fixed(3);
        Dimension five = Dimension.fixed(5);
        graph.addInput(new ValueInfo("x", FLOAT, Shape.of(List.of(three, n, Dims.UNKNOWN, n, three))));
        ValueFacts facts = new ValueFacts(graph);

        facts.note("x", Shape.UNKNOWN);
        facts.note("x", Shape.of(List.of(m, m, m, five, five)));

        assertThat(facts.shape("x").dimensions()).containsExactly(three, n, m, five, five);
        facts.note("x", Shape.of(7, 8));
        assertThat(facts.shape("x")).isEqualTo(Shape.of(7, 8));
    }

    /** Whose height is free, and stays what it is, has the same height: what is joined with it later fits. */
    @Test
    void aFreeSizeThatIsNotScaledKeepsItsName() {
        ValueFacts facts = Small.of("Resize", 13)
                .x(1, 4, -1, 5)
                .none()
                .constant(Tensor.of(1f, 1f, 1f, 2f))
                .facts();

        assertThat(facts.dimension("y0", 2)).isEqualTo(facts.dimension("x0", 2));
        assertThat(facts.dimension("y0", 3)).isEqualTo(Dimension.fixed(10));
    }

    @Test
    void padsOfNamedAxesNeedToKnowHowManyThereAre() {
        Small any = Small.of("Pad", 18).unknown(FLOAT).constant(1, 2).none().constant(-1);
        Small scalar = Small.of("Pad", 18).x().constant(new long[0]).none().constant(new long[0]);

        assertThat(pads(any)).isEmpty();
        assertThat(pads(scalar)).hasValueSatisfying(pads -> assertThat(pads).isEmpty());
        assertThat(pads(Small.of("Pad", 18).x(2, 3).constant(1, 2).none().constant(-1)))
                .hasValueSatisfying(pads -> assertThat(pads).containsExactly(0, 1, 0, 2));
    }

    private static Optional<long[]> pads(Small pad) {
        ValueFacts facts = pad.facts();
        return Pads.of(facts, facts.graph().producer("y0").orElseThrow());
    }

    @Test
    void aRangeUpToWhatIsNotKnownHasAnyLength() {
        Graph graph = Graph.create("counted", 13);
        graph.addInput(new ValueInfo("n", INT64, Shape.of(1)));
        graph.put("start", Tensor.scalar(0L));
        graph.put("step", Tensor.scalar(1L));
        graph.put("back", Tensor.scalar(-1L));
        // A join of one part, of which only the length is known.
        graph.append(Node.of("Concat", List.of("n"), "sizes", Attributes.NONE.with("axis", 0)));
        graph.append(Node.of("Squeeze", List.of("sizes"), "limit"));
        graph.append(Node.of("Range", List.of("start", "limit", "step"), "free"));
        graph.append(Node.of("Range", List.of("start", "back", "back"), "fixed"));
        ValueFacts facts = new ValueFacts(graph);

        assertThat(facts.shape("free").sizes()).containsExactly(-1);
        assertThat(facts.shape("fixed").sizes()).containsExactly(1);
    }

    /** Files may hold what no operator allows; of that nothing follows, and nothing breaks. */
    @Test
    void ofNodesThatMakeNoSenseNothingFollows() {
        assertThat(Small.of("Transpose", 13)
                        .x(2, 3)
                        .ints("perm", 5, 6)
                        .facts()
                        .shape("y0")
                        .known())
                .isFalse();
        assertThat(Small.of("Conv", 13)
                        .x(2, 3)
                        .weights(4, 3, 3, 3)
                        .facts()
                        .shape("y0")
                        .known())
                .isFalse();
        assertThat(Small.of("GlobalAveragePool", 13).x(2).facts().shape("y0").known())
                .isFalse();
        assertThat(Small.of("Reshape", 13)
                        .x(2)
                        .x(INT64, Integer.MAX_VALUE)
                        .facts()
                        .shape("y0")
                        .known())
                .isFalse();
        assertThat(Small.of("Cast", 13).x(2).with("to", 99).facts().type("y0")).isEqualTo(ElementType.UNDEFINED);
    }

    @Test
    void anOperatorOfAnotherSetIsAnother() {
        assertThat(Small.of("my.domain", "Relu", 13).x(2, 3).facts().shape("y0").known())
                .isFalse();
        assertThat(Small.of("ai.onnx", "Relu", 13).x(2, 3).facts().shape("y0").sizes())
                .containsExactly(2, 3);
    }
}
