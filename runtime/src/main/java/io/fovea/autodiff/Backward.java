package io.fovea.autodiff;

import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Walks the path from the target back, node by node, and sums what reaches a value by several ways. */
final class Backward {
    private final Emitter e;
    private final Path path;
    private final Map<String, BackwardRule> others;
    private final Map<String, List<String>> parts = new HashMap<>();
    private final Map<String, String> sums = new HashMap<>();

    /**
     * Prepares to walk.
     *
     * @param others what takes the place of operators' derivatives, by operator of ONNX's own
     */
    Backward(Emitter emitter, Path path, Map<String, BackwardRule> others) {
        this.e = emitter;
        this.path = path;
        this.others = Map.copyOf(others);
    }

    /**
     * The gradients of the values asked for, by value.
     *
     * @param seeds the gradients of the targets, by value
     */
    Map<String, String> run(Map<String, String> seeds) {
        seeds.forEach(this::add);
        for (int i = path.nodes().size() - 1; i >= 0; i--) {
            back(path.nodes().get(i));
        }
        Map<String, String> asked = new HashMap<>();
        for (String value : path.asked()) {
            String gradient = sum(value);
            asked.put(value, gradient.isEmpty() ? e.zerosLike(value) : gradient);
        }
        return asked;
    }

    private void back(Node node) {
        List<String> gradients = node.outputs().stream().map(this::sum).toList();
        if (gradients.stream().allMatch(String::isEmpty)) {
            return;
        }
        Vjp vjp = new Vjp(e, node, gradients, i -> path.values().contains(node.input(i)));
        Rule rule = isOther(node) ? this::applyOther : Rules.of(node);
        try {
            if (rule == null) {
                throw new NoDerivativeException("has no derivative here");
            }
            rule.apply(vjp);
            for (int i = 0; i < node.inputs().size(); i++) {
                if (vjp.wants(i) && !vjp.given().containsKey(i)) {
                    throw new NoDerivativeException(
                            "has no derivative here with respect to its input '" + node.input(i) + "'");
                }
            }
        } catch (NoDerivativeException x) {
            throw blocked(node, x.getMessage(), x);
        } catch (IndexOutOfBoundsException
                | IllegalArgumentException
                | ArithmeticException
                | NegativeArraySizeException x) {
            // Rules and facts take a node for what it claims to be; one that contradicts itself breaks them anywhere.
            throw blocked(node, "has attributes and inputs that do not fit one another", x);
        }
        vjp.given().forEach((i, gradient) -> {
            if (vjp.wants(i)) {
                add(node.input(i), gradient);
            }
        });
    }

    /** Operators of other domains that are called alike are others. */
    private boolean isOther(Node node) {
        return node.is(node.op()) && others.containsKey(node.op());
    }

    private void applyOther(Vjp vjp) {
        Graph graph = e.facts().graph();
        int known = graph.nodes().size();
        String gradient = others.get(vjp.node().op()).apply(graph, vjp.node(), vjp.g());
        List<Node> nodes = graph.nodes();
        nodes.subList(known, nodes.size()).forEach(e.facts()::learn);
        vjp.give(0, gradient);
    }

    private NoGradientException blocked(Node node, String why, RuntimeException cause) {
        String operator = node.domain().isEmpty() ? node.op() : node.domain() + "." + node.op();
        String blocked = path.asked().stream()
                .filter(value -> leadsTo(value, node))
                .sorted()
                .findFirst()
                .orElse(node.input(0));
        NoGradientException blocking = new NoGradientException(
                "The operator " + operator + " '" + node.name() + "' " + why
                        + ", so there is no gradient with respect to '" + blocked
                        + "'; the nearest value that has one is '" + node.output() + "'.",
                operator,
                blocked,
                node.output());
        blocking.initCause(cause);
        return blocking;
    }

    private boolean leadsTo(String value, Node end) {
        Set<String> reached = new HashSet<>(List.of(value));
        for (Node node : path.nodes()) {
            if (node.dependencies().stream().anyMatch(reached::contains)) {
                if (node == end) {
                    return true;
                }
                reached.addAll(node.outputs());
            }
        }
        return false;
    }

    private void add(String value, String gradient) {
        parts.computeIfAbsent(value, key -> new ArrayList<>()).add(gradient);
    }

    /** The gradient of {@code value}, empty where there is none; complete once all its consumers are done. */
    private String sum(String value) {
        List<String> all = parts.getOrDefault(value, List.of());
        if (all.size() < 2) {
            return all.isEmpty() ? "" : all.get(0);
        }
        return sums.computeIfAbsent(value, key -> {
            String sum = e.node("Sum", all.toArray(String[]::new));
            e.facts().note(sum, e.facts().shape(value));
            return sum;
        });
    }
}
