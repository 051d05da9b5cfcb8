package io.fovea.graph.operator;

import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Outputs of quantised models that are whole numbers where real ones are meant. */
public final class WholeAnswers {
    private static final Set<ElementType> WHOLE =
            EnumSet.of(ElementType.UINT8, ElementType.INT8, ElementType.UINT16, ElementType.INT16);

    private WholeAnswers() {}

    /**
     * Makes them the real numbers that they stand for, under their own names, where their scale is a constant of the graph.
     *
     * @return how many there were
     */
    public static int makeReal(Graph graph) {
        List<ValueInfo> whole = graph.outputs().stream()
                .filter(output -> WHOLE.contains(output.type()))
                .toList();
        if (whole.isEmpty()) {
            return 0;
        }
        Graph real = graph.inQdqForm();
        int made = 0;
        for (ValueInfo output : whole) {
            Optional<Node> quantising = quantising(real, output.name());
            if (quantising.isPresent() && isOfOneScale(graph, quantising.get())) {
                dequantise(graph, output, quantising.get());
                made++;
            }
        }
        return made;
    }

    private static Optional<Node> quantising(Graph real, String value) {
        Optional<Node> node = real.producer(value);
        while (node.isPresent() && Operators.of(node.get()).carries()) {
            node = real.producer(node.get().input(0));
        }
        return node.filter(made -> made.is("QuantizeLinear"));
    }

    private static boolean isOfOneScale(Graph graph, Node quantising) {
        List<String> inputs = quantising.inputs();
        boolean hasScale = inputs.size() > 1 && !inputs.get(1).isEmpty();
        return hasScale
                && inputs.stream()
                        .skip(1)
                        .filter(input -> !input.isEmpty())
                        .allMatch(
                                input -> graph.constant(input).map(Tensor::size).orElse(0L) == 1);
    }

    private static void dequantise(Graph graph, ValueInfo output, Node quantising) {
        String name = output.name();
        String whole = graph.unused(name + "_quantized");
        Node producer = graph.producer(name).orElseThrow();
        graph.replace(
                producer,
                producer.withOutputs(producer.outputs().stream()
                        .map(value -> value.equals(name) ? whole : value)
                        .toList()));
        graph.reroute(name, whole);
        List<String> scale = quantising.inputs().subList(1, quantising.inputs().size());
        List<String> inputs = new ArrayList<>(List.of(whole));
        inputs.addAll(scale);
        graph.append(Node.of("DequantizeLinear", inputs, name).withName(""));
        graph.addOutput(new ValueInfo(name, ElementType.FLOAT, output.shape()));
    }
}
