package io.fovea.layers;

import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.ValueInfo;
import io.fovea.graph.operator.Reach;
import io.fovea.model.ReceptiveField;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A graph as a table of layers, as Keras prints it: name, operators, output shape, parameters, what it is connected
 * to; and its receptive field.
 *
 * <p>Nodes called {@code <layer>/<what>} belong to one layer, as {@link Network} writes them; in models of others
 * every node is a layer of its own.
 */
public final class Summary {

    /**
     * One line of the table.
     *
     * @param name of the layer
     * @param operators the ONNX operators in it, in order
     * @param shape of its output; a free size bears a name where an input has it too, or is that of {@link InferredShapes}
     * @param parameters it owns; shared ones count where they are used first
     * @param receptiveWindow what an element of its output sees of the first input
     * @param connectedTo the layers it takes its inputs from
     */
    public record Row(
            String name,
            List<String> operators,
            Shape shape,
            long parameters,
            ReceptiveWindow receptiveWindow,
            List<String> connectedTo) {
        /** Copies the lists. */
        public Row {
            operators = List.copyOf(operators);
            connectedTo = List.copyOf(connectedTo);
        }
    }

    /** What an input is called where others have operators. */
    static final String INPUT = "Input";

    private static final int COUNT_WIDTH = 12;
    private static final String FIELD = "Receptive field";
    private static final String SOURCES = "Connected to";

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
        List<NamedNodes> layers = NamedNodes.of(graph);
        Map<String, String> layerOf = new HashMap<>();
        layers.forEach(layer ->
                layer.nodes().forEach(node -> node.outputs().forEach(output -> layerOf.put(output, layer.name()))));
        Map<String, Reach> reaches = ReceptiveField.reaches(graph);
        List<Row> rows = new ArrayList<>();
        for (ValueInfo input : graph.inputs()) {
            layerOf.put(input.name(), input.name());
            rows.add(new Row(input.name(), List.of(INPUT), input.shape(), 0, window(reaches, input.name()), List.of()));
        }
        Set<String> counted = new HashSet<>();
        Weights weights = Weights.of(graph);
        layers.forEach(layer -> rows.add(row(graph, layer, layerOf, reaches, weights, counted)));
        long all = counted.stream().mapToLong(weights::size).sum();
        Stream<String> moving = graph.nodes().stream()
                .filter(node -> node.is("BatchNormalization"))
                .flatMap(node -> Stream.of(node.input(3), node.input(4)));
        long still = Stream.concat(moving, BatchNormalization.frozenIn(graph).stream())
                .distinct()
                .filter(counted::contains)
                .mapToLong(weights::size)
                .sum();
        return new Summary(graph.name(), rows, all, all - still);
    }

    private static ReceptiveWindow window(Map<String, Reach> reaches, String value) {
        return ReceptiveWindow.of(reaches.getOrDefault(value, Reach.UNBOUNDED));
    }

    /** The shape of {@code value}; of its free sizes only those that an input names as well keep their names. */
    private static Shape readable(Graph graph, String value) {
        Set<Shape.Dimension> known = graph.inputs().stream()
                .flatMap(input -> input.shape().dimensions().stream())
                .collect(Collectors.toSet());
        Shape shape = graph.value(value).map(ValueInfo::shape).orElse(Shape.UNKNOWN);
        return new Shape(
                shape.dimensions().stream()
                        .map(size -> size.isFixed() || known.contains(size) || InferredShapes.isProbed(size)
                                ? size
                                : Shape.Dimension.free(""))
                        .toList(),
                shape.known());
    }

    private static Row row(
            Graph graph,
            NamedNodes layer,
            Map<String, String> layerOf,
            Map<String, Reach> reaches,
            Weights weights,
            Set<String> counted) {
        long parameters = 0;
        List<String> connected = new ArrayList<>();
        for (Node node : layer.nodes()) {
            for (String input : node.inputs()) {
                if (weights.isOneOf(node, input) && counted.add(input)) {
                    parameters += weights.size(input);
                }
                String from = layerOf.get(input);
                if (from != null && !from.equals(layer.name()) && !connected.contains(from)) {
                    connected.add(from);
                }
            }
        }
        return new Row(
                layer.name(),
                layer.nodes().stream().map(Node::op).toList(),
                readable(graph, layer.output()),
                parameters,
                window(reaches, layer.output()),
                connected);
    }

    /** The model's name. */
    public String name() {
        return name;
    }

    /** The lines, inputs first. */
    public List<Row> rows() {
        return rows;
    }

    /** All numbers that were learnt or averaged. */
    public long parameters() {
        return parameters;
    }

    /** Those that gradients change: all but the moving averages of batch normalisations, and those that are frozen. */
    public long trainableParameters() {
        return trainable;
    }

    /** What there is to know of the shapes, a sentence. */
    Optional<String> note() {
        boolean probed =
                rows.stream().flatMap(row -> row.shape().dimensions().stream()).anyMatch(InferredShapes::isProbed);
        return probed
                ? Optional.of("~ is for an input whose free sizes are " + InferredShapes.FREE_SIDE
                        + "; the model does not fix it.")
                : Optional.empty();
    }

    /** The table as text, for a fixed-width font. */
    @Override
    public String toString() {
        int nameWidth = width(rows.stream().map(Summary::title).toList(), "Layer (operators)");
        int shapeWidth = width(rows.stream().map(row -> row.shape().toString()).toList(), "Output shape");
        boolean branches = rows.stream().anyMatch(row -> row.connectedTo().size() > 1);
        int sourceWidth =
                branches ? 2 + width(rows.stream().map(Summary::sources).toList(), SOURCES) : 0;
        String format = "%-" + nameWidth + "s  %-" + shapeWidth + "s  %" + COUNT_WIDTH + "s  %" + FIELD.length() + "s";
        StringBuilder table = new StringBuilder("Model: \"" + name + "\"\n");
        String line = "-".repeat(nameWidth + shapeWidth + COUNT_WIDTH + FIELD.length() + 6 + sourceWidth) + "\n";
        table.append(line)
                .append(String.format(Locale.ROOT, format, "Layer (operators)", "Output shape", "Parameters", FIELD))
                .append(branches ? "  " + SOURCES + "\n" : "\n")
                .append(line);
        for (Row row : rows) {
            table.append(String.format(
                            Locale.ROOT,
                            format,
                            title(row),
                            row.shape(),
                            grouped(row.parameters()),
                            row.receptiveWindow()))
                    .append(branches ? "  " + sources(row) + "\n" : "\n");
        }
        table.append(line);
        note().ifPresent(note -> table.append(note).append("\n"));
        return table.append("Total parameters: " + grouped(parameters) + "\n")
                .append("Trainable parameters: " + grouped(trainable) + "\n")
                .append("Non-trainable parameters: " + grouped(parameters - trainable) + "\n")
                .toString();
    }

    private static String sources(Row row) {
        return String.join(", ", row.connectedTo());
    }

    private static String title(Row row) {
        return row.name() + " (" + row.operators().stream().distinct().collect(Collectors.joining(", ")) + ")";
    }

    private static int width(List<String> cells, String heading) {
        return Math.max(
                heading.length(), cells.stream().mapToInt(String::length).max().orElse(0));
    }

    static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
