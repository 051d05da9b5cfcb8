package io.fovea.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
