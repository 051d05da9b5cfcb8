package io.fovea.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is appended in each operator set, run; the numbers are by hand. */
class EmitterTest {
    private static final float[] X = {1, 2, 3, 4, 5, 6};

    @ParameterizedTest
    @ValueSource(ints = {7, 8, 9, 10, 11, 12, 13, 18, 21})
    void everyOperatorSetHasItsForms(int opset) {
        assertThat(run(opset, e -> e.forms().sum("x", true, 1))).containsExactly(6, 15);
        assertThat(run(opset, e -> e.forms().sum("x", false, 0))).containsExactly(5, 7, 9);
        assertThat(run(opset, e -> e.forms().mean("x", false, 1))).containsExactly(2, 5);
        assertThat(run(opset, e -> e.forms().slice("x", e.integers(1), e.integers(3), 1)))
                .containsExactly(2, 3, 5, 6);
        assertThat(run(opset, e -> e.forms().pad("x", e.integers(0, 1, 1, 0), 9)))
                .containsExactly(9, 1, 2, 3, 9, 4, 5, 6, 9, 9, 9, 9);
        assertThat(run(opset, e -> e.forms().expandLike(e.forms().sum("x", true, 1), "x")))
                .containsExactly(6, 6, 6, 15, 15, 15);
        assertThat(run(opset, e -> e.forms().filledLike("x", 7))).containsExactly(7, 7, 7, 7, 7, 7);
        assertThat(run(opset, e -> e.cast(e.forms().range(e.integers(3)), ElementType.FLOAT)))
                .containsExactly(0, 1, 2);
        assertThat(run(opset, e -> e.forms().ratio("x", e.forms().sum("x", true, 1))))
                .containsExactly(3);
        assertThat(run(opset, e -> new AxisMaps(e).unit(e.integers(2)))).containsExactly(1, 0, 0, 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 9, 11, 13})
    void conditionsAreOnesAndZeros(int opset) {
        assertThat(run(opset, e -> e.equal("x", e.scalar(4, "x")))).containsExactly(0, 0, 0, 1, 0, 0);
        assertThat(run(opset, e -> e.sign(e.add("x", -3)))).containsExactly(-1, -1, 0, 1, 1, 1);
        assertThat(run(opset, e -> e.above("x", 2))).containsExactly(0, 0, 1, 1, 1, 1);
        assertThat(run(opset, e -> e.below("x", 2))).containsExactly(1, 0, 0, 0, 0, 0);
        assertThat(run(opset, e -> e.select(e.node("Less", "x", e.scalar(3, "x")), "x", e.neg("x"))))
                .containsExactly(1, 2, -3, -4, -5, -6);
    }

    /** Where there is a choice, what is not chosen may be without end. */
    @Test
    void infinitiesThatAreNotChosenDoNotGoAcross() {
        assertThat(run(
                        9,
                        e -> e.select(
                                e.node("Less", "x", e.scalar(3, "x")), "x", e.div(e.scalar(1, "x"), e.scalar(0, "x")))))
                .startsWith(1, 2)
                .endsWith(Float.POSITIVE_INFINITY);
    }

    @ParameterizedTest
    @CsvSource({
        "7, 1 3", "7, 3", "7, 2 1", "7, ''", "13, 1 3", "13, 3", "13, 2 1", "13, 1 1", "13, 1", "13, 2 3", "13, ''"
    })
    void whatWasRepeatedIsSummed(int opset, String sizes) {
        long[] shape = numbers(sizes);
        float[] expected =
                switch (sizes) {
                    case "1 3", "3" -> new float[] {5, 7, 9};
                    case "2 1" -> new float[] {6, 15};
                    case "2 3" -> X;
                    default -> new float[] {21};
                };
        for (Shape declared : List.of(Shape.of(shape), Shape.ofRank(shape.length), Shape.UNKNOWN)) {
            if (opset < 13 && !declared.known()) {
                continue;
            }
            Graph graph = graph(opset);
            graph.addInput(new ValueInfo("like", ElementType.FLOAT, declared));
            float[] sum = run(
                    graph,
                    e -> e.add(e.sumTo("x", "like"), e.mul("like", 0)),
                    Map.of("like", FloatTensor.allocate(shape)));
            assertThat(sum).as("%s", declared).containsExactly(expected);
        }
    }

    @Test
    void repeatsAlongAnUnknownNumberOfAxesNeedANewerOperatorSet() {
        Graph graph = graph(12);
        graph.addInput(new ValueInfo("like", ElementType.FLOAT, Shape.UNKNOWN));

        assertThatThrownBy(() -> new Emitter(graph).sumTo("x", "like"))
                .hasMessage("with values of unknown rank needs opset 13 or later, and the model has 12");
    }

    @Test
    void whatStaysAsItIsNeedsNoNode() {
        Emitter e = new Emitter(graph(13));
        int before = e.facts().graph().nodes().size();

        assertThat(e.mul("x", 1)).isEqualTo("x");
        assertThat(e.add("x", 0)).isEqualTo("x");
        assertThat(e.power("x", 1)).isEqualTo("x");
        assertThat(e.cast("x", ElementType.FLOAT)).isEqualTo("x");
        assertThat(e.sumTo("x", "x")).isEqualTo("x");
        assertThat(e.concat(0, "x")).isEqualTo("x");
        assertThat(e.forms().expandLike("x", "x")).isEqualTo("x");
        assertThat(e.facts().graph().nodes()).hasSize(before);
    }

    @Test
    void aConstantIsMadeOnce() {
        Emitter e = new Emitter(graph(13));

        assertThat(e.integers(1, 2)).isEqualTo(e.integers(1, 2)).isNotEqualTo(e.integers(2, 1));
        assertThat(e.constant(Tensor.of(1f))).isNotEqualTo(e.constant(Tensor.scalar(1f)));
        assertThat(e.facts().graph().nodes()).hasSize(4);
    }

    /** Of the bytes 31 0 and 0 1 Java makes one hash. */
    @Test
    void constantsOfOneHashAreTwo() {
        Emitter e = new Emitter(graph(13));
        Tensor one = bytes(31, 0);
        Tensor other = bytes(0, 1);

        assertThat(one.bytes().hashCode()).isEqualTo(other.bytes().hashCode());
        assertThat(e.facts().graph().constant(e.constant(one))).contains(one);
        assertThat(e.facts().graph().constant(e.constant(other))).contains(other);
    }

    private static Tensor bytes(int first, int second) {
        return Tensor.ofBytes(
                ElementType.INT8, new long[] {2}, ByteBuffer.wrap(new byte[] {(byte) first, (byte) second}));
    }

    @Test
    void eachOperatorSetIsWrittenInItsNewestForms() {
        assertThat(operators(8, e -> e.select(e.node("Less", "x", "x"), "x", "x")))
                .doesNotContain("Where");
        assertThat(operators(9, e -> e.select(e.node("Less", "x", "x"), "x", "x")))
                .containsExactly("Less", "Where");
        assertThat(operators(10, e -> e.equal("x", "x")))
                .contains("Less", "Not")
                .doesNotContain("Equal");
        assertThat(operators(11, e -> e.equal("x", "x"))).containsExactly("Equal", "Cast");
        assertThat(operators(7, e -> e.equal(e.integers(1), e.integers(2)))).contains("Equal");
        assertThat(operators(7, e -> e.forms().expandLike(e.neg("x"), "y"))).doesNotContain("Expand");
        assertThat(operators(8, e -> e.forms().expandLike(e.neg("x"), "y"))).contains("Expand");
        assertThat(operators(8, e -> e.forms().filledLike("x", 1))).containsExactly("Constant");
        assertThat(operators(9, e -> e.forms().filledLike("x", 1))).containsExactly("Constant", "ConstantOfShape");
        assertThat(operators(8, e -> new AxisMaps(e).unit(e.integers(2)))).doesNotContain("EyeLike");
        assertThat(operators(9, e -> new AxisMaps(e).unit(e.integers(2)))).contains("EyeLike");
    }

    /** Also of sizes that are free until the run. */
    @ParameterizedTest
    @ValueSource(ints = {7, 8, 9, 13})
    void whatIsMadeLikeAnotherHasItsShape(int opset) {
        Graph graph = graph(opset);
        Shape free = Shape.of(List.of(Shape.Dimension.free("n"), Shape.Dimension.fixed(3)));
        graph.addInput(new ValueInfo("like", ElementType.FLOAT, free));
        graph.addInput(new ValueInfo("any", ElementType.FLOAT, Shape.UNKNOWN));
        Emitter e = new Emitter(graph);

        assertThat(e.facts().shape(e.reshapeLike("any", "like"))).isEqualTo(free);
        assertThat(e.facts().shape(e.forms().filledLike("like", 2))).isEqualTo(free);
        assertThat(e.facts().shape(e.forms().expandLike("any", "like"))).isEqualTo(free);
        if (opset >= 9) {
            String n = e.sizeOf("like", 0);
            assertThat(e.facts().rank(new AxisMaps(e).unit(n))).isEqualTo(2);
        }
    }

    @Test
    void sizesThatAreFreeUntilTheRunNeedANewerOperatorSet() {
        Graph graph = graph(8);
        graph.addInput(new ValueInfo("like", ElementType.FLOAT, Shape.of(-1, 3)));
        Emitter e = new Emitter(graph);
        String n = e.sizeOf("like", 0);

        assertThatThrownBy(() -> new AxisMaps(e).unit(n)).hasMessageContaining("needs opset 9 or later");
        assertThatThrownBy(() -> e.forms().slice("like", n, n, 0)).hasMessageContaining("needs opset 10 or later");
        assertThatThrownBy(() -> e.forms().range(n)).hasMessageContaining("needs opset 11 or later");
        assertThatThrownBy(() -> e.forms().pad("like", n, 0)).hasMessageContaining("needs opset 11 or later");
    }

    @Test
    void longRangesAreCountedInTheRun() {
        assertThat(operators(13, e -> e.forms().range(e.integers(4096)))).doesNotContain("Range");
        assertThat(operators(13, e -> e.forms().range(e.integers(4097)))).contains("Range");
    }

    private static List<String> operators(int opset, Function<Emitter, String> appended) {
        Graph graph = graph(opset);
        graph.addInput(new ValueInfo("y", ElementType.FLOAT, Shape.of(4, 2, 3)));
        assertThat(appended.apply(new Emitter(graph))).isNotEmpty();
        return graph.nodes().stream().map(Node::op).toList();
    }

    @Test
    void nodesAreNumbered() {
        Emitter e = new Emitter(graph(13));

        assertThat(e.neg("x")).isEqualTo("gradient/Neg_0");
        assertThat(e.add("x", "x")).isEqualTo("gradient/Add_1");
    }

    /** Only outputs that something depends on are used, of those that there are. */
    @Test
    void anOutputIsUsedWhereItHasAGradient() {
        Node split = new Node("", "", "Split", List.of("x", ""), List.of("a", "b"), Attributes.NONE);
        Vjp vjp = new Vjp(new Emitter(graph(13)), split, List.of("g", ""), i -> true);

        assertThat(vjp.uses(0)).isTrue();
        assertThat(vjp.uses(1)).isFalse();
        assertThat(vjp.uses(2)).isFalse();
        assertThat(vjp.wants(0)).isTrue();
        assertThat(vjp.wants(1)).as("an input left out").isFalse();
        assertThat(new Vjp(new Emitter(graph(13)), split, List.of("g", ""), i -> false).wants(0))
                .isFalse();
    }

    @Test
    void namesThatAModelHasAreNotTaken() {
        Graph graph = graph(13);
        graph.append(Node.of("Neg", List.of("x"), "gradient/Neg_0"));

        assertThat(new Emitter(graph).neg("x")).startsWith("another_gradient/");
    }

    @Test
    void theLeastOperatorSetIsEnough() {
        Emitter e = new Emitter(graph(13));

        assertThatCode(() -> e.needOpset(13, "this")).doesNotThrowAnyException();
        assertThatThrownBy(() -> e.needOpset(14, "this"))
                .isInstanceOf(NoDerivativeException.class)
                .hasMessage("this needs opset 14 or later, and the model has 13");
    }

    @Test
    void aRankThatIsNotDeclaredIsAskedFor() {
        Graph graph = graph(13);
        graph.addInput(new ValueInfo("any", ElementType.FLOAT, Shape.UNKNOWN));
        graph.addInput(new ValueInfo("scalar", ElementType.FLOAT, Shape.of()));
        Emitter e = new Emitter(graph);

        assertThat(e.needRank("scalar")).isZero();
        assertThatThrownBy(() -> e.needRank("any"))
                .hasMessage("needs the rank of 'any', which the model does not declare");
    }

    private static long[] numbers(String text) {
        return Arrays.stream(text.split(" "))
                .filter(word -> !word.isEmpty())
                .mapToLong(Long::parseLong)
                .toArray();
    }

    /** {@code [2, 3]}: 1 2 3 above, 4 5 6 below. */
    private static Graph graph(int opset) {
        Graph graph = Graph.create("forms", opset);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(2, 3)));
        return graph;
    }

    private static float[] run(int opset, Function<Emitter, String> appended) {
        return run(graph(opset), appended, Map.of());
    }

    private static float[] run(Graph graph, Function<Emitter, String> appended, Map<String, FloatTensor> more) {
        Emitter e = new Emitter(graph);
        // Every input that is fed must be used by something.
        graph.append(Node.of("Identity", List.of("x"), "fed"));
        graph.addOutput(new ValueInfo("fed", ElementType.FLOAT, Shape.UNKNOWN));
        String made = e.node("Identity", appended.apply(e));
        graph.addOutput(new ValueInfo(made, ElementType.FLOAT, Shape.UNKNOWN));
        Map<String, FloatTensor> feeds = new HashMap<>(more);
        feeds.put("x", FloatTensor.of(X, 2, 3));
        try (Session session = Session.open(graph.toBytes(), Device.CPU)) {
            return session.run(feeds, Cancellation.NONE).get(made).toArray();
        }
    }
}
