package io.fovea.anatomy;

import io.fovea.FoveaException;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The nodes through which an image becomes scores, in order, and which of them nothing goes around.
 *
 * @param image the value that it begins with
 * @param values those that depend on the image and that the scores depend on
 */
public record ForwardPath(String image, List<Node> nodes, Set<String> values) {
    /** Copies the collections. */
    public ForwardPath {
        nodes = List.copyOf(nodes);
        values = Set.copyOf(values);
    }

    /**
     * Finds the way.
     *
     * @throws FoveaException if the scores do not depend on the image
     */
    public static ForwardPath of(Graph graph, String image, String scores) {
        Set<String> below = new HashSet<>(List.of(image));
        for (Node node : graph.nodes()) {
            if (node.dependencies().stream().anyMatch(below::contains)) {
                below.addAll(node.outputs());
            }
        }
        below.remove("");
        Set<String> between = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(scores));
        while (!open.isEmpty()) {
            String value = open.pop();
            if (below.contains(value) && between.add(value)) {
                graph.producer(value).ifPresent(node -> open.addAll(node.dependencies()));
            }
        }
        if (!between.contains(image)) {
            throw new FoveaException("The model's answer '" + scores + "' does not depend on the image '" + image
                    + "', so there is nothing to explain.");
        }
        List<Node> nodes = graph.nodes().stream()
                .filter(node -> node.outputs().stream().anyMatch(between::contains))
                .toList();
        return new ForwardPath(image, nodes, between);
    }

    /** The values on the way that a node computes. */
    List<String> outputs(Node node) {
        return node.outputs().stream().filter(values::contains).toList();
    }

    /** The values on the way behind the image, in order. */
    List<String> computed() {
        return nodes.stream().flatMap(node -> outputs(node).stream()).toList();
    }

    /**
     * The values that all of the image's influence goes through, in order. A value is one if no value from before its
     * node is needed behind it.
     */
    List<String> bottlenecks() {
        Map<String, Integer> lastUse = new HashMap<>();
        for (int i = 0; i < nodes.size(); i++) {
            for (String input : nodes.get(i).dependencies()) {
                lastUse.put(input, i);
            }
        }
        int reach = lastUse.getOrDefault(image, 0);
        List<String> passed = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            List<String> outputs = outputs(nodes.get(i));
            if (reach <= i && outputs.size() == 1) {
                passed.add(outputs.get(0));
            }
            for (String output : outputs) {
                reach = Math.max(reach, lastUse.getOrDefault(output, i));
            }
        }
        return passed;
    }
}
