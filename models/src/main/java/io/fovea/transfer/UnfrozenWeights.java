package io.fovea.transfer;

import io.fovea.FoveaException;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.layers.NamedNodes;
import io.fovea.torch.Trainable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds the weights that are meant by names of layers, nodes or weights, with {@code *} and {@code ?}. */
final class UnfrozenWeights {

    private UnfrozenWeights() {}

    /**
     * The weights of {@code graph} that {@code patterns} mean; those of batch normalisations never are.
     *
     * @param among the outputs of the nodes that may be meant
     * @param patterns none for all
     * @throws FoveaException when one means nothing, listing what there is
     */
    static Set<String> weights(Graph graph, Set<String> among, List<String> patterns) {
        List<NamedNodes> layers = layers(graph, among);
        Set<String> found = new LinkedHashSet<>();
        for (String pattern : patterns.isEmpty() ? List.of("*") : patterns) {
            Set<String> meant = new LinkedHashSet<>();
            layers.forEach(layer -> meant.addAll(meant(graph, layer, NamedNodes.pattern(pattern))));
            if (meant.isEmpty()) {
                throw new FoveaException("No layer of the base with weights is called '" + pattern + "'; there are "
                        + String.join(
                                ", ", layers.stream().map(NamedNodes::name).toList())
                        + ".");
            }
            found.addAll(meant);
        }
        return found;
    }

    private static List<NamedNodes> layers(Graph graph, Set<String> among) {
        List<NamedNodes> layers = new ArrayList<>();
        for (NamedNodes layer : NamedNodes.of(graph)) {
            List<Node> nodes = layer.nodes().stream()
                    .filter(node -> among.contains(node.output()))
                    .filter(node -> !weights(graph, node).isEmpty())
                    .toList();
            if (!nodes.isEmpty()) {
                layers.add(new NamedNodes(layer.name(), nodes));
            }
        }
        return layers;
    }

    private static Set<String> meant(Graph graph, NamedNodes layer, Pattern pattern) {
        Set<String> meant = new LinkedHashSet<>();
        boolean whole = pattern.matcher(layer.name()).matches();
        for (Node node : layer.nodes()) {
            boolean all = whole
                    || pattern.matcher(node.name()).matches()
                    || node.outputs().stream()
                            .anyMatch(name -> pattern.matcher(name).matches());
            weights(graph, node).stream()
                    .filter(name -> all || pattern.matcher(name).matches())
                    .forEach(meant::add);
        }
        return meant;
    }

    private static Set<String> weights(Graph graph, Node node) {
        Set<String> weights = new LinkedHashSet<>();
        if (!node.is("BatchNormalization")) {
            weights.addAll(node.inputs());
            weights.retainAll(Trainable.weights(graph));
        }
        return weights;
    }
}
