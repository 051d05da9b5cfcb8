package io.fovea.autodiff;

import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Tensor;
import io.fovea.graph.operator.ValueFacts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Appends nodes to a graph in the forms its opset has, and answers the names of what they compute.
 *
 * <p>Reductions, Squeeze, Slice, Pad and others took attributes first and inputs later; here each is one method.
 */
final class Emitter {
    private final Graph graph;
    private final ValueFacts facts;
    private final String prefix;
    private final Map<String, String> constants = new HashMap<>();
    private int count;

    Emitter(Graph graph) {
        this.graph = graph;
        this.facts = new ValueFacts(graph);
        String free = "gradient/";
        while (taken(graph, free)) {
            free = "another_" + free;
        }
        this.prefix = free;
    }

    private static boolean taken(Graph graph, String prefix) {
        return graph.nodes().stream()
                .flatMap(node -> node.outputs().stream())
                .anyMatch(output -> output.startsWith(prefix));
    }

    ValueFacts facts() {
        return facts;
    }

    /** The rank of {@code value}; the product fails where it does not follow from the model. */
    int needRank(String value) {
        int rank = facts.rank(value);
        if (rank < 0) {
            throw new NoDerivativeException("needs the rank of '" + value + "', which the model does not declare");
        }
        return rank;
    }

    int opset() {
        return graph.opset();
    }

    /** Fails unless the opset is at least {@code least}. */
    void needOpset(int least, String why) {
        if (opset() < least) {
            throw new NoDerivativeException(why + " needs opset " + least + " or later, and the model has " + opset());
        }
    }

    // Nodes

    String node(String op, String... inputs) {
        return node(op, Attributes.NONE, inputs);
    }

    String node(String op, Attributes attributes, String... inputs) {
        return outputs(1, op, attributes, inputs).get(0);
    }

    List<String> outputs(int number, String op, Attributes attributes, String... inputs) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            names.add(prefix + op + "_" + count++);
        }
        Node node = new Node(names.get(0), "", op, Arrays.asList(inputs), names, attributes);
        facts.learn(graph.append(node));
        return names;
    }

    String add(String a, String b) {
        return node("Add", a, b);
    }

    String sub(String a, String b) {
        return node("Sub", a, b);
    }

    String mul(String a, String b) {
        return node("Mul", a, b);
    }

    String div(String a, String b) {
        return node("Div", a, b);
    }

    String neg(String a) {
        return node("Neg", a);
    }

    String add(String a, double b) {
        return b == 0 ? a : add(a, scalar(b, a));
    }

    String mul(String a, double b) {
        return b == 1 ? a : mul(a, scalar(b, a));
    }

    /** {@code b - a}. */
    String from(double b, String a) {
        return sub(scalar(b, a), a);
    }

    String square(String a) {
        return mul(a, a);
    }

    /** {@code a} to a constant power. */
    String power(String a, double exponent) {
        return exponent == 1 ? a : node("Pow", a, scalar(exponent, a));
    }

    String cast(String value, ElementType type) {
        return facts.type(value) == type ? value : node("Cast", Attributes.NONE.with("to", type.code()), value);
    }

    /** A condition as 0 and 1 of the type of {@code like}. */
    String mask(String condition, String like) {
        return cast(condition, facts.type(like));
    }

    /** 1 where {@code a > bound}, else 0. */
    String above(String a, double bound) {
        return mask(node("Greater", a, scalar(bound, a)), a);
    }

    /** 1 where {@code a < bound}, else 0. */
    String below(String a, double bound) {
        return mask(node("Less", a, scalar(bound, a)), a);
    }

    /** 1 where both are equal, else 0. Equal takes real numbers from opset 11 on. */
    String equal(String a, String b) {
        boolean direct = opset() >= 11 || !facts.type(a).isFloatingPoint();
        return mask(
                direct ? node("Equal", a, b) : node("Not", node("Or", node("Less", a, b), node("Greater", a, b))), a);
    }

    String sign(String a) {
        return sub(above(a, 0), below(a, 0));
    }

    /** {@code mask} of 0 and 1: {@code a} where it is 1, {@code b} elsewhere, without letting infinities across. */
    String select(String condition, String a, String b) {
        if (opset() >= 9) {
            return node("Where", condition, a, b);
        }
        String mask = mask(condition, a);
        return add(mul(mask, a), mul(from(1, mask), b));
    }

    // Constants

    /** A constant; a node and not an initialiser, which old models must list among their inputs. */
    String constant(Tensor tensor) {
        String key =
                tensor.type() + Arrays.toString(tensor.shape()) + tensor.bytes().hashCode();
        String known = constants.get(key);
        if (known != null && graph.constant(known).filter(tensor::equals).isPresent()) {
            return known;
        }
        String made = node("Constant", Attributes.NONE.with("value", tensor));
        constants.put(key, made);
        return made;
    }

    String integers(long... values) {
        return constant(Tensor.of(values));
    }

    /** A scalar of the type of {@code like}. */
    String scalar(double value, String like) {
        return typed(Tensor.scalar((float) value), like);
    }

    /** A float constant in the type of {@code like}. */
    String typed(Tensor tensor, String like) {
        ElementType type = facts.type(like);
        return type == ElementType.UNDEFINED ? constant(tensor) : cast(constant(tensor), type);
    }

    // Shapes

    String shapeOf(String value) {
        return facts.shape(value).isFixed() ? integers(facts.shape(value).sizes()) : node("Shape", value);
    }

    String reshape(String value, String shape) {
        return node("Reshape", value, shape);
    }

    /** {@code value} in the shape of {@code like}. */
    String reshapeLike(String value, String like) {
        String shaped = reshape(value, shapeOf(like));
        facts.note(shaped, facts.shape(like));
        return shaped;
    }

    String reshape(String value, long... shape) {
        return reshape(value, integers(shape));
    }

    /** The size of {@code value} along {@code axis}: a vector of one int64. */
    String sizeOf(String value, int axis) {
        return facts.dimension(value, axis).isFixed()
                ? integers(facts.dimension(value, axis).size())
                : node("Gather", shapeOf(value), integers(axis));
    }

    String concat(int axis, List<String> parts) {
        return parts.size() == 1
                ? parts.get(0)
                : node("Concat", Attributes.NONE.with("axis", axis), parts.toArray(String[]::new));
    }

    String concat(int axis, String... parts) {
        return concat(axis, List.of(parts));
    }

    String transpose(String value, long... axes) {
        return node("Transpose", Attributes.NONE.withIntegers("perm", axes), value);
    }

    String sumTo(String gradient, String like) {
        return new Broadcasts(this).sumTo(gradient, like);
    }

    String zerosLike(String value) {
        return new OpsetForms(this).filledLike(value, 0);
    }

    String onesLike(String value) {
        return new OpsetForms(this).filledLike(value, 1);
    }

    /** The opset-dependent forms. */
    OpsetForms forms() {
        return new OpsetForms(this);
    }
}
