package io.fovea.layers;

import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The nodes of one layer, in order. Which nodes belong together their names tell, as {@link Network} writes them; see
 * {@link Node#layer}.
 *
 * @param name of the layer
 * @param nodes at least one
 */
public record NamedNodes(String name, List<Node> nodes) {

    /** Copies the list. */
    public NamedNodes {
        nodes = List.copyOf(nodes);
    }

    /** The layers of {@code graph}, in the order of their first nodes; constants belong to none. */
    public static List<NamedNodes> of(Graph graph) {
        Map<String, List<Node>> layers = new LinkedHashMap<>();
        for (Node node : graph.nodes()) {
            if (!node.is("Constant")) {
                layers.computeIfAbsent(node.layer(), key -> new ArrayList<>()).add(node);
            }
        }
        return layers.entrySet().stream()
                .map(entry -> new NamedNodes(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** What names of layers, nodes or weights are meant by a text with {@code *} and {@code ?}. */
    public static Pattern pattern(String text) {
        StringBuilder regex = new StringBuilder();
        for (char c : text.toCharArray()) {
            regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
        }
        return Pattern.compile(regex.toString());
    }

    /** The value that the layer ends in. */
    public String output() {
        return nodes.get(nodes.size() - 1).output();
    }
}
