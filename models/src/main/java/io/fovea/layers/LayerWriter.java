package io.fovea.layers;

import io.fovea.FoveaException;
import io.fovea.HeapLimit;
import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Writes one layer into the graph. Inner nodes, constants and weights are called {@code <layer>/<what>}; the layer's
 * last value bears the layer's own name. Made for {@link Layer#write}, and of no use after it.
 */
public final class LayerWriter {
    private static final int LONGEST = Integer.MAX_VALUE / Float.BYTES;

    private final Network network;
    private final Graph graph;
    private final String layer;
    private final Set<String> weights = new HashSet<>();
    private final SharedWeights shared;
    private Node last;

    LayerWriter(Network network, Graph graph, String layer, SharedWeights shared) {
        this.shared = shared;
        this.network = network;
        this.graph = graph;
        this.layer = layer;
    }

    /**
     * The name of what the last node made.
     *
     * @throws IllegalStateException when there is no node yet
     */
    public String last() {
        if (last == null) {
            throw new IllegalStateException("The layer '" + layer + "' has written no node; a layer needs one at least,"
                    + " such as an Identity.");
        }
        return last.output();
    }

    /** The operator set that nodes are written in: {@link Network#OPSET}, or a newer one on a base that has it. */
    public int opset() {
        return graph.opset();
    }

    /**
     * Appends a node; returns the name of what it makes.
     *
     * @param op an operator of ONNX
     * @param inputs names of values, weights and constants, in the operator's order; "" for one that is left out
     * @throws IllegalArgumentException when there is no value of such a name
     */
    public String node(String op, List<String> inputs, Attributes attributes) {
        String output = graph.unused(layer + "/" + op);
        last = graph.append(Node.of(op, inputs, output, attributes));
        return output;
    }

    /**
     * A weight, to be trained. Returns its value name.
     *
     * @param what it is called within the layer, {@code kernel}; each weight has a name of its own
     * @param values that it begins with, row by row
     * @param shape of it; none for a single number
     * @throws IllegalArgumentException when the layer has one of that name, or there are more or fewer values
     */
    public String weight(String what, float[] values, long... shape) {
        String name = layer + "/" + what;
        if (!weights.add(name)) {
            throw new IllegalArgumentException("The layer '" + layer + "' has a '" + what
                    + "' already; give each of its weights a name of its own.");
        }
        Optional<String> known = known(what, shape);
        if (known.isPresent()) {
            return known.get();
        }
        shared.keep(network, what, name);
        return graph.put(name, Tensor.of(values, shape));
    }

    /** The weight that an earlier place of a shared layer made. */
    private Optional<String> known(String what, long... shape) {
        Optional<String> known = shared.find(network, what);
        known.map(name -> graph.initializers().get(name).shape()).ifPresent(other -> {
            if (!Arrays.equals(other, shape)) {
                throw new IllegalArgumentException(
                        "The layer '" + layer + "' is shared, but its '" + what + "' would be "
                                + Arrays.toString(shape) + " here and is " + Arrays.toString(other)
                                + " elsewhere; give it inputs of one shape.");
            }
        });
        return known;
    }

    /**
     * A weight drawn from {@code initializer} by the network's seed. Returns its value name.
     *
     * @param what it is called within the layer, likewise
     * @param fanIn how many values each output is made of, from 1 on
     * @param fanOut how many outputs each value goes into, from 1 on
     * @param shape of it; none for a single number
     * @throws FoveaException when it does not fit into memory
     */
    public String weight(String what, Initializer initializer, long fanIn, long fanOut, long... shape) {
        Optional<String> known = known(what, shape);
        if (known.isPresent()) {
            return known.get();
        }
        double count = Arrays.stream(shape).mapToDouble(size -> size).reduce(1, (a, b) -> a * b);
        String all = "The weights of layer '" + layer + "', " + Arrays.toString(shape) + ",";
        HeapLimit.require(all, Float.BYTES * count);
        if (count > LONGEST) {
            throw new FoveaException(
                    all + " are more than " + LONGEST + "; give the network smaller images, or pool first.");
        }
        float[] values = new float[(int) count];
        initializer.fill(values, fanIn, fanOut, random());
        return weight(what, values, shape);
    }

    /** Numbers that are not trained, as a Constant node, which is not the layer's last. Returns its value name. */
    public String constant(String what, Tensor value) {
        String name = graph.unused(layer + "/" + what);
        return graph.append(Node.of("Constant", List.of(), name, Attributes.NONE.with("value", value)))
                .output();
    }

    /** Adds lines to what the graph's metadata has under a key. */
    void note(String key, List<String> lines) {
        graph.metadata().merge(key, String.join("\n", lines), (before, more) -> before + "\n" + more);
    }

    SplittableRandom random() {
        return network.random();
    }

    /** Gives the last value the layer's name and notes its shape. */
    SymbolicTensor finish(long[] shape) {
        Node named = last.withOutputs(List.of(layer));
        graph.replace(last, named);
        List<Shape.Dimension> dimensions = new ArrayList<>();
        dimensions.add(Network.BATCH);
        for (int i = 0; i < shape.length; i++) {
            dimensions.add(shape[i] < 0 ? Network.freeSide(layer, i) : Shape.Dimension.fixed(shape[i]));
        }
        graph.declare(new ValueInfo(layer, ElementType.FLOAT, Shape.of(dimensions)));
        return new SymbolicTensor(network, layer, shape);
    }
}
