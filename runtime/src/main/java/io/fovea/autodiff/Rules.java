package io.fovea.autodiff;

import io.fovea.graph.Node;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The rules of all families by operator. */
final class Rules {

    private static final Map<String, Rule> TABLE = new HashMap<>();

    static {
        TABLE.putAll(ArithmeticRules.TABLE);
        TABLE.putAll(ActivationRules.TABLE);
        TABLE.putAll(ReductionRules.TABLE);
        TABLE.putAll(ProductRules.TABLE);
        TABLE.putAll(ConvolutionRules.TABLE);
        TABLE.putAll(PoolingRules.TABLE);
        TABLE.putAll(NormalisationRules.TABLE);
        TABLE.putAll(AttentionRules.TABLE);
        TABLE.putAll(LayoutRules.TABLE);
        TABLE.putAll(IndexingRules.TABLE);
        TABLE.putAll(ScatterRules.TABLE);
        TABLE.putAll(ResizeRules.TABLE);
        TABLE.putAll(SamplingRules.TABLE);
        TABLE.putAll(QuantisationRules.TABLE);
        TABLE.putAll(RecurrenceRules.TABLE);
    }

    private Rules() {}

    /** The rule for {@code node}, null where there is none. */
    static Rule of(Node node) {
        return node.is(node.op()) ? TABLE.get(node.op()) : null;
    }

    /** The operators that have one. */
    static Set<String> names() {
        return new TreeSet<>(TABLE.keySet());
    }
}
