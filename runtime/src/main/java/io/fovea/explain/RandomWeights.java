package io.fovea.explain;

import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.HalfPrecision;
import io.fovea.graph.Node;
import io.fovea.graph.Tensor;
import io.fovea.model.Model;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** A model that has forgotten what it learnt (Adebayo et al., "Sanity checks for saliency maps", 2018). */
public final class RandomWeights {
    private static final long SEED = 7;

    private RandomWeights() {}

    /** The model with every kernel drawn anew, as spread as it was, around 0. Biases and averages stay. */
    public static Model of(Model model) {
        return ofLast(model, Integer.MAX_VALUE);
    }

    /** How many layers have a kernel that can be drawn anew. */
    public static int layers(Model model) {
        return kernels(model.graph()).size();
    }

    /**
     * The model with the kernels of its last layers drawn anew, those before them as they were: the cascade of Adebayo et al.,
     * from the scores down.
     *
     * @param last how many layers
     */
    public static Model ofLast(Model model, int last) {
        Graph graph = model.graph();
        List<String> names = kernels(graph);
        Set<String> wanted = new HashSet<>(names.subList(Math.max(0, names.size() - last), names.size()));
        Random random = new Random(SEED);
        List<String> constants = new ArrayList<>(graph.initializers().keySet());
        graph.nodes().stream()
                .filter(node -> node.is("Constant"))
                .map(Node::output)
                .forEach(constants::add);
        for (String name : constants) {
            if (wanted.contains(name)) {
                Tensor kernel = graph.constant(name).orElseThrow();
                float[] drawn = drawn(kernel.toFloats(), random);
                graph.producer(name).ifPresent(graph::remove);
                graph.put(
                        name,
                        kernel.type() == ElementType.FLOAT
                                ? Tensor.of(drawn, kernel.shape())
                                : Tensor.ofBytes(ElementType.FLOAT16, kernel.shape(), halves(drawn)));
            }
        }
        return Model.of(graph).withCard(model.card());
    }

    /** The constants with more than one axis, by the first node that takes each. */
    private static List<String> kernels(Graph graph) {
        Set<String> kernels = new LinkedHashSet<>();
        for (Node node : graph.nodes()) {
            for (String input : node.dependencies()) {
                graph.constant(input)
                        .filter(kernel -> kernel.shape().length > 1)
                        .filter(kernel -> kernel.type() == ElementType.FLOAT || kernel.type() == ElementType.FLOAT16)
                        .ifPresent(kernel -> kernels.add(input));
            }
        }
        return List.copyOf(kernels);
    }

    private static float[] drawn(float[] values, Random random) {
        double square = 0;
        for (float v : values) {
            square += (double) v * v;
        }
        double spread = Math.sqrt(square / values.length);
        float[] drawn = new float[values.length];
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = (float) (spread * random.nextGaussian());
        }
        return drawn;
    }

    private static ByteBuffer halves(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float v : values) {
            bytes.putShort(HalfPrecision.toFloat16(v));
        }
        return bytes.flip();
    }
}
