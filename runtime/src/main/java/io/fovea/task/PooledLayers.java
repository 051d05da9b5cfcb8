package io.fovea.task;

import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.operator.Reach;
import io.fovea.image.Layout;
import io.fovea.model.Input;
import io.fovea.model.Model;
import io.fovea.model.ReceptiveField;
import io.fovea.session.ProbedShapes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Which layers of a network say what kind of image it is given: the last of each resolution that its encoder goes through. */
public final class PooledLayers {
    private static final int PROBED_SIDE = 128;
    private static final int MAPS = 4;

    private PooledLayers() {}

    /**
     * The names of their values, the finest first; empty if the network has none that lie evenly over an image, channels first.
     * Blocks.
     *
     * @throws io.fovea.FoveaException if it does not run
     */
    public static List<String> of(Model model) {
        Input input = model.card().input();
        if (input.layout() != Layout.NCHW) {
            return List.of();
        }
        Graph graph = model.graph();
        List<String> candidates = candidates(graph);
        if (candidates.isEmpty()) {
            return candidates;
        }
        int side = -Math.floorDiv(-PROBED_SIDE, input.multiple()) * input.multiple();
        long[] shape = input.shape(input.width().orElse(side), input.height().orElse(side));
        ProbedShapes shapes =
                ProbedShapes.of(graph, Map.of(graph.inputs().get(0).name(), shape), candidates);
        List<String> maps = new ArrayList<>(candidates);
        maps.removeIf(
                value -> shapes.of(value).filter(sizes -> sizes.length == MAPS).isEmpty());
        return maps;
    }

    private static List<String> candidates(Graph graph) {
        Map<String, Reach> reaches = ReceptiveField.reaches(graph);
        List<Node> nodes = graph.nodes();
        double[] spacings = nodes.stream()
                .mapToDouble(node -> spacing(reaches.getOrDefault(node.output(), Reach.UNBOUNDED)))
                .toArray();
        double coarsest = IntStream.range(0, spacings.length)
                .mapToDouble(i -> spacings[i])
                .max()
                .orElse(0);
        int turn = IntStream.range(0, spacings.length)
                .filter(i -> spacings[i] == coarsest)
                .findFirst()
                .orElse(0);
        Map<Double, String> last = new TreeMap<>();
        for (int i = 0; i < spacings.length; i++) {
            if (spacings[i] > 0 && (i < turn || spacings[i] == coarsest)) {
                last.put(spacings[i], nodes.get(i).output());
            }
        }
        return List.copyOf(last.values());
    }

    private static double spacing(Reach reach) {
        return reach.isBounded() ? reach.spacing() : 0;
    }
}
