package io.fovea.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/** Puts nodes into the order that ONNX demands: none before those whose values it needs. */
final class NodeOrder {
    private final List<Node> nodes;
    private final Set<String> given;
    private final List<List<String>> needs;
    private final Map<String, Integer> makers = new HashMap<>();

    private NodeOrder(List<Node> nodes, Set<String> given) {
        this.nodes = nodes;
        this.given = given;
        this.needs = nodes.stream()
                .map(node -> node.dependencies().stream()
                        .distinct()
                        .filter(value -> !given.contains(value))
                        .toList())
                .toList();
    }

    /**
     * The nodes, each as early as it stood where that can be. Throws an {@link UnsoundException} where there is no such
     * order, or a value is made twice, or by nothing.
     *
     * @param given the values that no node need make
     * @param wanted the values that must be there in the end
     */
    static List<Node> of(List<Node> nodes, Set<String> given, Set<String> wanted) {
        NodeOrder order = new NodeOrder(nodes, given);
        order.findMakers();
        order.requireMade(wanted);
        return order.isGiven() ? nodes : order.sorted();
    }

    private void findMakers() {
        for (int i = 0; i < nodes.size(); i++) {
            for (String output : nodes.get(i).outputs()) {
                if (!output.isEmpty() && (given.contains(output) || makers.put(output, i) != null)) {
                    throw new UnsoundException("two things in it make the value '" + output + "'");
                }
            }
        }
    }

    private void requireMade(Set<String> wanted) {
        for (String value : wanted) {
            if (!given.contains(value) && !makers.containsKey(value)) {
                throw new UnsoundException("nothing in it makes its output '" + value + "'");
            }
        }
        for (int i = 0; i < nodes.size(); i++) {
            for (String value : needs.get(i)) {
                if (!makers.containsKey(value)) {
                    throw new UnsoundException(
                            "nothing in it makes the value '" + value + "', which " + words(nodes.get(i)) + " needs");
                }
            }
        }
    }

    private boolean isGiven() {
        for (int i = 0; i < nodes.size(); i++) {
            for (String value : needs.get(i)) {
                if (makers.get(value) >= i) {
                    return false;
                }
            }
        }
        return true;
    }

    private List<Node> sorted() {
        int[] missing = new int[nodes.size()];
        List<List<Integer>> users = new ArrayList<>();
        nodes.forEach(node -> users.add(new ArrayList<>()));
        PriorityQueue<Integer> ready = new PriorityQueue<>();
        for (int i = 0; i < nodes.size(); i++) {
            missing[i] = needs.get(i).size();
            for (String value : needs.get(i)) {
                users.get(makers.get(value)).add(i);
            }
            if (missing[i] == 0) {
                ready.add(i);
            }
        }
        List<Node> sorted = new ArrayList<>();
        while (!ready.isEmpty()) {
            int next = ready.poll();
            sorted.add(nodes.get(next));
            for (int user : users.get(next)) {
                if (--missing[user] == 0) {
                    ready.add(user);
                }
            }
        }
        if (sorted.size() < nodes.size()) {
            throw circle(missing);
        }
        return sorted;
    }

    /** Goes back from a node that never got ready, from need to need, until it meets one again. */
    private UnsoundException circle(int[] missing) {
        int node = 0;
        while (missing[node] == 0) {
            node++;
        }
        Set<Integer> met = new HashSet<>();
        while (met.add(node)) {
            node = needs.get(node).stream()
                    .map(makers::get)
                    .filter(maker -> missing[maker] > 0)
                    .findFirst()
                    .orElseThrow();
        }
        return new UnsoundException(words(nodes.get(node)) + " needs what is made of its own output");
    }

    private static String words(Node node) {
        return "the node '" + node.label() + "' (" + node.op() + ")";
    }
}
