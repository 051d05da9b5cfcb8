package io.fovea.export;

import io.fovea.anatomy.Anatomy;
import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import java.util.List;
import java.util.Locale;

/**
 * The class that a model explains: the one in an input, or where that is -1 the top one; of a segmentation the foreground, or
 * the class of most pixels that is no background.
 *
 * @param sign -1 where the one score of two classes speaks against it, otherwise 1: the name of a float of one element
 */
record ChosenClass(String sign) {
    private static final String BACKGROUND = "background";
    private static final float NEVER = -1e30f;

    /** Puts the choice in the place of the input with the index, before the first node that takes it. */
    static ChosenClass append(Graph graph, String prefix, Anatomy anatomy, String index) {
        Before nodes = new Before(graph, graph.consumers(index).get(0), prefix);
        graph.addInput(new ValueInfo(ExplainedModel.CLASS, ElementType.INT64, Shape.of(1)));
        String given = ExplainedModel.CLASS;
        String asked = nodes.node("Less", given, nodes.constant(Tensor.of(0L)));
        String top = anatomy.isSpatial() ? ofPixels(nodes, anatomy) : ofImage(nodes, anatomy);
        String chosen = nodes.node("Where", asked, top, given);
        boolean oneForTwo = anatomy.classCount() > anatomy.scoreCount();
        String score = oneForTwo ? nodes.node("Mul", chosen, nodes.constant(Tensor.of(0L))) : chosen;
        String sign = oneForTwo ? sign(nodes, chosen) : nodes.constant(Tensor.of(1f));
        graph.reroute(index, score);
        graph.removeInput(index);
        return new ChosenClass(sign);
    }

    private static String sign(Before nodes, String chosen) {
        String first = nodes.node("Equal", chosen, nodes.constant(Tensor.of(0L)));
        return nodes.node("Where", first, nodes.constant(Tensor.of(-1f)), nodes.constant(Tensor.of(1f)));
    }

    private static String ofImage(Before nodes, Anatomy anatomy) {
        String scores = nodes.real(anatomy.scores().target());
        String flat = nodes.node("Reshape", scores, nodes.constant(Tensor.of(-1L)));
        if (anatomy.classCount() == anatomy.scoreCount()) {
            return nodes.node("ArgMax", Attributes.NONE.with("axis", 0).with("keepdims", 1), flat);
        }
        boolean probability = anatomy.scores().output().equals(anatomy.scores().target())
                && anatomy.card().activation().name().endsWith("PROBABILITIES");
        String above = nodes.node("GreaterOrEqual", flat, nodes.constant(Tensor.of(probability ? 0.5f : 0)));
        return nodes.node("Cast", Attributes.NONE.with("to", ElementType.INT64.code()), above);
    }

    private static String ofPixels(Before nodes, Anatomy anatomy) {
        if (anatomy.card().task().foreground().isPresent()) {
            long foreground = anatomy.card().task().foreground().getAsInt();
            return nodes.constant(Tensor.of(foreground));
        }
        int classes = anatomy.scoreCount();
        if (classes == 1) {
            return nodes.constant(Tensor.of(anatomy.classCount() - 1L));
        }
        long[] numbers = new long[classes];
        float[] barred = new float[classes];
        for (int c = 0; c < classes; c++) {
            numbers[c] = c;
            boolean background =
                    anatomy.card().label(c).toLowerCase(Locale.ROOT).equals(BACKGROUND);
            barred[c] = background ? NEVER : 0;
        }
        String scores = nodes.real(anatomy.scores().target());
        Attributes alongClasses = Attributes.NONE.with("axis", anatomy.axis()).with("keepdims", 0);
        String top = nodes.node("ArgMax", alongClasses, scores);
        String flat = nodes.node("Reshape", top, nodes.constant(Tensor.of(1L, -1)));
        String is = nodes.real(nodes.node("Equal", flat, nodes.constant(Tensor.of(numbers, classes, 1))));
        String counts = nodes.node("ReduceSum", Attributes.NONE.with("keepdims", 0), is, nodes.constant(Tensor.of(1L)));
        String allowed = nodes.node("Add", counts, nodes.constant(Tensor.of(barred)));
        return nodes.node("ArgMax", Attributes.NONE.with("axis", 0).with("keepdims", 1), allowed);
    }

    /** Nodes before another. */
    private record Before(Graph graph, Node anchor, String prefix) {

        String node(String op, String... inputs) {
            return node(op, Attributes.NONE, inputs);
        }

        String node(String op, Attributes attributes, String... inputs) {
            String output = graph.unused(prefix + op.toLowerCase(Locale.ROOT));
            return graph.insertBefore(anchor, Node.of(op, List.of(inputs), output, attributes))
                    .output();
        }

        String real(String value) {
            return node("Cast", Attributes.NONE.with("to", ElementType.FLOAT.code()), value);
        }

        String constant(Tensor tensor) {
            return graph.put(graph.unused(prefix + "constant"), tensor);
        }
    }
}
