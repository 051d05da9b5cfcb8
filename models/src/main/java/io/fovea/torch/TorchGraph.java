package io.fovea.torch;

import io.fovea.FoveaException;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.ValueInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * An ONNX graph bound to libtorch: its initialisers are parameters with gradients, running it is differentiable.
 *
 * <pre>{@code
 * try (TorchGraph model = TorchGraph.bind(graph, Precision.FP32)) {
 *     Tensor scores = model.run(Map.of("input", images), "dense/Gemm", true);
 *     loss(scores, labels).backward();
 *     optimizer.step();                      // on model.parameters()
 *     model.writeTo(graph);                  // the trained weights, back in the graph
 * }
 * }</pre>
 *
 * <p>Images and kernels are kept channels-last, which libtorch's CPU kernels prefer. Running allocates libtorch tensors:
 * call it inside a {@link PointerScope}. Values that nobody asked for are freed on the way, but for what autograd keeps.
 * Not thread-safe. float16 and float64 models are computed in float32, integers in int64.
 */
public final class TorchGraph implements AutoCloseable {

    private final Graph graph;
    private final Precision precision;
    private final Trainable trainable;
    private final BoundConstants constants;
    private TorchDevice placement = TorchDevice.CPU;

    private TorchGraph(Graph graph, Precision precision, Trainable trainable) {
        this.graph = graph;
        this.precision = precision;
        this.trainable = trainable;
        this.constants = BoundConstants.of(graph, trainable);
    }

    /**
     * Binds {@code graph}, whose constants are copied.
     *
     * @throws FoveaException naming the first operator that libtorch cannot run here
     */
    public static TorchGraph bind(Graph graph, Precision precision) {
        return bind(graph, precision, Trainable.ALL);
    }

    /**
     * Binds {@code graph}, of which only a part is trained: below the lowest weight that moves, no gradient is computed.
     *
     * @throws FoveaException naming the first operator that libtorch cannot run here
     */
    public static TorchGraph bind(Graph graph, Precision precision, Trainable trainable) {
        graph.nodes().stream().filter(node -> !node.is("Constant")).forEach(TorchOperators::find);
        FastConvolutions.useIfRight();
        return new TorchGraph(graph, precision, trainable);
    }

    /**
     * Computes in another place from now on, where the weights are moved; to be called before an optimiser is given them.
     * Integers, which are shapes and indices, stay on the CPU.
     */
    public TorchGraph on(TorchDevice place) {
        if (place.equals(placement)) {
            return this;
        }
        placement = place;
        constants.moveTo(place);
        return this;
    }

    /** {@code tensor} where this graph computes. */
    public Tensor place(Tensor tensor) {
        return placement.place(tensor);
    }

    /** The name of the graph's first input. */
    public String input() {
        return graph.inputs().get(0).name();
    }

    /**
     * Looks whether all inputs are given, and no others.
     *
     * @throws FoveaException when they are not
     */
    public void requireInputs(Set<String> given) {
        List<String> wanted = graph.inputs().stream().map(ValueInfo::name).toList();
        if (!given.equals(Set.copyOf(wanted))) {
            throw new FoveaException(
                    "The network '" + graph.name() + "' takes " + String.join(", ", wanted) + ", but a batch has "
                            + String.join(", ", new TreeSet<>(given)) + "; give one for each input, by its name.");
        }
    }

    /** What is computed; not to be changed. */
    public Graph graph() {
        return graph;
    }

    /** The weights that are trained by name, in the graph's order; the tensors stay this object's. */
    public Map<String, Tensor> parameters() {
        return constants.parameters();
    }

    /** The moving averages of batch normalisations by name; the tensors stay this object's. */
    public Map<String, Tensor> averages() {
        return constants.averages();
    }

    /**
     * Computes one value.
     *
     * @param inputs tensors by input name: float32, int64 or bool, images as {@code [N, C, H, W]}
     * @param wanted the value's name; only nodes it needs are run
     * @param training whether dropout drops and batch normalisations use and move the batch's statistics
     * @return the value; a real-valued one is float32
     * @throws FoveaException when the graph has no such value, or it cannot be computed here
     */
    public Tensor run(Map<String, Tensor> inputs, String wanted, boolean training) {
        return run(inputs, Set.of(wanted), training).get(wanted);
    }

    /**
     * Computes several values at once; otherwise as {@link #run(Map, String, boolean)}.
     *
     * @return the values by name
     */
    public Map<String, Tensor> run(Map<String, Tensor> inputs, Set<String> wanted, boolean training) {
        Map<String, Tensor> values = new HashMap<>(constants.all());
        inputs.forEach((name, tensor) -> values.put(name, Tensors.channelsLast(placement.place(tensor))));
        if (precision == Precision.FP32) {
            return compute(values, wanted, training);
        }
        return Autocast.during(placement.type(), () -> {
            Map<String, Tensor> computed = compute(values, wanted, training);
            computed.replaceAll((name, value) -> value.to(ScalarType.Float));
            return computed;
        });
    }

    private Map<String, Tensor> compute(Map<String, Tensor> values, Set<String> wanted, boolean training) {
        List<Node> path = pathTo(wanted, values.keySet());
        List<List<String>> over = LastUses.of(path, wanted);
        for (int at = 0; at < path.size(); at++) {
            Node node = path.get(at);
            NodeCall step = new NodeCall(node, graph, values, training && !trainable.isFrozen(node));
            List<Tensor> outputs = NodeOutputs.of(TorchOperators.find(node), step);
            for (int i = 0; i < outputs.size() && i < node.outputs().size(); i++) {
                values.put(node.outputs().get(i), outputs.get(i));
            }
            for (String name : over.get(at)) {
                Optional.ofNullable(values.remove(name)).ifPresent(Tensor::close);
            }
        }
        Map<String, Tensor> computed = new HashMap<>();
        wanted.forEach(name -> computed.put(name, required(name, values)));
        return computed;
    }

    private Tensor required(String wanted, Map<String, Tensor> values) {
        Tensor value = values.get(wanted);
        if (value == null) {
            throw new FoveaException("The value '" + wanted + "' cannot be computed on libtorch: "
                    + graph.producer(wanted)
                            .map(node -> "it is a further output of " + node.op() + " '" + node.name() + "'.")
                            .orElse("the graph has no such value."));
        }
        return value;
    }

    private List<Node> pathTo(Set<String> wanted, Set<String> given) {
        Set<String> needed = new HashSet<>(wanted);
        List<Node> path = new ArrayList<>();
        List<Node> nodes = graph.nodes();
        for (int i = nodes.size() - 1; i >= 0; i--) {
            Node node = nodes.get(i);
            boolean wantedHere = node.outputs().stream().anyMatch(out -> needed.contains(out) && !given.contains(out));
            if (wantedHere) {
                needed.addAll(node.dependencies());
                path.add(0, node);
            }
        }
        return path;
    }

    /** Writes the present weights and moving averages into {@code target}, which has the same initialisers. */
    public void writeTo(Graph target) {
        constants.writeTo(target);
    }

    /** Frees the libtorch tensors. */
    @Override
    public void close() {
        constants.close();
    }
}
