package io.fovea.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What differences are too coarse for: forms that differ by little, and which of two ways is taken. */
class DerivativesByHandTest {

    /** P(2) + 2 p(2) of the normal distribution, and the derivative of Hendrycks and Gimpel's second formula. */
    @ParameterizedTest
    @CsvSource({"none, 1.0852318, -0.0852318", "tanh, 1.0860993, -0.0860993"})
    void bothFormsOfGeluHaveTheirOwn(String approximate, double atTwo, double atMinusTwo) {
        Graph graph = graph(20, Shape.of(2));
        graph.append(Node.of("Gelu", List.of("x"), "y", Attributes.NONE.with("approximate", approximate)));
        graph.expose("y");

        float[] g = run(Gradients.of(graph, GradientTarget.sumOf("y"), List.of("x")), 2, -2);

        assertThat((double) g[0]).isCloseTo(atTwo, offset(1e-5));
        assertThat((double) g[1]).isCloseTo(atMinusTwo, offset(1e-5));
    }

    /** Places that are known and differ need no scatter that adds, so that the model stays in its operator set. */
    @Test
    void placesThatDifferAreWrittenInTheModelsOwnSet() {
        Gradients made = gathered(Tensor.of(0L, 2L));

        assertThat(made.graph().opset()).isEqualTo(13);
        assertThat(run(made, 5, 6, 7)).containsExactly(1, 0, 1);
        Gradients scalar = gathered(Tensor.scalar(-1L));
        assertThat(scalar.graph().opset()).isEqualTo(13);
        assertThat(run(scalar, 5, 6, 7)).containsExactly(0, 0, 1);
    }

    /** Counted from the front and from the back, two places may be one. */
    @Test
    void placesThatMayBeOneAreAdded() {
        assertThat(run(gathered(Tensor.of(2L, -1L)), 5, 6, 7)).containsExactly(0, 0, 2);
        assertThat(run(gathered(Tensor.of(1L, 1L)), 5, 6, 7)).containsExactly(0, 2, 0);
    }

    @Test
    void placesThatAreComputedAreAdded() {
        Graph graph = graph(13, Shape.of(3));
        graph.append(Node.of("Relu", List.of("x"), "r"));
        graph.append(Node.of("Cast", List.of("r"), "places", Attributes.NONE.with("to", ElementType.INT64.code())));
        graph.append(Node.of("Gather", List.of("x", "places"), "y"));
        graph.expose("y");

        assertThat(run(Gradients.of(graph, GradientTarget.sumOf("y"), List.of("x")), 0, 0, 2))
                .containsExactly(2, 0, 1);
    }

    private static Gradients gathered(Tensor places) {
        Graph graph = graph(13, Shape.of(3));
        graph.put("places", places);
        graph.append(Node.of("Gather", List.of("x", "places"), "y"));
        graph.expose("y");
        return Gradients.of(graph, GradientTarget.sumOf("y"), List.of("x"));
    }

    /** (x - 1) / 2 of 3, 5 and of 1, -1, summed for the scale; two pixels for the shift; half the scale for the image. */
    @ParameterizedTest
    @CsvSource({"scale, 3 -1", "shift, 2 2"})
    void parametersOfABatchNormalisationHaveTheirs(String parameter, String expected) {
        Graph graph = graph(15, Shape.of(1, 2, 1, 2));
        graph.put("scale", Tensor.of(1f, 4));
        graph.put("shift", Tensor.of(0f, 0));
        graph.put("mean", Tensor.of(1f, 1));
        graph.put("variance", Tensor.of(3f, 3));
        graph.append(Node.of(
                "BatchNormalization",
                List.of("x", "scale", "shift", "mean", "variance"),
                "y",
                Attributes.NONE.with("epsilon", 1f)));
        graph.expose("y");
        Map<String, FloatTensor> feeds = Map.of("x", FloatTensor.of(new float[] {3, 5, 1, -1}, 1, 2, 1, 2));

        assertThat(run(Gradients.of(graph, GradientTarget.sumOf("y"), List.of(parameter)), feeds, parameter))
                .containsExactly(numbers(expected), offset(1e-5f));
        assertThat(run(Gradients.of(graph, GradientTarget.sumOf("y"), List.of("x")), feeds, "x"))
                .containsExactly(new float[] {0.5f, 0.5f, 2, 2}, offset(1e-5f));
    }

    /** Where a network goes on with the mean, too, the shift is still one, if there is one. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void statisticsOfALayerMayBeUsed(boolean shifted) {
        Graph graph = graph(17, Shape.of(2, 3));
        graph.addInput(new ValueInfo("scale", ElementType.FLOAT, Shape.of(3)));
        graph.addInput(new ValueInfo("shift", ElementType.FLOAT, Shape.of(3)));
        graph.append(new Node(
                "",
                "",
                "LayerNormalization",
                shifted ? List.of("x", "scale", "shift") : List.of("x", "scale"),
                List.of("n", "mean"),
                Attributes.NONE));
        graph.append(Node.of("Add", List.of("n", "mean"), "sum"));
        graph.append(Node.of("Mul", List.of("sum", "shift"), "y"));
        graph.expose("y");
        Map<String, FloatTensor> feeds =
                Map.of("x", Differences.random(2, 3), "scale", Differences.random(3), "shift", Differences.random(3));

        assertThat(Differences.worst(graph, feeds, "y", List.of("x", "scale", "shift")))
                .isLessThan(1e-3);
    }

    private static float[] numbers(String text) {
        String[] words = text.split(" ");
        float[] numbers = new float[words.length];
        for (int i = 0; i < words.length; i++) {
            numbers[i] = Float.parseFloat(words[i]);
        }
        return numbers;
    }

    /** What a Slice left out at both ends is put around again, which is much less work than a scatter. */
    @Test
    void whatWasLeftOutIsPutAroundAgain() {
        Graph graph = graph(13, Shape.of(5));
        graph.put("from", Tensor.of(1L));
        graph.put("to", Tensor.of(-1L));
        graph.append(Node.of("Slice", List.of("x", "from", "to"), "y"));
        graph.expose("y");

        Gradients made = Gradients.of(graph, GradientTarget.sumOf("y"), List.of("x"));

        assertThat(run(made, 1, 2, 3, 4, 5)).containsExactly(0, 1, 1, 1, 0);
        assertThat(made.graph().nodes()).extracting(Node::op).contains("Pad").doesNotContain("ScatterElements");
    }

    private static Graph graph(int opset, Shape shape) {
        Graph graph = Graph.create("model", opset);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, shape));
        return graph;
    }

    private static float[] run(Gradients made, float... x) {
        return run(made, Map.of("x", FloatTensor.of(x, x.length)), "x");
    }

    private static float[] run(Gradients made, Map<String, FloatTensor> feeds, String value) {
        try (Session session = Session.open(made.graph().toBytes(), Device.CPU)) {
            return session.run(feeds, Cancellation.NONE).get(made.of(value)).toArray();
        }
    }
}
