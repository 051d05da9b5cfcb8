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
import io.fovea.graph.operator.ValueFacts;
import io.fovea.session.Cancellation;
import io.fovea.session.Device;
import io.fovea.session.FloatTensor;
import io.fovea.session.Session;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The gradient through the head of one class, against that through the whole head, which free batches get. */
class OneClassHeadTest {
    private static final int CLASSES = 5;

    @ParameterizedTest
    @CsvSource({"7, 0", "7, 4", "7, 5", "13, 2", "13, -1", "18, 3"})
    void gradientOfOneClassIsThatOfTheWholeHead(int opset, int chosen) {
        FloatTensor index = FloatTensor.of(new float[] {chosen}, 1);
        Gradients one = Gradients.of(pooled(opset, 1), GradientTarget.classOf("scores"), List.of("x"));
        Gradients all = Gradients.of(pooled(opset, -1), GradientTarget.classOf("scores"), List.of("x"));
        float[] expected = run(all, Map.of("class_index", index));

        assertThat(convolutionsBack(one)).isEqualTo(List.of(1L));
        assertThat(run(one, Map.of("class_index", index))).containsExactly(expected, offset(1e-6f));
        assertThat(expected[0] != 0).isEqualTo(chosen >= 0 && chosen < CLASSES);
    }

    @ParameterizedTest
    @CsvSource({"7", "13", "18"})
    void topClassIsFound(int opset) {
        Gradients one = Gradients.of(pooled(opset, 1), GradientTarget.topClassOf("scores"), List.of("x"));
        Gradients all = Gradients.of(pooled(opset, -1), GradientTarget.topClassOf("scores"), List.of("x"));

        assertThat(convolutionsBack(one)).isEqualTo(List.of(1L));
        assertThat(run(one, Map.of())).containsExactly(run(all, Map.of()), offset(1e-6f));
    }

    /** A damaged file may hold a bias that is no vector, which is seen here before anybody runs it. */
    @Test
    void parametersThatAreNoneOfAConvolutionAreNamed() {
        Graph graph = pooled(13, 1);
        graph.put("b", Tensor.scalar(0.5f));

        assertThatThrownBy(() -> Gradients.of(graph, GradientTarget.classOf("scores"), List.of("x")))
                .isInstanceOf(NoGradientException.class)
                .hasMessage(
                        "The target 'scores' cannot be differentiated: the attributes and inputs of what ends in it do not"
                                + " fit one another.");
    }

    /** Two images may have a class each, so that no one filter is that of all. */
    @Test
    void ofSeveralImagesEachHasItsClass() {
        Gradients two = Gradients.of(pooled(13, 2), GradientTarget.classOf("scores"), List.of("x"));
        Gradients one = Gradients.of(pooled(13, 1), GradientTarget.classOf("scores"), List.of("x"));
        float[] images = new float[96];
        System.arraycopy(image(), 0, images, 0, 48);
        System.arraycopy(image(), 0, images, 48, 48);
        float[] both = run(
                two, Map.of("class_index", FloatTensor.of(new float[] {1, 3}, 2)), FloatTensor.of(images, 2, 3, 4, 4));

        assertThat(convolutionsBack(two)).isEqualTo(List.of((long) CLASSES));
        assertThat(Arrays.copyOf(both, 48))
                .containsExactly(run(one, Map.of("class_index", FloatTensor.of(new float[] {1}, 1))), offset(1e-6f));
        assertThat(Arrays.copyOfRange(both, 48, 96))
                .containsExactly(run(one, Map.of("class_index", FloatTensor.of(new float[] {3}, 1))), offset(1e-6f));
    }

    /** Whatever does the same to every channel, be it with a bound or a factor for all of them. */
    @ParameterizedTest
    @ValueSource(strings = {"Celu", "Softsign", "HardSwish", "Clip", "Mul", "LpPool"})
    void whateverTreatsChannelsAlikeIsPartOfTheHead(String op) {
        FloatTensor index = FloatTensor.of(new float[] {2}, 1);
        Gradients one = Gradients.of(bent(op, 1), GradientTarget.classOf("scores"), List.of("x"));
        Gradients all = Gradients.of(bent(op, -1), GradientTarget.classOf("scores"), List.of("x"));

        assertThat(convolutionsBack(one)).endsWith(1L);
        assertThat(run(one, Map.of("class_index", index)))
                .containsExactly(run(all, Map.of("class_index", index)), offset(1e-6f));
    }

    /** A slope for each channel is none for the first. */
    @Test
    void whatDiffersFromChannelToChannelIsNot() {
        Gradients gradients = Gradients.of(bent("PRelu", 1), GradientTarget.classOf("scores"), List.of("x"));
        assertThat(convolutionsBack(gradients)).isEqualTo(List.of((long) CLASSES));
    }

    private static Graph bent(String op, int batch) {
        Graph graph = convolved(14, batch);
        graph.put("number", Tensor.scalar(-0.1f));
        graph.put("slopes", Tensor.of(new float[] {0.1f, 0.2f, 0.3f, 0.4f, 0.5f}, CLASSES, 1, 1));
        boolean scalar = op.equals("Clip") || op.equals("Mul");
        List<String> inputs =
                scalar ? List.of("maps", "number") : op.equals("PRelu") ? List.of("maps", "slopes") : List.of("maps");
        Attributes window = op.equals("LpPool") ? Attributes.NONE.withIntegers("kernel_shape", 2, 2) : Attributes.NONE;
        graph.append(Node.of(op, inputs, "positive", window));
        return pooled(graph);
    }

    @Test
    void weightsOfPixelsCount() {
        float[] weights = new float[16];
        weights[5] = 1;
        weights[6] = 0.5f;
        Map<String, FloatTensor> more = Map.of(
                "class_index", FloatTensor.of(new float[] {1}, 1), "weights", FloatTensor.of(weights, 1, 1, 4, 4));
        GradientTarget target = GradientTarget.classOf("positive").weighted();
        Gradients one = Gradients.of(pooled(13, 1), target, List.of("x"));

        assertThat(convolutionsBack(one)).isEqualTo(List.of(1L));
        assertThat(run(one, more)).containsExactly(run(Gradients.of(pooled(13, -1), target, List.of("x")), more));
    }

    @Test
    void valuesInsideTheHeadKeepAllClasses() {
        Gradients gradients = Gradients.of(pooled(13, 1), GradientTarget.classOf("scores"), List.of("positive"));
        float[] g = run(gradients, Map.of("class_index", FloatTensor.of(new float[] {2}, 1)));

        assertThat(g).hasSize(CLASSES * 16);
        for (int i = 0; i < g.length; i++) {
            assertThat(g[i]).isEqualTo(i / 16 == 2 ? 1f / 16 : 0);
        }
    }

    /** How many channels each convolution back to the image starts from; with kernels that are known it is a plain one. */
    private static List<Long> convolutionsBack(Gradients gradients) {
        ValueFacts facts = new ValueFacts(gradients.graph());
        return gradients.graph().nodes().stream()
                .filter(node ->
                        node.is("ConvTranspose") || node.output().startsWith("gradient/") && isKnown(gradients, node))
                .map(node -> facts.graph()
                                .producer(node.input(1))
                                .filter(weights -> weights.is("Gather"))
                                .isPresent()
                        ? 1L
                        : CLASSES)
                .toList();
    }

    private static boolean isKnown(Gradients gradients, Node node) {
        return node.is("Conv") && gradients.graph().constant(node.input(1)).isPresent();
    }

    private static Graph pooled(int opset, int batch) {
        Graph graph = convolved(opset, batch);
        graph.append(Node.of("Relu", List.of("maps"), "positive"));
        return pooled(graph);
    }

    private static Graph pooled(Graph graph) {
        graph.append(Node.of("GlobalAveragePool", List.of("positive"), "pooled"));
        graph.append(Node.of("Flatten", List.of("pooled"), "scores"));
        graph.expose("scores");
        return graph;
    }

    private static Graph convolved(int opset, int batch) {
        Random random = new Random(3);
        float[] filters = new float[CLASSES * 3 * 9];
        for (int i = 0; i < filters.length; i++) {
            filters[i] = (float) random.nextGaussian();
        }
        Graph graph = Graph.create("model", opset);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(batch, 3, 4, 4)));
        graph.put("w", Tensor.of(filters, CLASSES, 3, 3, 3));
        graph.put("b", Tensor.of(0.5f, 0.4f, 0.3f, 0.2f, 0.1f));
        Attributes padded = Attributes.NONE.withIntegers("pads", 1, 1, 1, 1);
        graph.append(Node.of("Conv", List.of("x", "w", "b"), "maps", padded));
        return graph;
    }

    private static float[] run(Gradients gradients, Map<String, FloatTensor> more) {
        return run(gradients, more, FloatTensor.of(image(), 1, 3, 4, 4));
    }

    private static float[] image() {
        Random random = new Random(4);
        float[] image = new float[48];
        for (int i = 0; i < image.length; i++) {
            image[i] = (float) random.nextGaussian();
        }
        return image;
    }

    private static float[] run(Gradients gradients, Map<String, FloatTensor> more, FloatTensor x) {
        Map<String, FloatTensor> feeds = new HashMap<>(more);
        feeds.put("x", x);
        String output = gradients.outputs().values().iterator().next();
        try (Session session = Session.open(gradients.graph().toBytes(), Device.CPU)) {
            return session.run(feeds, Cancellation.NONE).get(output).toArray();
        }
    }
}
