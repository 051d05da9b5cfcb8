package io.fovea.optimize;

import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import io.fovea.graph.operator.ValueFacts;
import java.util.List;

/**
 * Writes a softmax over the few channels of a map as what it is: the greatest of them taken off, exponentials, their sum, a
 * quotient. ONNX Runtime gathers the channels of every pixel by themselves for it, one short row after the other, which takes
 * a segmentation network as long as several convolutions.
 */
final class SoftmaxOverChannels implements Rewrite {
    /** From which operator set on a softmax is along one axis. */
    private static final int ALONG_ONE_AXIS = 13;

    /** From which on all reductions take their axes as an input. */
    private static final int AXES_AS_INPUT = 18;

    /** With more, rows are long enough. */
    private static final int MOST_CHANNELS = 64;

    private static final int FEWEST_PIXELS = 256;

    @Override
    public String done() {
        return "softmaxes over the channels of maps written out";
    }

    @Override
    public int apply(Graph graph) {
        if (graph.opset() < ALONG_ONE_AXIS) {
            return 0;
        }
        ValueFacts facts = new ValueFacts(graph);
        return RewriteConditions.each(
                graph, node -> node.is("Softmax") && isOverChannels(facts, node) && writeOut(graph, node));
    }

    private static boolean isOverChannels(ValueFacts facts, Node node) {
        Shape shape = facts.shape(node.input(0));
        if (facts.type(node.input(0)) != ElementType.FLOAT || shape.rank() != 4) {
            return false;
        }
        long axis = node.attributes().integer("axis", -1);
        long[] sizes = shape.sizes();
        boolean few = sizes[1] > 0 && sizes[1] <= MOST_CHANNELS;
        boolean isMap = sizes[2] < 0 || sizes[3] < 0 || sizes[2] * sizes[3] >= FEWEST_PIXELS;
        return (axis == 1 || axis == -3) && few && isMap;
    }

    private static boolean writeOut(Graph graph, Node node) {
        String x = node.input(0);
        String stem = node.output();
        String axes = graph.put(graph.unused(stem + "_axes"), Tensor.of(new long[] {1}, 1));
        boolean newest = graph.opset() >= AXES_AS_INPUT;
        List<String> most = newest ? List.of(x, axes) : List.of(x);
        Attributes along = newest ? Attributes.NONE : Attributes.NONE.withIntegers("axes", 1);
        String greatest = before(graph, node, "ReduceMax", most, stem + "_greatest", along);
        String less = before(graph, node, "Sub", List.of(x, greatest), stem + "_less", Attributes.NONE);
        String powers = before(graph, node, "Exp", List.of(less), stem + "_powers", Attributes.NONE);
        String sum = before(graph, node, "ReduceSum", List.of(powers, axes), stem + "_sum", Attributes.NONE);
        graph.replace(node, new Node(node.name(), "", "Div", List.of(powers, sum), node.outputs(), Attributes.NONE));
        return true;
    }

    private static String before(
            Graph graph, Node node, String op, List<String> inputs, String name, Attributes attributes) {
        return graph.insertBefore(node, Node.of(op, inputs, graph.unused(name), attributes))
                .output();
    }
}
