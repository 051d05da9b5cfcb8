package io.fovea.explore;

import io.fovea.FoveaException;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.image.Layout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The layers of a model that have feature maps: convolutions and poolings, in the order of the graph. */
public final class Layers {
    private static final Set<String> MAPPING = Set.of(
            "Conv",
            "ConvTranspose",
            "MaxPool",
            "AveragePool",
            "LpPool",
            "GlobalAveragePool",
            "GlobalMaxPool",
            "QLinearConv",
            "ConvInteger");
    private static final Set<String> LINEAR = Set.of("BatchNormalization", "InstanceNormalization", "Identity");
    private static final Set<String> BENDING = Set.of(
            "Relu",
            "LeakyRelu",
            "PRelu",
            "Elu",
            "Selu",
            "Celu",
            "Sigmoid",
            "HardSigmoid",
            "HardSwish",
            "Tanh",
            "Softplus",
            "Softsign",
            "Gelu",
            "Mish",
            "Clip",
            "Softmax",
            "ThresholdedRelu");

    private final Graph graph;
    private final List<Layer> all;

    private Layers(Graph graph, List<Layer> all) {
        this.graph = graph;
        this.all = List.copyOf(all);
    }

    /**
     * The layers of a graph, which is not changed. Those of quantised operators are those of its QDQ form, in which they
     * are of real numbers.
     */
    public static Layers of(Graph model) {
        Graph graph = model.inQdqForm();
        List<Layer> layers = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Node node : graph.nodes()) {
            if (MAPPING.contains(node.op()) && graph.constant(node.input(0)).isEmpty()) {
                String name = names.add(node.name()) && !node.name().isBlank() ? node.name() : node.output();
                names.add(name);
                layers.add(layer(graph, node, name));
            }
        }
        return new Layers(graph, layers);
    }

    /** The graph that has the layers' values. */
    Graph graph() {
        return graph;
    }

    /** All of them. */
    public List<Layer> all() {
        return all;
    }

    /** Those that convolve. */
    public List<Layer> convolutions() {
        return all.stream().filter(layer -> layer.operator().contains("Conv")).toList();
    }

    /**
     * The layer of a name: its own, or that of any value in the graph, such as an addition's, which is then a layer by
     * itself.
     *
     * @throws FoveaException if there is none, listing the layers
     */
    public Layer find(String name) {
        String wanted = name.strip();
        Optional<Layer> exact =
                all.stream().filter(layer -> layer.name().equals(wanted)).findFirst();
        Optional<Layer> byValue = all.stream()
                .filter(layer -> List.of(layer.value(), layer.linear(), layer.activation())
                        .contains(wanted))
                .findFirst();
        return exact.or(() -> byValue)
                .or(() -> graph.nodes().stream()
                        .filter(node ->
                                node.outputs().contains(wanted) || node.name().equals(wanted) && !wanted.isEmpty())
                        .findFirst()
                        .map(node -> {
                            String value = node.outputs().contains(wanted) ? wanted : node.output();
                            return new Layer(wanted, node.op(), value, value, value);
                        }))
                .orElseThrow(() -> new FoveaException("The model has no layer '" + wanted + "'. "
                        + (all.isEmpty()
                                ? "It has no convolution or pooling layer at all."
                                : "Its convolution and pooling layers are: "
                                        + all.stream().map(Layer::name).collect(Collectors.joining(", ")) + ".")));
    }

    /**
     * The layers of a comma-separated list of names; all for an empty one.
     *
     * @throws FoveaException if one is not there, or the model has none at all
     */
    public List<Layer> select(String names) {
        List<Layer> chosen = names.isBlank()
                ? all
                : Arrays.stream(names.split(",")).map(this::find).distinct().toList();
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
            if (MAPPING.contains(node.op()) || node.is("BatchNormalization")) {
                return Layout.NCHW;
            }
            long[] order = node.is("Transpose") ? node.attributes().integers("perm") : new long[0];
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
    public static List<String> fileNames(List<Layer> layers) {
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

    private static Layer layer(Graph graph, Node node, String name) {
        String linear = node.output();
        Optional<Node> next = onlyConsumer(graph, linear);
        while (next.isPresent() && (LINEAR.contains(next.get().op()) || isBias(graph, next.get()))) {
            linear = next.get().output();
            next = onlyConsumer(graph, linear);
        }
        String activation = next.flatMap(n -> activation(graph, n)).orElse(linear);
        return new Layer(name, node.op(), node.output(), linear, activation);
    }

    /** What a node makes of a layer: a rectifier may be the range that quantisation cuts off. */
    private static Optional<String> activation(Graph graph, Node next) {
        if (next.is("QuantizeLinear")) {
            return graph.consumers(next.output()).stream()
                    .filter(node -> node.is("DequantizeLinear"))
                    .map(Node::output)
                    .findFirst();
        }
        return BENDING.contains(next.op()) ? Optional.of(next.output()) : Optional.empty();
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
