package io.fovea.layers;

import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A graph as a table of layers, as Keras prints it: name, operators, output shape, parameters, what it is connected to.
 *
 * <p>Nodes called {@code <layer>/<what>} belong to one layer, as {@link Network} writes them; in models of others every
 * node is a layer of its own.
 */
public final class Summary {

    /**
     * One line of the table.
     *
     * @param name of the layer
     * @param operators the ONNX operators in it, in order
     * @param shape of its output
     * @param parameters it owns; shared ones count where they are used first
     * @param connectedTo the layers it takes its inputs from
     */
    public record Row(String name, List<String> operators, Shape shape, long parameters, List<String> connectedTo) {}

    private final String name;
    private final List<Row> rows;
    private final long parameters;
    private final long trainable;

    private Summary(String name, List<Row> rows, long parameters, long trainable) {
        this.name = name;
        this.rows = List.copyOf(rows);
        this.parameters = parameters;
        this.trainable = trainable;
    }

    /** The summary of {@code graph}. Shapes are the declared ones; see {@link InferredShapes} for models without. */
    public static Summary of(Graph graph) {
        Map<String, List<Node>> layers = new LinkedHashMap<>();
        Map<String, String> layerOf = new HashMap<>();
        for (Node node : graph.nodes()) {
            if (!node.is("Constant")) {
                String layer = layer(node);
                layers.computeIfAbsent(layer, key -> new ArrayList<>()).add(node);
                node.outputs().forEach(output -> layerOf.put(output, layer));
            }
        }
        List<Row> rows = new ArrayList<>();
        for (ValueInfo input : graph.inputs()) {
            layerOf.put(input.name(), input.name());
            rows.add(new Row(input.name(), List.of("Input"), input.shape(), 0, List.of()));
        }
        Set<String> counted = new HashSet<>();
        layers.forEach((layer, nodes) -> rows.add(row(graph, layer, nodes, layerOf, counted)));
        long all = counted.stream().mapToLong(value -> size(graph, value)).sum();
        long moving = graph.nodes().stream()
                .filter(node -> node.is("BatchNormalization"))
                .flatMap(node -> node.inputs().subList(3, 5).stream())
                .distinct()
                .mapToLong(value -> size(graph, value))
                .sum();
        return new Summary(graph.name(), rows, all, all - moving);
    }

    private static String layer(Node node) {
        String label = node.name().isEmpty() ? node.output() : node.name();
        int slash = label.indexOf('/');
        return slash <= 0 ? label : label.substring(0, slash);
    }

    private static long size(Graph graph, String value) {
        return graph.initializers().get(value).size();
    }

    private static Row row(
            Graph graph, String layer, List<Node> nodes, Map<String, String> layerOf, Set<String> counted) {
        long parameters = 0;
        List<String> connected = new ArrayList<>();
        for (Node node : nodes) {
            for (String input : node.inputs()) {
                Tensor weight = graph.initializers().get(input);
                if (weight != null && weight.type().isFloatingPoint() && counted.add(input)) {
                    parameters += weight.size();
                }
                String from = layerOf.get(input);
                if (from != null && !from.equals(layer) && !connected.contains(from)) {
                    connected.add(from);
                }
            }
        }
        String output = nodes.get(nodes.size() - 1).output();
        return new Row(
                layer,
                nodes.stream().map(Node::op).toList(),
                graph.value(output).map(ValueInfo::shape).orElse(Shape.UNKNOWN),
                parameters,
                connected);
    }

    /** The lines, inputs first. */
    public List<Row> rows() {
        return rows;
    }

    /** All numbers that were learnt or averaged. */
    public long parameters() {
        return parameters;
    }

    /** Those that gradients change: all but the moving averages of batch normalisations. */
    public long trainableParameters() {
        return trainable;
    }

    /** The table as text, for a fixed-width font. */
    @Override
    public String toString() {
        int nameWidth = width(rows.stream().map(Summary::title).toList(), "Layer (operators)");
        int shapeWidth = width(rows.stream().map(row -> row.shape().toString()).toList(), "Output shape");
        int countWidth = 12;
        boolean branches = rows.stream().anyMatch(row -> row.connectedTo().size() > 1);
        String format = "%-" + nameWidth + "s  %-" + shapeWidth + "s  %" + countWidth + "s%s%n";
        StringBuilder table = new StringBuilder("Model: \"" + name + "\"\n");
        String line = "-".repeat(nameWidth + shapeWidth + countWidth + 4 + (branches ? 26 : 0)) + "\n";
        table.append(line)
                .append(String.format(
                        format, "Layer (operators)", "Output shape", "Parameters", branches ? "  Connected to" : ""))
                .append(line);
        for (Row row : rows) {
            table.append(String.format(
                    Locale.ROOT,
                    format,
                    title(row),
                    row.shape(),
                    grouped(row.parameters()),
                    branches ? "  " + String.join(", ", row.connectedTo()) : ""));
        }
        return table.append(line)
                .append("Total parameters: " + grouped(parameters) + "\n")
                .append("Trainable parameters: " + grouped(trainable) + "\n")
                .append("Non-trainable parameters: " + grouped(parameters - trainable) + "\n")
                .toString();
    }

    private static String title(Row row) {
        return row.name() + " (" + row.operators().stream().distinct().collect(Collectors.joining(", ")) + ")";
    }

    private static int width(List<String> cells, String heading) {
        return Math.max(
                heading.length(), cells.stream().mapToInt(String::length).max().orElse(0));
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
