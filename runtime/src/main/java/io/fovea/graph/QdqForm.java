package io.fovea.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Writes operators that compute on quantised numbers as those on real ones, between DequantizeLinear and
 * QuantizeLinear: the form that ONNX Runtime calls QDQ, and fuses again. Values keep their names; the real one before a
 * QuantizeLinear comes on top of them.
 */
final class QdqForm {

    /** The operator set that brought Round, with which ONNX Runtime quantises biases even where the model is older. */
    private static final int ROUNDING = 11;

    /** The operator set in which DequantizeLinear took several scales. */
    private static final int SEVERAL_SCALES = 13;

    private static final Set<String> DOMAINS = Set.of("", "ai.onnx", "com.microsoft");

    /** Operators that move quantised numbers without computing with them. */
    private static final Set<String> MOVERS =
            Set.of("Reshape", "Flatten", "Squeeze", "Unsqueeze", "Transpose", "Slice", "Identity", "MaxPool", "Pad");

    private static final Map<String, Consumer<NodeReplacement>> FORMS = Map.ofEntries(
            Map.entry("QLinearConv", QdqForm::conv),
            Map.entry("QLinearMatMul", QdqForm::matMul),
            Map.entry("QGemm", QdqForm::gemm),
            Map.entry("QLinearAdd", place -> binary(place, "Add")),
            Map.entry("QLinearMul", place -> binary(place, "Mul")),
            Map.entry("QLinearConcat", QdqForm::concat),
            Map.entry("QLinearSigmoid", place -> unary(place, "Sigmoid")),
            Map.entry("QLinearLeakyRelu", place -> unary(place, "LeakyRelu")),
            Map.entry("QLinearGlobalAveragePool", place -> pool(place, "GlobalAveragePool")),
            Map.entry("QLinearAveragePool", place -> pool(place, "AveragePool")),
            Map.entry("MaxPool", QdqForm::maxPool));

    private QdqForm() {}

    static Graph of(Graph graph) {
        Graph real = graph.copy();
        for (Node node : graph.nodes()) {
            Consumer<NodeReplacement> form = DOMAINS.contains(node.domain()) ? FORMS.get(node.op()) : null;
            if (form != null) {
                form.accept(new NodeReplacement(real, node));
            }
        }
        return real;
    }

    private static void conv(NodeReplacement place) {
        boolean several = !isScalar(place.graph(), place.node().input(4));
        if (place.graph().opset() < ROUNDING && several && place.node().hasInput(8)) {
            return;
        }
        List<String> inputs = new ArrayList<>(List.of(real(place, 0, 0), real(place, 3, 0)));
        if (place.node().hasInput(8)) {
            inputs.add(bias(place, 8));
        }
        become(place, "Conv", inputs, place.attributes(), 6);
    }

    private static void matMul(NodeReplacement place) {
        become(place, "MatMul", List.of(real(place, 0, -2), real(place, 3, -1)), Attributes.NONE, 6);
    }

    private static void gemm(NodeReplacement place) {
        Attributes attributes = place.attributes();
        int columns = attributes.integer("transB", 0) == 1 ? 0 : 1;
        List<String> inputs = new ArrayList<>(List.of(real(place, 0, 0), real(place, 3, columns)));
        if (place.node().hasInput(6)) {
            inputs.add(bias(place, 6));
            // What is added was quantised in the scale of the product, which alpha is part of.
            attributes = attributes.with("beta", attributes.real("alpha", 1));
        }
        become(place, "Gemm", inputs, attributes, 7);
    }

    private static void binary(NodeReplacement place, String op) {
        become(place, op, List.of(real(place, 0, 0), real(place, 3, 0)), Attributes.NONE, 6);
    }

    private static void unary(NodeReplacement place, String op) {
        become(place, op, List.of(real(place, 0, 0)), place.attributes(), 3);
    }

    private static void pool(NodeReplacement place, String op) {
        // The standard's pools take channels first.
        if (place.attributes().integer("channels_last", 0) == 0) {
            become(place, op, List.of(real(place, 0, 0)), place.attributes().without("channels_last"), 3);
        }
    }

    private static void concat(NodeReplacement place) {
        List<String> inputs = new ArrayList<>();
        for (int i = 2; i < place.node().inputs().size(); i += 3) {
            inputs.add(real(place, i, 0));
        }
        become(place, "Concat", inputs, place.attributes(), 0);
    }

    /** The largest of quantised numbers is the largest real one. */
    private static void maxPool(NodeReplacement place) {
        Node node = place.node();
        Optional<Node> quantised = quantised(place.graph(), node.input(0));
        if (quantised.isEmpty() || node.outputs().size() > 1) {
            return;
        }
        List<String> scale =
                quantised.get().inputs().subList(1, quantised.get().inputs().size());
        List<String> inputs = new ArrayList<>(List.of(node.input(0)));
        inputs.addAll(scale);
        String real = place.operation("DequantizeLinear", inputs, Attributes.NONE);
        become(place, "MaxPool", List.of(real), node.attributes(), scale);
    }

    /** The QuantizeLinear that a value comes from, with one scale for all of it. */
    private static Optional<Node> quantised(Graph graph, String value) {
        Optional<Node> node = graph.producer(value);
        while (node.isPresent() && MOVERS.contains(node.get().op())) {
            node = graph.producer(node.get().input(0));
        }
        return node.filter(made -> made.is("QuantizeLinear") && isScalar(graph, made.input(1)));
    }

    /**
     * The real numbers that an input stands for.
     *
     * @param index of the input, which its scale and its zero point follow
     * @param axis along which the scales lie, where there are several
     */
    private static String real(NodeReplacement place, int index, int axis) {
        Node node = place.node();
        String scale = node.input(index + 1);
        boolean scalar = isScalar(place.graph(), scale);
        if (scalar || place.graph().opset() >= SEVERAL_SCALES) {
            List<String> inputs = new ArrayList<>(List.of(node.input(index), scale));
            if (node.hasInput(index + 2)) {
                inputs.add(node.input(index + 2));
            }
            return place.operation(
                    "DequantizeLinear", inputs, scalar ? Attributes.NONE : Attributes.NONE.with("axis", axis));
        }
        String numbers = cast(place, node.input(index));
        if (node.hasInput(index + 2)) {
            String zero = along(place, cast(place, node.input(index + 2)), index, axis);
            numbers = place.operation("Sub", List.of(numbers, zero), Attributes.NONE);
        }
        return place.operation("Mul", List.of(numbers, along(place, scale, index, axis)), Attributes.NONE);
    }

    private static String cast(NodeReplacement place, String value) {
        return place.operation("Cast", List.of(value), Attributes.NONE.with("to", ElementType.FLOAT.code()));
    }

    /** A vector that lies along {@code axis} of an input. */
    private static String along(NodeReplacement place, String vector, int index, int axis) {
        int rank = place.graph()
                .constant(place.node().input(index))
                .map(weight -> weight.shape().length)
                .orElse(2);
        long[] shape = new long[rank];
        Arrays.fill(shape, 1);
        shape[axis < 0 ? axis + rank : axis] = -1;
        return place.operation("Reshape", List.of(vector, place.constant("shape", Tensor.of(shape))), Attributes.NONE);
    }

    /** A bias, which was quantised in the product of the scales of image and weights, without a zero point. */
    private static String bias(NodeReplacement place, int index) {
        Node node = place.node();
        boolean scalar = isScalar(place.graph(), node.input(4));
        String step = place.operation("Mul", List.of(node.input(1), node.input(4)), Attributes.NONE);
        if (scalar || place.graph().opset() >= SEVERAL_SCALES) {
            return place.operation(
                    "DequantizeLinear",
                    List.of(node.input(index), step),
                    scalar ? Attributes.NONE : Attributes.NONE.with("axis", 0));
        }
        return place.operation("Mul", List.of(cast(place, node.input(index)), step), Attributes.NONE);
    }

    private static boolean isScalar(Graph graph, String value) {
        return graph.constant(value).map(tensor -> tensor.size() == 1).orElse(true);
    }

    private static void become(
            NodeReplacement place, String op, List<String> inputs, Attributes attributes, int scale) {
        Node node = place.node();
        List<String> quantisation = new ArrayList<>();
        for (int i = scale; i < scale + 2 && node.hasInput(i); i++) {
            quantisation.add(node.input(i));
        }
        become(place, op, inputs, attributes, quantisation);
    }

    /** Puts the operator on real numbers under the node's name; its answer is quantised where the node's was. */
    private static void become(
            NodeReplacement place, String op, List<String> inputs, Attributes attributes, List<String> quantisation) {
        Graph graph = place.graph();
        Node node = place.node();
        if (quantisation.isEmpty()) {
            place.become(op, inputs, attributes);
            return;
        }
        String real = graph.unused(node.output() + "_real");
        graph.insertBefore(node, new Node(node.name(), "", op, inputs, List.of(real), attributes));
        List<String> quantised = new ArrayList<>(List.of(real));
        quantised.addAll(quantisation);
        graph.replace(node, new Node("", "", "QuantizeLinear", quantised, node.outputs(), Attributes.NONE));
    }
}
