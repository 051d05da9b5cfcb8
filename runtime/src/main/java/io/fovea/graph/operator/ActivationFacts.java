package io.fovea.graph.operator;

import java.util.List;

/** What a network bends its values with: element by element, or along the axis of the classes. */
final class ActivationFacts {
    private static final int ALONG_ONE_AXIS = 13;

    private static final Operator BEND =
            Operator.of(Family.ACTIVATION).by(Dependence.ELEMENT).shaped(ShapeRule.LIKE);

    private static final Operator SHARE = Operator.of(Family.ACTIVATION)
            .by(Dependence.AXES)
            .shaped(ShapeRule.LIKE)
            .reaching(ActivationFacts::share);

    static final List<Operator> TABLE = List.of(
            BEND.named("Relu"),
            BEND.named("LeakyRelu"),
            BEND.named("PRelu"),
            BEND.named("ThresholdedRelu"),
            BEND.named("Elu"),
            BEND.named("Selu"),
            BEND.named("Celu"),
            BEND.named("Sigmoid").giving(ProbabilityKind.EACH),
            BEND.named("HardSigmoid").giving(ProbabilityKind.EACH),
            BEND.named("HardSwish"),
            BEND.named("Tanh"),
            BEND.named("Softplus"),
            BEND.named("Softsign"),
            BEND.named("Shrink"),
            BEND.named("Gelu"),
            BEND.named("Mish"),
            BEND.named("Swish"),
            BEND.named("Clip").settings(1, 2),
            BEND.ofMicrosoft("Gelu"),
            BEND.ofMicrosoft("BiasGelu"),
            BEND.ofMicrosoft("FastGelu"),
            BEND.ofMicrosoft("QuickGelu"),
            SHARE.named("Softmax").giving(ProbabilityKind.SHARED),
            SHARE.named("LogSoftmax").giving(ProbabilityKind.SHARED_LOGARITHMS),
            SHARE.named("Hardmax").with(Trait.FLAT));

    private ActivationFacts() {}

    /** Softmax ran over all axes from its own on before opset 13, and over that one only since. */
    private static Reaches share(NodeReach at) {
        boolean one = at.facts().graph().opset() >= ALONG_ONE_AXIS;
        ReachRule rule = one
                ? ReachRule.alongAxis(node -> node.attributes().integer("axis", -1))
                : ReachRule.alongAllFrom(node -> node.attributes().integer("axis", 1));
        return rule.of(at);
    }
}
