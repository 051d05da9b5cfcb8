package io.fovea.explain.method;

import io.fovea.graph.Node;
import io.fovea.graph.Tensor;
import io.fovea.graph.operator.Family;
import io.fovea.graph.operator.Operator;
import io.fovea.graph.operator.Operators;
import io.fovea.graph.operator.ProbabilityKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Layer-wise relevance propagation as slopes: with a layer {@code z_k = sum_j z_jk}, {@code R_j = sum_k z_jk R_k / z_k} is
 * {@code x_j} times the gradient of {@code z_k held(y_k / z_k)}, if {@code R_k} is {@code y_k} times the gradient behind it
 * (Montavon et al., "Layer-wise relevance propagation: an overview", 2019). What bends a value passes relevance on as it is,
 * a product of two values gives each half of it, and a gate, such as a sigmoid or the weights of attention, none.
 *
 * @param share what a layer's relevance is shared out by
 */
record Relevance(Function<Node, Share> share) implements Surrogates.Rule {

    /**
     * By {@code z = plain (w x) + positive (w x)^+}, with {@code epsilon} root mean squares added to its size.
     *
     * @param plain how much all parts count
     * @param positive how much those above 0 count in addition
     * @param epsilon what is absorbed, as a share of a layer's root mean square
     */
    record Share(double plain, double positive, double epsilon) {}

    @Override
    public boolean takes(Surrogates at, Node node) {
        List<Integer> moving = at.moving(node);
        if (moving.size() == 2) {
            return Surrogates.multiplies(node) || node.is("Div");
        }
        return moving.size() == 1 && (kernel(at, node).isPresent() || bends(node) || isGate(node));
    }

    private static boolean isGate(Node node) {
        return Operators.of(node).probabilities() != ProbabilityKind.NONE;
    }

    /** What is rectified has this slope already. */
    private static boolean bends(Node node) {
        boolean ofOne =
                Operators.of(node).is(Family.ACTIVATION) || node.inputs().size() == 1;
        return Surrogates.bends(node) && ofOne && !node.is("Relu");
    }

    /** The weights of a layer, where they are constants and it has one input from the image, the first. */
    private static Optional<Tensor> kernel(Surrogates at, Node node) {
        Operator operator = Operators.of(node);
        boolean layer = operator.is(Family.CONVOLUTION, Family.PRODUCT)
                && at.moving(node).equals(List.of(0))
                && node.inputs().size() <= 3
                && node.hasInput(1);
        return layer ? at.graph().constant(node.input(1)).filter(weights -> constants(at, node)) : Optional.empty();
    }

    private static boolean constants(Surrogates at, Node node) {
        return !node.hasInput(2) || at.graph().constant(node.input(2)).isPresent();
    }

    @Override
    public String of(Surrogates at, Node node) {
        List<Integer> moving = at.moving(node);
        if (moving.size() == 2) {
            return at.sloping(node.output(), node.is("Div") ? quotient(at, node) : product(at, node));
        }
        Optional<Tensor> weights = kernel(at, node);
        if (weights.isPresent()) {
            return layer(at, node, weights.get());
        }
        String x = node.input(moving.get(0));
        return isGate(node)
                ? at.held(node.output())
                : at.sloping(node.output(), at.node("Mul", x, at.held(at.ratio(node.output(), x))));
    }

    private static String product(Surrogates at, Node node) {
        String first = at.again(node, List.of(node.input(0), at.held(node.input(1))));
        String second = at.again(node, List.of(at.held(node.input(0)), node.input(1)));
        boolean gatedBySecond = isHeld(at, node.input(1));
        boolean gatedByFirst = isHeld(at, node.input(0));
        if (gatedBySecond != gatedByFirst) {
            return gatedBySecond ? first : second;
        }
        return at.times(at.node("Add", first, second), 0.5);
    }

    /** Whether a value is a gate's, carried at most. */
    private static boolean isHeld(Surrogates at, String value) {
        Optional<Node> maker = at.graph().producer(value);
        return maker.isPresent()
                && (Held.is(value)
                        || isGate(maker.get())
                        || Operators.of(maker.get()).carries()
                                && isHeld(at, maker.get().input(0)));
    }

    private static String quotient(Surrogates at, Node node) {
        return at.node("Div", node.input(0), at.held(node.input(1)));
    }

    private String layer(Surrogates at, Node node, Tensor weights) {
        Share by = share.apply(node);
        String y = node.output();
        String z = by.plain() == 0 ? "" : at.times(y, by.plain());
        if (by.positive() != 0) {
            String positive = at.times(positive(at, node, weights), by.positive());
            z = z.isEmpty() ? positive : at.node("Add", z, positive);
        }
        String factor = at.ratio(y, stabilised(at, z, by.epsilon()));
        return at.sloping(y, at.node("Mul", z, at.held(factor)));
    }

    /** The parts above 0: what is above 0 by weights above 0, and what is below by those below. */
    private static String positive(Surrogates at, Node node, Tensor weights) {
        String x = node.input(0);
        String above = part(at, node, at.node("Relu", x), weights, 1);
        if (isNeverNegative(at, x)) {
            return above;
        }
        String below = at.node("Neg", at.node("Relu", at.node("Neg", x)));
        return at.node("Add", above, part(at, node.withInputs(node.inputs().subList(0, 2)), below, weights, -1));
    }

    private static boolean isNeverNegative(Surrogates at, String value) {
        Optional<Node> maker = at.graph().producer(value);
        return maker.isPresent()
                && (maker.get().is("Relu")
                        || isGate(maker.get())
                        || (Operators.of(maker.get()).carries()
                                        || Operators.of(maker.get()).is(Family.POOLING))
                                && isNeverNegative(at, maker.get().input(0)));
    }

    private static String part(Surrogates at, Node node, String x, Tensor weights, int sign) {
        List<String> inputs = new ArrayList<>(List.of(x, at.constant(signed(weights, sign))));
        if (node.hasInput(2)) {
            Tensor bias = at.graph().constant(node.input(2)).orElseThrow();
            inputs.add(at.constant(signed(bias, sign)));
        }
        return at.again(node, inputs);
    }

    /** What of a tensor is of a sign; 0 for the rest. */
    private static Tensor signed(Tensor tensor, int sign) {
        float[] values = tensor.toFloats();
        for (int i = 0; i < values.length; i++) {
            values[i] = values[i] * sign > 0 ? values[i] : 0;
        }
        return Tensor.of(values, tensor.shape());
    }

    private static String stabilised(Surrogates at, String z, double epsilon) {
        if (epsilon == 0) {
            return z;
        }
        String size = at.times(at.node("Sqrt", at.node("ReduceMean", at.node("Mul", z, z))), epsilon);
        String above = at.real(at.node("GreaterOrEqual", z, at.constant(0)));
        String sign = at.node("Sub", at.times(above, 2), at.constant(1));
        return at.node("Add", z, at.node("Mul", sign, size));
    }
}
