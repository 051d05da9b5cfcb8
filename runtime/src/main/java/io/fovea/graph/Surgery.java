package io.fovea.graph;

import ai.onnx.proto.OnnxMl;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** Larger operations on graphs: what an output depends on, cutting a model, joining two. */
final class Surgery {

    private Surgery() {}

    static void prune(Graph graph) {
        Set<String> needed = ancestors(graph, graph.declared().outputs().keySet(), Set.of());
        keep(graph, needed);
    }

    private static void keep(Graph graph, Set<String> needed) {
        List<Node> kept = graph.nodes().stream()
                .filter(node -> node.outputs().stream().anyMatch(needed::contains))
                .toList();
        graph.keepOnly(kept, needed);
    }

    /** The values needed for {@code wanted}, themselves included, when {@code given} need not be computed. */
    private static Set<String> ancestors(Graph graph, Collection<String> wanted, Set<String> given) {
        Set<String> seen = new HashSet<>(wanted);
        Deque<String> open = new ArrayDeque<>(wanted);
        while (!open.isEmpty()) {
            String value = open.pop();
            if (given.contains(value)) {
                continue;
            }
            graph.producer(value).ifPresent(node -> {
                for (String input : node.dependencies()) {
                    if (seen.add(input)) {
                        open.push(input);
                    }
                }
            });
        }
        return seen;
    }

    static Graph cut(Graph whole, List<String> from, List<String> to) {
        for (String value : from) {
            if (!whole.has(value)) {
                throw new IllegalArgumentException("The graph has no value '" + value + "' to begin at");
            }
        }
        Graph part = whole.copy();
        part.setOutputs(to);
        Set<String> given = Set.copyOf(from);
        Set<String> needed = ancestors(part, to, given);
        Set<String> uncovered = new TreeSet<>();
        for (ValueInfo input : whole.inputs()) {
            if (needed.contains(input.name()) && !given.contains(input.name())) {
                uncovered.add(input.name());
            }
        }
        if (!uncovered.isEmpty()) {
            throw new IllegalArgumentException(
                    "Beginning at " + from + " does not suffice: " + to + " also depends on the inputs " + uncovered);
        }
        List<Node> kept = part.nodes().stream()
                .filter(node -> node.outputs().stream().anyMatch(o -> needed.contains(o) && !given.contains(o)))
                .toList();
        part.keepOnly(kept, needed);
        // An initialiser may also be listed among the inputs; those listings stay.
        part.declared()
                .inputs()
                .keySet()
                .removeIf(input -> !part.initializers().containsKey(input) || given.contains(input));
        for (String value : from) {
            part.removeInitializer(value);
            part.addInput(whole.value(value).orElse(new ValueInfo(value, ElementType.FLOAT, Shape.UNKNOWN)));
        }
        return part;
    }

    static Map<String, String> join(Graph base, Graph head, Map<String, String> wiring, String prefix) {
        for (ValueInfo input : head.inputs()) {
            if (!wiring.containsKey(input.name())) {
                throw new IllegalArgumentException("Input '" + input.name() + "' of the second model is not wired");
            }
        }
        for (OnnxMl.OperatorSetIdProto set : head.header().opsets()) {
            int here = base.opset(set.getDomain());
            if (here != set.getVersion()) {
                throw new IllegalArgumentException("The models use different versions of the operator set '"
                        + set.getDomain() + "': " + here + " and " + set.getVersion());
            }
        }
        Map<String, String> names = new HashMap<>(wiring);
        UnaryOperator<String> here =
                value -> names.computeIfAbsent(value, key -> base.has(key) ? base.unused(prefix + key) : key);
        head.initializers().forEach((value, tensor) -> base.put(here.apply(value), tensor));
        for (Node node : new ArrayList<>(head.nodes())) {
            if (!node.attributes().captured().isEmpty()) {
                throw new IllegalArgumentException(
                        "The second model's " + node.op() + " has a sub-graph that uses outer values");
            }
            base.append(node.renamed(here));
        }
        for (ValueInfo output : head.outputs()) {
            base.addOutput(new ValueInfo(here.apply(output.name()), output.type(), output.shape()));
        }
        return names;
    }
}
