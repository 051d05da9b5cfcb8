package io.fovea.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import io.fovea.session.Cancellation;
import io.fovea.session.Device;
import io.fovea.session.FloatTensor;
import io.fovea.session.Session;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GradientsTest {

    private static final float[] WEIGHTS = {1, 2, 3, 4, 5, 6};

    @ParameterizedTest
    @ValueSource(ints = {7, 9, 11, 13, 18, 21})
    void classIsChosenAtRunTime(int opset) {
        Gradients gradients = Gradients.of(linear(opset), GradientTarget.classOf("scores"), List.of("x"));
        String index = gradients.classInput().orElseThrow();
        for (int chosen = 0; chosen < 4; chosen++) {
            float[] g = run(gradients, "x", Map.of("x", samples(), index, FloatTensor.of(new float[] {chosen}, 1)));
            float[] row = chosen == 3 ? new float[2] : new float[] {WEIGHTS[chosen], WEIGHTS[chosen + 3]};
            assertThat(g).containsExactly(row[0], row[1], row[0], row[1]);
        }
        // In older operator sets some operators take only what is known before the run.
        assertThat(gradients.graph().opset()).isEqualTo(Math.max(13, opset));
    }

    @Test
    void eachSampleMayHaveItsOwnClass() {
        Gradients gradients = Gradients.of(linear(13), GradientTarget.classOf("scores"), List.of("x"));
        String index = gradients.classInput().orElseThrow();
        float[] g = run(gradients, "x", Map.of("x", samples(), index, FloatTensor.of(new float[] {0, 2}, 2)));
        assertThat(g).containsExactly(1, 4, 3, 6);
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 13})
    void topClassIsTheHighestOfEachSample(int opset) {
        Gradients gradients = Gradients.of(linear(opset), GradientTarget.topClassOf("scores"), List.of("x"));
        assertThat(run(gradients, "x", Map.of("x", samples()))).containsExactly(3, 6, 1, 4);
    }

    @Test
    void classIsWeightedByAMask() {
        Gradients gradients =
                Gradients.of(linear(13), GradientTarget.classOf("scores").weighted(), List.of("x"));
        Map<String, FloatTensor> feeds = Map.of(
                "x",
                samples(),
                gradients.classInput().orElseThrow(),
                FloatTensor.of(new float[] {1}, 1),
                gradients.weightInput().orElseThrow(),
                FloatTensor.of(new float[] {1, 0.5f}, 2, 1));
        assertThat(run(gradients, "x", feeds)).containsExactly(2, 5, 1, 2.5f);
    }

    @Test
    void sumsOverEverything() {
        Gradients gradients = Gradients.of(linear(13), GradientTarget.sumOf("scores"), List.of("x", "w"));
        assertThat(run(gradients, "x", Map.of("x", samples()))).containsExactly(6, 15, 6, 15);
        assertThat(run(gradients, "w", Map.of("x", samples()))).containsExactly(0, 0, 0, 0, 0, 0);
    }

    @Test
    void leavesTheModelAsItWas() {
        Graph model = linear(13);
        byte[] before = model.toBytes();
        Gradients gradients = Gradients.of(model, GradientTarget.sumOf("scores"), List.of("x"));
        assertThat(model.toBytes()).isEqualTo(before);
        assertThat(gradients.graph().nodes()).containsAll(model.nodes());
        assertThat(gradients.graph().outputs()).extracting(ValueInfo::name).containsExactly("scores", "gradient_of_x");
    }

    @Test
    void sumsWhatReachesAValueByTwoWays() {
        Graph graph = graph(13, Shape.of(2));
        graph.append(Node.of("Mul", List.of("x", "x"), "square"));
        graph.append(Node.of("Add", List.of("square", "x"), "y"));
        graph.expose("y");
        Gradients gradients = Gradients.of(graph, GradientTarget.sumOf("y"), List.of("x"));
        assertThat(run(gradients, "x", Map.of("x", FloatTensor.of(new float[] {3, -1}, 2))))
                .containsExactly(7, -1);
    }

    @ParameterizedTest
    @ValueSource(ints = {11, 17})
    void differentiatesHalfPrecision(int opset) {
        Graph graph = Graph.create("half", opset);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT16, Shape.of(1, 1, -1, -1)));
        graph.append(Node.of("Relu", List.of("x"), "r"));
        graph.append(Node.of(
                "MaxPool",
                List.of("r"),
                "p",
                Attributes.NONE.withIntegers("kernel_shape", 2, 2).withIntegers("strides", 1, 1)));
        graph.append(Node.of("GlobalAveragePool", List.of("p"), "y"));
        graph.expose("y");
        Gradients gradients = Gradients.of(graph, GradientTarget.sumOf("y"), List.of("x"));
        float[] g = run(gradients, "x", Map.of("x", FloatTensor.of(new float[] {1, 2, 1, 5, 3, 4}, 1, 1, 2, 3)));
        assertThat(g).containsExactly(new float[] {0, 0, 0, 0.5f, 0, 0.5f}, offset(1e-3f));
    }

    @Test
    void otherRulesTakeThePlaceOfDerivatives() {
        Graph graph = graph(13, Shape.of(1, 2));
        graph.append(Node.of("Relu", List.of("x"), "r"));
        graph.put("w", Tensor.of(new float[] {1, -2, 3, 4}, 2, 2));
        graph.append(Node.of("Gemm", List.of("r", "w"), "scores"));
        graph.expose("scores");
        // A rectifier that lets all through, and a layer that would otherwise be the first to be left out.
        Map<String, BackwardRule> rules =
                Map.of("Relu", (made, node, gradient) -> gradient, "Gemm", (made, node, gradient) -> made.append(
                                Node.of("Neg", List.of(gradient), made.unused("turned")))
                        .output());
        Map<String, FloatTensor> feeds = Map.of("x", FloatTensor.of(new float[] {-1, 5}, 1, 2));

        assertThat(run(Gradients.of(graph, GradientTarget.topClassOf("scores"), List.of("x")), "x", feeds))
                .containsExactly(new float[] {0, 4}, offset(1e-6f));
        assertThat(run(Gradients.of(graph, GradientTarget.topClassOf("scores"), List.of("x"), rules), "x", feeds))
                .containsExactly(new float[] {0, -1}, offset(1e-6f));
    }

    /** What a rule appends has a type, so that the gradient is declared as one of real numbers. */
    @Test
    void whatOtherRulesAppendIsKnown() {
        Graph graph = graph(13, Shape.of(1, 2));
        graph.append(Node.of("Relu", List.of("x"), "y"));
        graph.expose("y");
        Map<String, BackwardRule> rules = Map.of(
                "Relu", (made, node, gradient) -> made.append(Node.of("Neg", List.of(gradient), made.unused("turned")))
                        .output());

        Gradients gradients = Gradients.of(graph, GradientTarget.sumOf("y"), List.of("x"), rules);

        assertThat(gradients.graph().value(gradients.of("x")))
                .contains(new ValueInfo(gradients.of("x"), ElementType.FLOAT, Shape.of(1, 2)));
    }

    /** Elements that are picked twice are added up by a scatter that is there since version 16. */
    @Test
    void derivativesThatOlderOperatorSetsLackAreWrittenInNewerOnes() {
        Graph graph = graph(13, Shape.of(3));
        graph.put("places", Tensor.of(0L, 0L, 2L));
        graph.append(Node.of("GatherElements", List.of("x", "places"), "y"));
        graph.expose("y");

        Gradients gradients = Gradients.of(graph, GradientTarget.sumOf("y"), List.of("x"));

        assertThat(gradients.graph().opset()).isEqualTo(17);
        assertThat(run(gradients, "x", Map.of("x", FloatTensor.of(new float[] {5, 6, 7}, 3))))
                .containsExactly(2, 0, 1);
    }

    @Test
    void otherRulesAreForOperatorsOfOnnxAlone() {
        Graph graph = graph(13, Shape.of(1, 2));
        graph.append(new Node("odd", "my.domain", "Relu", List.of("x"), List.of("y"), Attributes.NONE));
        graph.expose("y");
        Map<String, BackwardRule> rules = Map.of("Relu", (made, node, gradient) -> gradient);

        assertThatThrownBy(() -> Gradients.of(graph, GradientTarget.sumOf("y"), List.of("x"), rules))
                .isInstanceOf(NoGradientException.class)
                .hasMessageStartingWith("The operator my.domain.Relu 'odd' has no derivative here");
    }

    static Stream<Arguments> nodesThatContradictThemselves() {
        return Stream.of(
                Arguments.of("Transpose", Shape.of(1, 2), Attributes.NONE.withIntegers("perm", 0, 5)),
                Arguments.of("Attention", Shape.of(1, 2, 3, 4), Attributes.NONE.with("qk_matmul_output_mode", 7)),
                Arguments.of("Attention", Shape.of(3, 4), Attributes.NONE),
                Arguments.of("Concat", Shape.of(1, 2), Attributes.NONE.with("axis", 5)),
                Arguments.of("AveragePool", Shape.of(1, 2, 4, 4), Attributes.NONE.withIntegers("kernel_shape", 2)),
                Arguments.of(
                        "AveragePool",
                        Shape.of(1, 2, 4, 4),
                        Attributes.NONE.withIntegers("kernel_shape", 2, 2).withIntegers("pads", 1)));
    }

    @ParameterizedTest
    @MethodSource("nodesThatContradictThemselves")
    void saysWhichNodeContradictsItself(String op, Shape shape, Attributes attributes) {
        Graph graph = graph(op.equals("Attention") ? 24 : 13, shape);
        int inputs = op.equals("Attention") ? 3 : op.equals("Concat") ? 2 : 1;
        graph.append(new Node("damaged", "", op, Collections.nCopies(inputs, "x"), List.of("y"), attributes));
        graph.expose("y");

        assertThatThrownBy(() -> Gradients.of(graph, GradientTarget.sumOf("y"), List.of("x")))
                .isInstanceOf(NoGradientException.class)
                .hasMessageStartingWith("The operator " + op + " 'damaged' ");
    }

    @Test
    void namesTheOperatorInTheWay() {
        Graph graph = graph(13, Shape.of(1, 1, 2, 2));
        graph.append(Node.of("Relu", List.of("x"), "before"));
        graph.append(new Node("odd", "my.domain", "Odd", List.of("before"), List.of("after"), Attributes.NONE));
        graph.append(Node.of("Relu", List.of("after"), "y"));
        graph.expose("y");
        assertThatThrownBy(() -> Gradients.of(graph, GradientTarget.sumOf("y"), List.of("x")))
                .isInstanceOfSatisfying(NoGradientException.class, e -> {
                    assertThat(e.operator()).isEqualTo("my.domain.Odd");
                    assertThat(e.blocked()).isEqualTo("x");
                    assertThat(e.nearest()).isEqualTo("after");
                })
                .hasMessageContainingAll("my.domain.Odd", "'x'", "'after'");
        assertThat(Gradients.of(graph, GradientTarget.sumOf("y"), List.of("after"))
                        .of("after"))
                .isEqualTo("gradient_of_after");
    }

    /** Of two values the one is named that lies behind what is in the way, not the first. */
    @Test
    void namesTheValueThatIsBlocked() {
        Graph graph = graph(13, Shape.of(2));
        graph.addInput(new ValueInfo("a", ElementType.FLOAT, Shape.of(2)));
        graph.append(Node.of("Relu", List.of("a"), "left"));
        graph.append(new Node("odd", "my.domain", "Odd", List.of("x"), List.of("right"), Attributes.NONE));
        graph.append(Node.of("Add", List.of("left", "right"), "y"));
        graph.expose("y");

        assertThatThrownBy(() -> Gradients.of(graph, GradientTarget.sumOf("y"), List.of("a", "x")))
                .isInstanceOfSatisfying(
                        NoGradientException.class, e -> assertThat(e.blocked()).isEqualTo("x"));
        assertThat(Gradients.of(graph, GradientTarget.sumOf("y"), List.of("a")).outputs())
                .containsOnlyKeys("a");
    }

    @Test
    void holdsNoNodeThatNoOutputNeeds() {
        Graph made = Gradients.of(linear(13), GradientTarget.classOf("scores"), List.of("x"))
                .graph();

        assertThat(made.nodes()).allMatch(node -> node.outputs().stream()
                .anyMatch(value -> !made.consumers(value).isEmpty()
                        || made.outputs().stream()
                                .anyMatch(output -> output.name().equals(value))));
    }

    @Test
    void refusesModelsOfFormsBeforeTheFirstThatAreWritten() {
        Graph graph = graph(6, Shape.of(2, 3));
        graph.append(Node.of("Relu", List.of("x"), "y"));
        graph.expose("y");
        assertThatThrownBy(() -> Gradients.of(graph, GradientTarget.sumOf("y"), List.of("x")))
                .isInstanceOf(NoGradientException.class)
                .hasMessageContaining("operator set 6");
    }

    @Test
    void refusesDropoutThatDrops() {
        Graph graph = graph(13, Shape.of(2, 3));
        graph.put("ratio", Tensor.scalar(0.5f));
        graph.put("training", Tensor.ofBytes(ElementType.BOOL, new long[0], ByteBuffer.wrap(new byte[] {1})));
        graph.append(Node.of("Dropout", List.of("x", "ratio", "training"), "y"));
        graph.expose("y");
        assertThatThrownBy(() -> Gradients.of(graph, GradientTarget.sumOf("y"), List.of("x")))
                .isInstanceOf(NoGradientException.class)
                .hasMessageContaining("may be in training mode");
    }

    /** Queries, keys and values may be one value, of which each has its part. */
    @Test
    void sumsWhatOneValueIsFedFor() {
        Graph graph = Graph.create("self", 23);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, 1, 2, 1)));
        graph.append(Node.of("Attention", List.of("x", "x", "x"), "y"));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.of(1, 1, 2, 1)));
        Gradients gradients = Gradients.of(graph, GradientTarget.sumOf("y"), List.of("x"));
        try (Session session = Session.open(gradients.graph().toBytes(), Device.CPU)) {
            FloatTensor x = FloatTensor.of(new float[] {1, 0}, 1, 1, 2, 1);
            float[] found = session.run(Map.of("x", x), Cancellation.NONE)
                    .get(gradients.of("x"))
                    .toArray();
            // y = (a e^aa + b e^ab) / (e^aa + e^ab) + (a e^ab + b e^bb) / (e^ab + e^bb), derived by hand at a = 1, b =
            // 0.
            double p = Math.E / (1 + Math.E);
            assertThat((double) found[0]).isCloseTo(p + 2 * p * (1 - p) + 0.5, offset(1e-5));
            assertThat((double) found[1]).isCloseTo(1 - p - p * (1 - p) + 0.5 + 0.25, offset(1e-5));
        }
    }

    @Test
    void saysWhereNothingDepends() {
        Graph graph = graph(13, Shape.of(2, 3));
        graph.append(Node.of("ArgMax", List.of("x"), "top"));
        graph.append(Node.of("Cast", List.of("top"), "y", Attributes.NONE.with("to", 1)));
        graph.expose("y");
        assertThatThrownBy(() -> Gradients.of(graph, GradientTarget.sumOf("y"), List.of("x")))
                .isInstanceOf(NoGradientException.class)
                .hasMessageContaining("does not depend on 'x'");
        assertThatThrownBy(() -> Gradients.of(graph, GradientTarget.sumOf("y"), List.of("nothing")))
                .hasMessageContaining("no value 'nothing'");
    }

    /** Two samples of which the first has its highest score for class 2, the second for class 0. */
    private static FloatTensor samples() {
        return FloatTensor.of(new float[] {1, 1, -1, -1}, 2, 2);
    }

    private static Graph linear(int opset) {
        Graph graph = graph(opset, Shape.of(-1, 2));
        graph.put("w", Tensor.of(WEIGHTS, 2, 3));
        graph.append(Node.of("MatMul", List.of("x", "w"), "scores"));
        graph.expose("scores");
        return graph;
    }

    private static Graph graph(int opset, Shape shape) {
        Graph graph = Graph.create("model", opset);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, shape));
        return graph;
    }

    private static float[] run(Gradients gradients, String value, Map<String, FloatTensor> feeds) {
        try (Session session = Session.open(gradients.graph().toBytes(), Device.CPU)) {
            return session.run(new HashMap<>(feeds), Cancellation.NONE)
                    .get(gradients.of(value))
                    .toArray();
        }
    }

    @Test
    void aValueThatIsHeldCountsAsAConstant() {
        Graph graph = Graph.create("held", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, 2)));
        graph.append(Node.of("Mul", List.of("x", "x"), "square"));
        graph.append(Node.of("Mul", List.of("x", "square"), "y"));
        graph.expose("y");

        Gradients made =
                Gradients.of(graph, GradientTarget.sumOf("y"), List.of("x"), Map.of(), value -> value.equals("square"));

        // Of x times 9, not of x to the third.
        try (Session session = Session.open(made.graph().toBytes(), Device.CPU)) {
            FloatTensor x = FloatTensor.of(new float[] {3, -2}, 1, 2);
            assertThat(session.run(Map.of("x", x), Cancellation.NONE)
                            .get(made.of("x"))
                            .toArray())
                    .containsExactly(9, 4);
        }
    }
}
