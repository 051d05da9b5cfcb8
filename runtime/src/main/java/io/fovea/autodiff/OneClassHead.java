package io.fovea.autodiff;

import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Shape.Dimension;
import io.fovea.graph.operator.Dependence;
import io.fovea.graph.operator.Family;
import io.fovea.graph.operator.Operator;
import io.fovea.graph.operator.Operators;
import io.fovea.graph.operator.ValueFacts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The end of a network that has one channel for each class from a convolution on, computed anew for the one class that
 * counts. All other channels of the gradient would be zero, and a convolution would carry them back all the same.
 *
 * @param convolution with a filter for each class
 * @param after the nodes behind it, in order, that keep channels apart
 */
record OneClassHead(Node convolution, List<Node> after) {

    /** Finds it behind all values that are asked for; only where one image's class is the target. */
    static Optional<OneClassHead> find(GradientTarget target, Emitter e, Path path) {
        ValueFacts facts = e.facts();
        Shape scores = facts.shape(target.value());
        boolean single = target.choice() == GradientTarget.Choice.CLASS ? isOneImage(scores) : isVector(scores);
        if (!single || ClassMask.axis(target, scores.rank()) != 1) {
            return Optional.empty();
        }
        List<Node> after = new ArrayList<>();
        String value = target.value();
        while (!path.asked().contains(value)) {
            Node node = facts.graph().producer(value).orElse(null);
            if (node == null || !node.output().equals(value)) {
                break;
            }
            if (node.is("Conv")) {
                Collections.reverse(after);
                return isForClasses(node, facts, path) ? Optional.of(new OneClassHead(node, after)) : Optional.empty();
            }
            if (keepsChannelsApart(node, facts, path)) {
                after.add(node);
            } else if (target.weights() || !isReshaped(node, facts)) {
                break;
            }
            value = node.input(0);
        }
        return Optional.empty();
    }

    private static boolean isForClasses(Node node, ValueFacts facts, Path path) {
        boolean fixed = path.values().contains(node.input(0))
                && node.inputs().stream().skip(1).noneMatch(path.values()::contains);
        return fixed && node.attributes().integer("group", 1) == 1 && facts.rank(node.input(0)) > 2;
    }

    /** Whether every channel goes by itself, and what is done to it is the same for all of them. */
    private static boolean keepsChannelsApart(Node node, ValueFacts facts, Path path) {
        Operator operator = Operators.of(node);
        boolean oneOperand = node.inputs().stream()
                .skip(1)
                .allMatch(input -> input.isEmpty()
                        || facts.rank(input) == 0 && !path.values().contains(input));
        boolean alike = operator.is(Family.POOLING)
                || operator.isIdle()
                || operator.dependence() == Dependence.ELEMENT && oneOperand;
        return alike && node.is(node.op());
    }

    /** A vector of scores stays one, so that its sum over a class stays the same. */
    private static boolean isReshaped(Node node, ValueFacts facts) {
        return Operators.of(node).dependence() == Dependence.RESHAPED
                && isVector(facts.shape(node.input(0)))
                && isVector(facts.shape(node.output()));
    }

    private static boolean isOneImage(Shape shape) {
        return shape.rank() > 1 && shape.dimensions().get(0).size() == 1;
    }

    /** {@code [1, K]} or {@code [1, K, 1, ...]}. */
    private static boolean isVector(Shape shape) {
        return isOneImage(shape) && shape.dimensions().stream().skip(2).allMatch(d -> d.size() == 1);
    }

    /**
     * Appends the head for one class.
     *
     * @param index of the class, a vector of one int64
     * @return its value {@code [1, 1, ...]}
     */
    String append(Emitter e, String index) {
        List<String> inputs = new ArrayList<>(List.of(convolution.input(0)));
        for (String parameter :
                convolution.inputs().subList(1, convolution.inputs().size())) {
            inputs.add(parameter.isEmpty() ? "" : row(e, parameter, index));
        }
        String value = e.node("Conv", convolution.attributes(), inputs.toArray(String[]::new));
        for (Node node : after) {
            List<String> all = new ArrayList<>(node.inputs());
            all.set(0, value);
            value = node.is("Dropout") ? value : e.node(node.op(), node.attributes(), all.toArray(String[]::new));
        }
        return value;
    }

    private static String row(Emitter e, String parameter, String index) {
        String row = e.node("Gather", parameter, index);
        Shape all = e.facts().shape(parameter);
        if (all.known()) {
            List<Dimension> dimensions = new ArrayList<>(all.dimensions());
            dimensions.set(0, Dimension.fixed(1));
            e.facts().note(row, Shape.of(dimensions));
        }
        return row;
    }
}
