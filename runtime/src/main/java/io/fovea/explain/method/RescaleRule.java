package io.fovea.explain.method;

import io.fovea.graph.Attributes;
import io.fovea.graph.Node;
import io.fovea.graph.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** DeepLIFT's rescale rule: a second network goes beside the first, and slopes are those of the chord between the two. */
final class RescaleRule implements Surrogates.Rule {
    /** Where a value is as near to its reference as this, its own slope is taken. */
    private static final float NEAR = 1e-5f;

    /** The first output, for the reference, of the node that was visited last. */
    private String current = "";

    /** The values of the reference, by those of the image. */
    private final Map<String, String> reference = new HashMap<>();

    RescaleRule(String image, String itsReference) {
        reference.put(image, itsReference);
    }

    @Override
    public void visit(Surrogates at, Node node) {
        List<String> inputs = node.inputs().stream()
                .map(name -> reference.getOrDefault(name, name))
                .toList();
        List<String> outputs = at.again(node, inputs, node.attributes(), "reference_");
        current = outputs.get(0);
        for (int i = 0; i < outputs.size(); i++) {
            reference.put(node.outputs().get(i), outputs.get(i));
        }
    }

    @Override
    public boolean takes(Surrogates at, Node node) {
        int moving = at.moving(node).size();
        return moving == 1 && (Surrogates.bends(node) || node.is("MaxPool"))
                || moving == 2 && (Surrogates.multiplies(node) || divides(node));
    }

    private static boolean divides(Node node) {
        return node.is("Div");
    }

    @Override
    public String of(Surrogates at, Node node) {
        List<Integer> moving = at.moving(node);
        if (moving.size() == 2) {
            return at.sloping(node.output(), divides(node) ? quotient(at, node) : product(at, node));
        }
        return node.is("MaxPool") ? largest(at, node) : chord(at, node, node.input(moving.get(0)));
    }

    private String chord(Surrogates at, Node node, String x) {
        String way = at.node("Sub", x, reference.get(x));
        String rise = at.node("Sub", node.output(), current);
        String far = at.real(at.node("Greater", at.node("Abs", way), at.constant(NEAR)));
        String near = at.node("Sub", at.constant(1), far);
        String slope = at.node("Mul", far, at.node("Div", rise, at.node("Add", way, near)));
        String along = at.node("Mul", x, at.held(slope));
        String own = at.node("Mul", node.output(), at.held(near));
        return at.sloping(node.output(), at.node("Add", along, own));
    }

    private String product(Surrogates at, Node node) {
        String a = node.input(0);
        String b = node.input(1);
        String first = at.again(node, List.of(a, at.held(mean(at, b))));
        String second = at.again(node, List.of(at.held(mean(at, a)), b));
        return at.node("Add", first, second);
    }

    /** {@code a / b} is {@code a} times {@code 1 / b}, whose chord rises by {@code -1 / (b r)}. */
    private String quotient(Surrogates at, Node node) {
        String a = node.input(0);
        String b = node.input(1);
        String parts = at.node("Add", at.node("Reciprocal", b), at.node("Reciprocal", reference.get(b)));
        String first = at.node("Mul", a, at.held(at.times(parts, 0.5)));
        String fall = at.node("Div", at.times(mean(at, a), -1), at.node("Mul", b, reference.get(b)));
        return at.node("Add", first, at.node("Mul", b, at.held(fall)));
    }

    private String mean(Surrogates at, String value) {
        return at.times(at.node("Add", value, reference.get(value)), 0.5);
    }

    /**
     * With {@code m} the larger of the two maxima, {@code m} less the reference's counts where the image has its maximum,
     * and the image's less {@code m} where the reference has its own.
     */
    private String largest(Surrogates at, Node node) {
        String x = node.input(0);
        String y = node.output();
        List<String> own = withPlaces(at, node, x);
        List<String> other = withPlaces(at, node, reference.get(x));
        String larger = at.node("Max", own.get(0), other.get(0));
        String way = at.node("Sub", x, reference.get(x));
        String steps = at.node("Mul", x, at.held(at.ratio(at.constant(1), way)));
        String gained = taken(at, steps, own.get(1), at.node("Sub", larger, other.get(0)), y);
        String lost = taken(at, steps, other.get(1), at.node("Sub", own.get(0), larger), y);
        return at.sloping(y, at.node("Add", gained, lost));
    }

    /** The largest of each window, and where they are. */
    private static List<String> withPlaces(Surrogates at, Node node, String value) {
        Node both = node.withOutputs(List.of(node.output(), node.output() + "_places"));
        return at.again(both, List.of(value), node.attributes().without("storage_order"), "surrogate_");
    }

    private static String taken(Surrogates at, String steps, String places, String amount, String like) {
        String flat = at.constant(Tensor.of(-1L));
        String picked = at.node(
                "GatherElements",
                Attributes.NONE.with("axis", 0),
                at.node("Reshape", steps, flat),
                at.node("Reshape", places, flat));
        String shaped = at.node("Reshape", picked, at.node("Shape", like));
        return at.node("Mul", shaped, at.held(amount));
    }
}
