package io.fovea.graph.operator;

import io.fovea.graph.Node;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The catalogue of operators, gathered from the families. */
public final class Operators {

    private static final Operator UNKNOWN = Operator.of(Family.UNKNOWN);

    private static final Map<String, Operator> TABLE = new HashMap<>();

    static {
        Stream.of(
                        ActivationFacts.TABLE,
                        ArithmeticFacts.TABLE,
                        AttentionFacts.TABLE,
                        ComparisonFacts.TABLE,
                        ConvolutionFacts.TABLE,
                        CreationFacts.TABLE,
                        IndexingFacts.TABLE,
                        JoiningFacts.TABLE,
                        LayoutFacts.TABLE,
                        NormalisationFacts.TABLE,
                        PaddingFacts.TABLE,
                        PoolingFacts.TABLE,
                        ProductFacts.TABLE,
                        QuantisationFacts.TABLE,
                        RecurrenceFacts.TABLE,
                        ReductionFacts.TABLE,
                        ResizingFacts.TABLE)
                .flatMap(List::stream)
                .forEach(operator -> TABLE.put(operator.name(), operator));
    }

    private Operators() {}

    /** The operator of a node; one of which nothing is known where the catalogue does not have it. */
    public static Operator of(Node node) {
        boolean onnx = node.domain().isEmpty() || node.domain().equals("ai.onnx");
        String name = onnx ? node.op() : node.domain() + "." + node.op();
        return named(name);
    }

    /** The operator of a name, as ONNX calls it, or of another set with its domain in front; likewise. */
    public static Operator named(String name) {
        Operator known = TABLE.get(name);
        return known == null ? UNKNOWN.named(name) : known;
    }

    /** The names of all operators in the catalogue, in order. */
    public static Set<String> names() {
        return new TreeSet<>(TABLE.keySet());
    }
}
