package io.fovea.anatomy;

import io.fovea.FoveaException;
import io.fovea.NameList;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.operator.AxisOrder;
import io.fovea.graph.operator.Family;
import io.fovea.graph.operator.Operator;
import io.fovea.graph.operator.Operators;
import io.fovea.image.Layout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The layers of a model that have feature maps: convolutions and poolings, in the order of the graph. */
public final class ModelLayers {
    private final Graph graph;
    private final List<ModelLayer> all;

    private ModelLayers(Graph graph, List<ModelLayer> all) {
        this.graph = graph;
        this.all = List.copyOf(all);
    }

    /**
     * The layers of a graph, which is not changed. Those of quantised operators are those of its QDQ form, in which they
     * are of real numbers.
     */
    public static ModelLayers of(Graph model) {
        Graph graph = model.inQdqForm();
        List<ModelLayer> layers = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Node node : graph.nodes()) {
            if (makesMap(Operators.of(node)) && graph.constant(node.input(0)).isEmpty()) {
                String name = names.add(node.name()) && !node.name().isBlank() ? node.name() : node.output();
                names.add(name);
                layers.add(layer(graph, node, name));
            }
        }
        return new ModelLayers(graph, layers);
    }

    /** The graph that has the layers' values. */
    public Graph graph() {
        return graph;
    }

    /** All of them. */
    public List<ModelLayer> all() {
        return all;
    }

    /** Those that convolve. */
    public List<ModelLayer> convolutions() {
        return all.stream()
                .filter(layer -> Operators.named(layer.operator()).is(Family.CONVOLUTION))
                .toList();
    }

    /**
     * The layer of a name: its own, or that of any value in the graph, such as an addition's, which is then a layer by
     * itself.
     *
     * @throws FoveaException if there is none, listing the layers
     */
    public ModelLayer find(String name) {
        String wanted = name.strip();
        return known(wanted)
                .orElseThrow(() -> new FoveaException("The model has no layer '" + wanted + "'. "
                        + (all.isEmpty()
                                ? "It has no convolution or pooling layer at all."
                                : "Its convolution and pooling layers are: " + String.join(", ", summaryNames())
                                        + ".")));
    }

    private Optional<ModelLayer> known(String wanted) {
        Optional<ModelLayer> named =
                all.stream().filter(layer -> layer.name().equals(wanted)).findFirst();
        return named.or(() -> LayerName.find(wanted, graph.nodes()).map(node -> {
            String value = LayerName.value(wanted, node);
            return holding(value).orElse(new ModelLayer(wanted, node.op(), value, value, value));
        }));
    }

    /** The layer that a value belongs to. */
    private Optional<ModelLayer> holding(String value) {
        return all.stream()
                .filter(layer -> List.of(layer.value(), layer.linear(), layer.activation())
                        .contains(value))
                .findFirst();
    }

    /** The layers as a summary names them, in order. */
    public List<String> summaryNames() {
        return all.stream().map(this::summaryName).distinct().toList();
    }

    private String summaryName(ModelLayer layer) {
        return graph.producer(layer.value()).map(Node::layer).orElse(layer.name());
    }

    /** The layers of a list of names, as {@link #select(List)} takes it. */
    public List<ModelLayer> select(String names) {
        return select(List.of(names));
    }

    /**
     * The only layer that a list names.
     *
     * @param names as {@link #select(List)} takes them
     * @throws FoveaException if it is not there, or none or several are named
     */
    public ModelLayer only(List<String> names) {
        List<String> wanted = names(names);
        if (wanted.size() != 1) {
            throw new FoveaException("One layer is taken at a time; "
                    + (wanted.isEmpty()
                            ? "none is named."
                            : wanted.size() + " are named: " + String.join(", ", wanted) + "."));
        }
        return find(wanted.get(0));
    }

    private List<String> names(List<String> texts) {
        return NameList.of(texts, name -> known(name).isPresent());
    }

    /**
     * The layers of a list of names; all for an empty one.
     *
     * @param names each text one or several, as {@link NameList} reads them
     * @throws FoveaException if one is not there, or the model has none at all
     */
    public List<ModelLayer> select(List<String> names) {
        List<String> wanted = names(names);
        List<ModelLayer> chosen = wanted.isEmpty()
                ? all
                : wanted.stream().map(this::find).distinct().toList();
        if (chosen.isEmpty()) {
            throw new FoveaException(
                    "The model has no convolution or pooling layer, so no feature maps; name one of its values as layer.");
        }
        return chosen;
    }

    /**
     * How the dimensions of a value of rank 4 lie: ONNX's operators on maps take channels first; a transposition may put
     * them last.
     *
     * @param input the layout of the model's input
     */
    public Layout layout(String value, Layout input) {
        Optional<Node> producer = graph.producer(value);
        while (producer.isPresent()) {
            Node node = producer.get();
            AxisOrder behind = Operators.of(node).order();
            if (behind == AxisOrder.PLANES) {
                return Layout.NCHW;
            }
            long[] order = behind == AxisOrder.TURNED ? node.attributes().integers("perm") : new long[0];
            if (Arrays.equals(order, new long[] {0, 2, 3, 1})) {
                return Layout.NHWC;
            }
            if (Arrays.equals(order, new long[] {0, 3, 1, 2})) {
                return Layout.NCHW;
            }
            producer = node.inputs().stream()
                    .filter(from -> !from.isEmpty() && graph.constant(from).isEmpty())
                    .findFirst()
                    .flatMap(graph::producer);
        }
        return input;
    }

    /** A name that any file system takes. */
    public static String fileName(String layer) {
        String plain = layer.replaceAll("[^A-Za-z0-9._-]+", "_").replaceAll("^[._-]+|[._-]+$", "");
        return plain.isEmpty() ? "layer" : plain.substring(0, Math.min(plain.length(), 80));
    }

    /** File names of layers in their order, numbered so that they sort alike and none is like another. */
    public static List<String> fileNames(List<ModelLayer> layers) {
        int digits = Math.max(2, Integer.toString(layers.size()).length());
        List<String> names = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            names.add(String.format(
                    Locale.ROOT,
                    "%0" + digits + "d-%s",
                    i + 1,
                    fileName(layers.get(i).name())));
        }
        return names;
    }

    private static ModelLayer layer(Graph graph, Node node, String name) {
        String linear = node.output();
        Optional<Node> next = onlyConsumer(graph, linear);
        while (next.isPresent() && (normalises(Operators.of(next.get())) || isBias(graph, next.get()))) {
            linear = next.get().output();
            next = onlyConsumer(graph, linear);
        }
        String activation = next.flatMap(n -> activation(graph, n)).orElse(linear);
        return new ModelLayer(name, node.op(), node.output(), linear, activation);
    }

    /** What a node makes of a layer: a rectifier may be the range that quantisation cuts off. */
    private static Optional<String> activation(Graph graph, Node next) {
        if (next.is("QuantizeLinear")) {
            return graph.consumers(next.output()).stream()
                    .filter(node -> node.is("DequantizeLinear"))
                    .map(Node::output)
                    .findFirst();
        }
        return Operators.of(next).is(Family.ACTIVATION) ? Optional.of(next.output()) : Optional.empty();
    }

    private static boolean makesMap(Operator operator) {
        return operator.is(Family.CONVOLUTION, Family.POOLING);
    }

    /** Whether a layer's values stay what they are, or are brought to a common scale. */
    private static boolean normalises(Operator operator) {
        return operator.is(Family.NORMALISATION) || operator.isIdle();
    }

    /** Frameworks that fold nothing write the bias as an addition. */
    private static boolean isBias(Graph graph, Node node) {
        return node.is("Add")
                && node.inputs().stream()
                        .anyMatch(input -> graph.constant(input).isPresent());
    }

    private static Optional<Node> onlyConsumer(Graph graph, String value) {
        List<Node> consumers = graph.consumers(value);
        boolean output = graph.outputs().stream().anyMatch(o -> o.name().equals(value));
        return consumers.size() == 1 && !output ? Optional.of(consumers.get(0)) : Optional.empty();
    }
}
