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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two paths joined and convolved, as in a U-Net: back through one of them goes as much as belongs to it. */
class ChannelRangeTest {
    private static final int SIDE = 6;

    private static Tensor random(long seed, long... shape) {
        float[] values = new float[(int) Tensor.elements(shape)];
        Random random = new Random(seed);
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat() - 0.5f;
        }
        return Tensor.of(values, shape);
    }

    /** {@code a} of two channels and {@code b} of three, made of the image, joined, convolved to four. */
    private static Graph joined(boolean isSeparable, int opset) {
        Graph graph = Graph.create("joined", opset);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, 1, -1, -1)));
        graph.put("wa", random(1, 2, 1, 1, 1));
        graph.put("wb", random(2, 3, 1, 1, 1));
        graph.append(Node.of("Conv", List.of("x", "wa"), "a"));
        graph.append(Node.of("Conv", List.of("x", "wb"), "b"));
        graph.append(Node.of("Concat", List.of("a", "b"), "ab", Attributes.NONE.with("axis", 1)));
        Attributes same = Attributes.NONE.withIntegers("pads", 1, 1, 1, 1);
        if (isSeparable) {
            graph.put("depth", random(3, 5, 1, 3, 3));
            graph.append(Node.of("Conv", List.of("ab", "depth"), "each", same.with("group", 5)));
            graph.put("w", random(4, 4, 5, 1, 1));
            graph.append(Node.of("Conv", List.of("each", "w"), "y"));
        } else {
            graph.put("w", random(4, 4, 5, 3, 3));
            graph.append(Node.of("Conv", List.of("ab", "w"), "y", same));
        }
        graph.append(Node.of("Mul", List.of("y", "y"), "square"));
        graph.addOutput(new ValueInfo("square", ElementType.FLOAT, Shape.of(1, 4, -1, -1)));
        return graph;
    }

    private static float[] gradient(Gradients gradients, String value) {
        float[] image = new float[SIDE * SIDE];
        for (int i = 0; i < image.length; i++) {
            image[i] = (float) Math.sin(i);
        }
        try (Session session = Session.open(gradients.graph().toBytes(), Device.CPU)) {
            return session.run(
                            Map.of("x", FloatTensor.of(image, 1, 1, SIDE, SIDE)),
                            Set.of(gradients.of(value)),
                            Cancellation.NONE)
                    .get(gradients.of(value))
                    .toArray();
        }
    }

    /** The gradient of what is joined, which nothing is left out of, holds those of its parts one after the other. */
    @ParameterizedTest
    @CsvSource({"true, 13", "false, 13", "true, 9", "false, 21"})
    void partsAreThoseOfTheWhole(boolean isSeparable, int opset) {
        Graph graph = joined(isSeparable, opset);
        float[] whole = gradient(Gradients.of(graph, GradientTarget.sumOf("square"), List.of("ab")), "ab");
        Gradients first = Gradients.of(graph, GradientTarget.sumOf("square"), List.of("a"));
        Gradients second = Gradients.of(graph, GradientTarget.sumOf("square"), List.of("b"));
        Gradients both = Gradients.of(graph, GradientTarget.sumOf("square"), List.of("a", "b"));

        int plane = SIDE * SIDE;
        for (Gradients some : List.of(first, both)) {
            assertThat(gradient(some, "a")).containsExactly(part(whole, 0, 2 * plane), offset(1e-5f));
        }
        for (Gradients some : List.of(second, both)) {
            assertThat(gradient(some, "b")).containsExactly(part(whole, 2 * plane, 5 * plane), offset(1e-5f));
        }
    }

    private static float[] part(float[] values, int from, int to) {
        return Arrays.copyOfRange(values, from, to);
    }

    @Test
    void whatBelongsToOthersIsNotComputed() {
        Graph separable = Gradients.of(joined(true, 13), GradientTarget.sumOf("square"), List.of("b"))
                .graph();
        Graph plain = Gradients.of(joined(false, 13), GradientTarget.sumOf("square"), List.of("a"))
                .graph();

        assertThat(backwards(separable)).containsExactly("3 4 1 1", "3 1 3 3");
        assertThat(backwards(plain)).containsExactly("2 4 3 3");
        assertThat(separable.nodes()).noneMatch(node -> node.is("Slice"));
    }

    /** The sizes of the kernels that lead back. */
    private static List<String> backwards(Graph graph) {
        return graph.nodes().stream()
                .filter(node -> node.is("Conv") && node.output().startsWith("gradient"))
                .map(node -> graph.constant(node.input(1)).orElseThrow().shape())
                .map(shape -> shape[0] + " " + shape[1] + " " + shape[2] + " " + shape[3])
                .toList();
    }
}
