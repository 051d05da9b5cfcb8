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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The gradient of the highest score of a dense layer, against that of the same class chosen at run time. */
class DenseHeadTest {
    private static final int TOP = 2;
    private static final float[] KERNEL = {0.1f, -0.2f, 0.9f, 0.3f, 0.1f, 0.8f, -0.4f, 0.2f, 0.7f, 0.5f, -0.1f, 0.6f};

    @ParameterizedTest
    @CsvSource({"7, false, 1", "7, true, 0.5", "13, false, 2", "13, true, 1", "21, false, 1"})
    void isTheRowOfTheWeights(int opset, boolean turned, float alpha) {
        Graph graph = dense(opset, turned, alpha);
        Gradients top = Gradients.of(graph, GradientTarget.topClassOf("scores"), List.of("x"));
        Gradients chosen = Gradients.of(graph, GradientTarget.classOf("scores"), List.of("x"));
        FloatTensor index = FloatTensor.of(new float[] {TOP}, 1);

        assertThat(operators(top)).contains("Gather").doesNotContain("MatMul", "Equal");
        assertThat(operators(chosen)).contains("MatMul");
        assertThat(run(top, Map.of())).containsExactly(run(chosen, Map.of("class_index", index)), offset(1e-6f));
    }

    @Test
    void theScoresThemselvesHaveTheirOwnGradient() {
        Gradients gradients = Gradients.of(dense(13, false, 1), GradientTarget.topClassOf("scores"), List.of("scores"));

        assertThat(run(gradients, Map.of())).containsExactly(0, 0, 1);
    }

    /** A row of the weights is not all of it where the bias depends on the image, or the layer is fed turned. */
    @ParameterizedTest
    @CsvSource({"true, false", "false, true"})
    void isNotTheRowWhereMoreDependsOnTheImage(boolean moves, boolean turnedIn) {
        Graph graph = Graph.create("more", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, turnedIn ? Shape.of(4, 1) : Shape.of(1, 4)));
        graph.put("w", Tensor.of(KERNEL, 4, 3));
        graph.put("m", Tensor.of(new float[] {0, 0, 5, 0, 0, 1, 0, 0, 2, 0, 0, 3}, 4, 3));
        graph.put("b", Tensor.of(0.1f, 0.2f, 0.3f));
        if (moves) {
            graph.append(Node.of("MatMul", List.of("x", "m"), "c"));
        }
        graph.append(Node.of(
                "Gemm",
                List.of("x", "w", moves ? "c" : "b"),
                "scores",
                Attributes.NONE.with("transA", turnedIn ? 1 : 0)));
        graph.expose("scores");
        Gradients top = Gradients.of(graph, GradientTarget.topClassOf("scores"), List.of("x"));
        FloatTensor x = FloatTensor.of(new float[] {1, -2, 3, 0.5f}, turnedIn ? new long[] {4, 1} : new long[] {1, 4});

        try (Session session = Session.open(top.graph().toBytes(), Device.CPU)) {
            // The last column of w, and that of m.
            float[] expected = moves ? new float[] {5.9f, 1.8f, 2.7f, 3.6f} : new float[] {0.9f, 0.8f, 0.7f, 0.6f};
            assertThat(session.run(Map.of("x", x), Cancellation.NONE)
                            .get(top.of("x"))
                            .toArray())
                    .containsExactly(expected, offset(1e-5f));
        }
    }

    /** Each of two images has a class of its own. */
    @Test
    void everyImageOfABatchHasItsRow() {
        Graph graph = Graph.create("two", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(2, 2)));
        graph.put("w", Tensor.of(new float[] {1, 2, 3, 6, 5, 4}, 2, 3));
        graph.append(Node.of("Gemm", List.of("x", "w"), "scores"));
        graph.expose("scores");
        Gradients top = Gradients.of(graph, GradientTarget.topClassOf("scores"), List.of("x"));

        try (Session session = Session.open(top.graph().toBytes(), Device.CPU)) {
            FloatTensor x = FloatTensor.of(new float[] {1, 0, 0, 1}, 2, 2);
            assertThat(session.run(Map.of("x", x), Cancellation.NONE)
                            .get(top.of("x"))
                            .toArray())
                    .containsExactly(3, 4, 1, 6);
        }
    }

    private static List<String> operators(Gradients gradients) {
        return gradients.graph().nodes().stream().map(Node::op).toList();
    }

    /** Four values in, a rectifier, three scores, of which the last is the highest. */
    private static Graph dense(int opset, boolean turned, float alpha) {
        Graph graph = Graph.create("model", opset);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, 4)));
        graph.put("w", turned ? Tensor.of(turned(), 3, 4) : Tensor.of(KERNEL, 4, 3));
        graph.put("b", Tensor.of(0.1f, 0.2f, 0.3f));
        graph.append(Node.of("Relu", List.of("x"), "features"));
        Attributes attributes = Attributes.NONE.with("transB", turned ? 1 : 0).with("alpha", alpha);
        graph.append(Node.of("Gemm", List.of("features", "w", "b"), "scores", attributes));
        graph.expose("scores");
        return graph;
    }

    private static float[] turned() {
        float[] turned = new float[KERNEL.length];
        for (int i = 0; i < turned.length; i++) {
            turned[i] = KERNEL[i % 4 * 3 + i / 4];
        }
        return turned;
    }

    private static float[] run(Gradients gradients, Map<String, FloatTensor> more) {
        Map<String, FloatTensor> feeds = new HashMap<>(more);
        feeds.put("x", FloatTensor.of(new float[] {1, -2, 3, 0.5f}, 1, 4));
        try (Session session = Session.open(gradients.graph().toBytes(), Device.CPU)) {
            String output = gradients.outputs().values().iterator().next();
            return session.run(feeds, Cancellation.NONE).get(output).toArray();
        }
    }
}
