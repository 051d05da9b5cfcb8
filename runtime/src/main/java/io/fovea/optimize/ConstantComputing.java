package io.fovea.optimize;

import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import io.fovea.graph.operator.Family;
import io.fovea.graph.operator.Operators;
import io.fovea.graph.operator.Trait;
import io.fovea.graph.operator.ValueFacts;
import io.fovea.session.Cancellation;
import io.fovea.session.Device;
import io.fovea.session.FloatTensor;
import io.fovea.session.Session;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Computes once, with ONNX Runtime, what depends on constants alone. */
final class ConstantComputing implements Rewrite {
    /** Beyond this a file grows by more than a run is faster. */
    private static final long MOST_ELEMENTS = 1 << 16;

    @Override
    public String done() {
        return "values computed that depend on constants alone";
    }

    @Override
    public int apply(Graph graph) {
        ValueFacts facts = new ValueFacts(graph);
        Set<String> constant = new LinkedHashSet<>();
        for (Node node : graph.nodes()) {
            boolean known = !node.is("Constant")
                    && !RewriteConditions.holdsGraphs(node)
                    && !Operators.of(node).is(Family.UNKNOWN)
                    && node.outputs().size() == 1
                    && !Operators.of(node).has(Trait.DRAWN)
                    && node.dependencies().stream()
                            .allMatch(input -> constant.contains(input)
                                    || graph.constant(input).isPresent());
            if (known) {
                constant.add(node.output());
            }
        }
        // What only other such values need is not needed any more.
        List<String> wanted = constant.stream()
                .filter(value -> isKept(facts, value))
                .filter(value -> RewriteConditions.isOutput(graph, value)
                        || graph.consumers(value).stream().anyMatch(consumer -> consumer.outputs().stream()
                                .noneMatch(constant::contains)))
                .filter(value -> !RewriteConditions.isOutput(graph, value))
                .toList();
        if (wanted.isEmpty()) {
            return 0;
        }
        Map<String, FloatTensor> computed = run(graph, facts, wanted);
        computed.forEach((value, tensor) -> {
            graph.remove(graph.producer(value).orElseThrow());
            graph.put(value, tensor(facts.type(value), tensor));
        });
        graph.prune();
        return computed.size();
    }

    /** Of the types whose numbers a session gives exactly, and not large. */
    private static boolean isKept(ValueFacts facts, String value) {
        boolean exact = facts.type(value) == ElementType.FLOAT || facts.type(value) == ElementType.INT64;
        return exact
                && facts.shape(value).known()
                && Arrays.stream(facts.shape(value).sizes()).allMatch(size -> size >= 0)
                && Tensor.elements(facts.shape(value).sizes()) <= MOST_ELEMENTS;
    }

    private static Map<String, FloatTensor> run(Graph graph, ValueFacts facts, List<String> wanted) {
        Graph part = graph.cut(List.of(), wanted);
        for (ValueInfo output : part.outputs()) {
            part.addOutput(new ValueInfo(output.name(), facts.type(output.name()), output.shape()));
        }
        try (Session session = Session.open(part.toBytes(), Device.CPU)) {
            return new HashMap<>(session.run(Map.of(), Cancellation.NONE));
        }
    }

    private static Tensor tensor(ElementType type, FloatTensor values) {
        if (type == ElementType.FLOAT) {
            return Tensor.of(values.toArray(), values.shape());
        }
        long[] whole = new long[values.size()];
        for (int i = 0; i < whole.length; i++) {
            whole[i] = (long) values.data().get(i);
        }
        return Tensor.of(whole, values.shape());
    }
}
