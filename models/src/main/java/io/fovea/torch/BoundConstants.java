package io.fovea.torch;

import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** A graph's constants as libtorch tensors of its own: those that are learnt, those that move, and those that stay. */
final class BoundConstants implements AutoCloseable {

    private final Map<String, Tensor> all = new HashMap<>();
    private final Map<String, Tensor> parameters = new LinkedHashMap<>();
    private final Map<String, Tensor> averages = new LinkedHashMap<>();

    private BoundConstants() {}

    /** Copies of the constants of {@code graph}; what {@code trainable} moves of them has gradients. */
    static BoundConstants of(Graph graph, Trainable trainable) {
        BoundConstants constants = new BoundConstants();
        try (PointerScope copying = new PointerScope()) {
            constants.copy(graph, trainable);
            constants.all.values().forEach(Tensor::retainReference);
        }
        return constants;
    }

    private void copy(Graph graph, Trainable trainable) {
        Set<String> moving = Trainable.movingAverages(graph);
        Set<String> weights = Trainable.weights(graph);
        graph.initializers().forEach((name, value) -> {
            Tensor tensor = Tensors.channelsLast(Tensors.of(value));
            all.put(name, tensor);
            if (moving.contains(name)) {
                averages.put(name, tensor);
            } else if (weights.contains(name) && trainable.moves(name)) {
                tensor.set_requires_grad(true);
                parameters.put(name, tensor);
            }
        });
        for (Node node : graph.nodes()) {
            if (node.is("Constant")) {
                graph.constant(node.output()).ifPresent(value -> all.put(node.output(), Tensors.of(value)));
            }
        }
    }

    /** Moves them to another place; integers, which are shapes and indices, stay on the CPU. */
    void moveTo(TorchDevice place) {
        try (PointerScope moving = new PointerScope()) {
            all.replaceAll(
                    (name, tensor) -> tensor.scalar_type() == ScalarType.Long ? tensor : moved(name, tensor, place));
        }
    }

    private Tensor moved(String name, Tensor tensor, TorchDevice place) {
        boolean learns = tensor.requires_grad();
        Tensor moved = place.place(tensor.detach()).set_requires_grad(learns);
        parameters.computeIfPresent(name, (same, before) -> moved);
        averages.computeIfPresent(name, (same, before) -> moved);
        tensor.releaseReference();
        return moved.retainReference();
    }

    /** Every constant by name. */
    Map<String, Tensor> all() {
        return all;
    }

    /** Those that are learnt, in the graph's order. */
    Map<String, Tensor> parameters() {
        return parameters;
    }

    /** The moving averages of batch normalisations, in the graph's order. */
    Map<String, Tensor> averages() {
        return averages;
    }

    /** Writes what may have changed into {@code target}, which has the same initialisers. */
    void writeTo(Graph target) {
        for (Map<String, Tensor> group : List.of(parameters, averages)) {
            group.forEach((name, tensor) -> target.put(
                    name, Tensors.toConstant(tensor, target.initializers().get(name))));
        }
    }

    @Override
    public void close() {
        all.values().forEach(Tensor::releaseReference);
        all.clear();
    }
}
