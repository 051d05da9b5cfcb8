package io.fovea.autodiff;

import io.fovea.graph.Node;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The rules of all families by operator. */
final class Rules {

    /** Operators whose derivative is zero wherever it exists: nothing flows back through them. */
    static final Set<String> FLAT = Set.of(
            "Shape",
            "Size",
            "ArgMax",
            "ArgMin",
            "NonZero",
            "Floor",
            "Ceil",
            "Round",
            "Sign",
            "Equal",
            "Less",
            "Greater",
            "LessOrEqual",
            "GreaterOrEqual",
            "And",
            "Or",
            "Xor",
            "Not",
            "IsNaN",
            "IsInf",
            "ConstantOfShape",
            "EyeLike",
            "Bernoulli",
            "RandomNormalLike",
            "RandomUniformLike",
            "Multinomial",
            "Hardmax",
            "OneHot");

    private static final Map<String, Rule> TABLE = new HashMap<>();

    static {
        TABLE.putAll(ArithmeticRules.TABLE);
        TABLE.putAll(ActivationRules.TABLE);
        TABLE.putAll(ReductionRules.TABLE);
        TABLE.putAll(ProductRules.TABLE);
        TABLE.putAll(ConvolutionRules.TABLE);
        TABLE.putAll(PoolingRules.TABLE);
        TABLE.putAll(NormalisationRules.TABLE);
        TABLE.putAll(LayoutRules.TABLE);
        TABLE.putAll(IndexingRules.TABLE);
        TABLE.putAll(ResizeRules.TABLE);
        TABLE.putAll(QuantisationRules.TABLE);
    }

    private Rules() {}

    /** The rule for {@code node}, null where there is none. */
    static Rule of(Node node) {
        return node.is(node.op()) ? TABLE.get(node.op()) : null;
    }
}
