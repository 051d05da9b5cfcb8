package io.fovea.graph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The nodes of a graph in topological order, and who makes and who needs each value. */
final class Nodes {
    private final List<Node> nodes = new ArrayList<>();
    private Map<String, Node> producers;
    private Map<String, List<Node>> consumers;

    /** All of them; a read-only view. */
    List<Node> all() {
        return Collections.unmodifiableList(nodes);
    }

    /** The node that computes a value. */
    Optional<Node> producer(String value) {
        if (producers == null) {
            producers = new HashMap<>();
            nodes.forEach(this::putProducer);
        }
        return Optional.ofNullable(producers.get(value));
    }

    /** The nodes that need a value, in order. */
    List<Node> consumers(String value) {
        if (consumers == null) {
            consumers = new HashMap<>();
            nodes.forEach(this::putConsumer);
        }
        return Collections.unmodifiableList(consumers.getOrDefault(value, List.of()));
    }

    void add(Node node) {
        nodes.add(node);
        // What is known of the others stays, so that many can be added one by one.
        if (producers != null) {
            putProducer(node);
        }
        if (consumers != null) {
            putConsumer(node);
        }
    }

    void addBefore(Node anchor, Node node) {
        nodes.add(indexOf(anchor), node);
        if (producers != null) {
            putProducer(node);
        }
        consumers = null;
    }

    void replace(Node node, Node replacement) {
        nodes.set(indexOf(node), replacement);
        changed();
    }

    void replace(Node node, List<Node> replacements) {
        int index = indexOf(node);
        nodes.remove(index);
        nodes.addAll(index, replacements);
        changed();
    }

    void replaceAll(UnaryOperator<Node> replacement) {
        nodes.replaceAll(replacement);
        changed();
    }

    void remove(Node node) {
        nodes.remove(indexOf(node));
        changed();
    }

    void setAll(Collection<Node> others) {
        nodes.clear();
        nodes.addAll(others);
        changed();
    }

    private void putProducer(Node node) {
        node.outputs().forEach(output -> producers.put(output, node));
        producers.remove("");
    }

    private void putConsumer(Node node) {
        node.dependencies().stream().distinct().forEach(input -> consumers
                .computeIfAbsent(input, key -> new ArrayList<>())
                .add(node));
    }

    private int indexOf(Node node) {
        int index = nodes.indexOf(node);
        if (index < 0) {
            throw new IllegalArgumentException("The graph has no " + node.op() + " '" + node.name() + "'");
        }
        return index;
    }

    private void changed() {
        producers = null;
        consumers = null;
    }
}
