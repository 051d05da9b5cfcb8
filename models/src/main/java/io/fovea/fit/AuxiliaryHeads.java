package io.fovea.fit;

import io.fovea.FoveaException;
import io.fovea.graph.Attributes;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import io.fovea.layers.InferredShapes;
import io.fovea.layers.NamedNodes;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Lets layers in the middle of a network answer too while it is trained (deep supervision: Lee et al., 2015; the auxiliary
 * classifiers of Szegedy et al., 2015): each by a head of its own, one convolution of one pixel, of its mean over all pixels where the
 * network answers for whole images. Their losses are added to that of the network; the model that is kept has no trace of them.
 *
 * @param graph the network with the heads
 * @param weights what the loss of each counts, by the name of its scores
 * @param parameters the names of what the heads learn
 */
record AuxiliaryHeads(Graph graph, Map<String, Double> weights, Set<String> parameters) {

    /**
     * Puts heads on layers of a network.
     *
     * @param graph stays as it is
     * @param layers what the loss of each counts, by its name
     * @param seed of the first weights
     * @throws FoveaException when there is no such layer, or it gives no feature maps
     */
    static AuxiliaryHeads of(Graph graph, Map<String, Double> layers, long seed) {
        if (layers.isEmpty()) {
            return new AuxiliaryHeads(graph, Map.of(), Set.of());
        }
        Graph headed = graph.copy();
        Map<String, Double> weights = new LinkedHashMap<>();
        Random random = new Random(seed);
        Graph declared = declared(graph);
        long[] answer = sizes(declared, graph.outputs().get(0).name());
        boolean perPixel = answer.length == 4 && answer[2] != 1 && answer[3] != 1;
        layers.forEach((layer, weight) -> {
            String maps = output(graph, layer);
            long[] sizes = sizes(declared, maps);
            if (sizes.length != 4 || sizes[1] < 1 || answer.length < 2 || answer[1] < 1) {
                throw new FoveaException("'auxiliary' speaks of the layer '" + layer
                        + "', which gives no feature maps, [batch, channels, height, width]; give one that does.");
            }
            weights.put(append(headed, maps, (int) sizes[1], (int) answer[1], perPixel, random), weight);
        });
        Set<String> parameters = new LinkedHashSet<>(headed.initializers().keySet());
        parameters.removeAll(graph.initializers().keySet());
        return new AuxiliaryHeads(headed, weights, parameters);
    }

    private static String output(Graph graph, String layer) {
        List<NamedNodes> layers = NamedNodes.of(graph);
        return layers.stream()
                .filter(nodes -> nodes.name().equals(layer))
                .map(NamedNodes::output)
                .findFirst()
                .orElseThrow(() -> new FoveaException("'auxiliary' speaks of the layer '" + layer
                        + "', but the network has none of that name; it has "
                        + String.join(
                                ", ", layers.stream().map(NamedNodes::name).toList())
                        + "."));
    }

    /** The graph with all shapes: what was put together of files declares that of its answer alone, and of any height and width. */
    private static Graph declared(Graph graph) {
        ValueInfo answer = graph.outputs().get(0);
        Graph copy = graph.copy();
        if (answer.shape().rank() == 4 && answer.shape().sizes()[2] < 1) {
            copy.redeclare(new ValueInfo(answer.name(), answer.type(), Shape.UNKNOWN));
        }
        Graph inferred = InferredShapes.declaredIn(copy);
        long[] found = sizes(inferred, answer.name());
        if (found.length < 2 || found[1] < 1) {
            inferred.redeclare(answer);
        }
        return inferred;
    }

    private static long[] sizes(Graph graph, String value) {
        return graph.value(value)
                .map(ValueInfo::shape)
                .filter(Shape::known)
                .map(Shape::sizes)
                .orElse(new long[0]);
    }

    /** The name of the new scores, {@code [N, classes, 1, 1]} or {@code [N, classes, h, w]}. */
    private static String append(Graph graph, String maps, int channels, int classes, boolean perPixel, Random random) {
        String stem = graph.unused("auxiliary");
        String from = maps;
        if (!perPixel) {
            from = graph.unused(stem + "/mean");
            graph.append(Node.of("GlobalAveragePool", List.of(maps), from));
        }
        float[] kernel = new float[classes * channels];
        double limit = Math.sqrt(6.0 / (channels + classes)); // Glorot and Bengio, 2010
        for (int i = 0; i < kernel.length; i++) {
            kernel[i] = (float) ((2 * random.nextDouble() - 1) * limit);
        }
        String weights = graph.put(graph.unused(stem + "/kernel"), Tensor.of(kernel, classes, channels, 1, 1));
        String bias = graph.put(graph.unused(stem + "/bias"), Tensor.of(new float[classes], classes));
        String scores = stem;
        graph.append(Node.of("Conv", List.of(from, weights, bias), scores, Attributes.NONE));
        return scores;
    }

    /** The weights of {@code plain} as a training with the heads left them. */
    static Graph without(Graph plain, Graph trained) {
        Graph kept = plain.copy();
        List.copyOf(kept.initializers().keySet())
                .forEach(name -> kept.put(name, trained.initializers().get(name)));
        return kept;
    }
}
