package io.fovea.anatomy;

import io.fovea.graph.Node;
import java.util.List;
import java.util.Optional;

/** What users mean by the name of a layer. */
final class LayerName {
    private LayerName() {}

    /**
     * The node that ends what a name means: a layer as a summary calls it, a block of layers {@code name/...}, or a node;
     * where nothing else is called so, the node that computes the value of that name.
     *
     * @param nodes in order, among which it is
     */
    static Optional<Node> find(String name, List<Node> nodes) {
        if (name.isEmpty()) {
            return Optional.empty();
        }
        return nodes.stream()
                .filter(node -> !node.is("Constant"))
                .filter(node -> node.label().equals(name) || node.label().startsWith(name + "/"))
                .reduce((first, last) -> last)
                .or(() -> nodes.stream()
                        .filter(node -> node.outputs().contains(name))
                        .findFirst());
    }

    /** The value of a node that a name means: that of the name, or else the first. */
    static String value(String name, Node node) {
        return node.outputs().contains(name) ? name : node.output();
    }
}
