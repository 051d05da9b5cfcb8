package io.fovea.layers;

import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Shape;
import io.fovea.graph.ValueInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * A network under construction: layers append their nodes to its graph, which is all there is of it.
 *
 * <pre>{@code
 * Network network = new Network("digits", 1337);
 * SymbolicTensor x = network.input(28, 28, 1);
 * x = x.to(new Rescaling(1 / 255f));
 * x = x.to(new Conv2D(32, 3).relu());
 * x = x.to(new Flatten()).to(new Dense(10).activation(Activation.SOFTMAX));
 * Graph graph = network.finish(x);
 * graph.write(Path.of("digits.onnx"));
 * }</pre>
 *
 * <p>Names are Keras's: {@code conv2d}, {@code conv2d_1}, ... Not thread-safe.
 */
public final class Network {

    /** Version of ONNX's operator set that layers are written in. */
    public static final int OPSET = 17;

    private static final String INPUT = "input";

    static final Shape.Dimension BATCH = Shape.Dimension.free("batch");

    private final Graph graph;
    private final SplittableRandom random;
    private final Map<String, Integer> used = new HashMap<>();
    private final Set<String> taken = new HashSet<>();

    /**
     * An empty network.
     *
     * @param seed of the initial weights
     */
    public Network(String name, long seed) {
        this(Graph.create(name, OPSET), seed);
    }

    private Network(Graph graph, long seed) {
        this.graph = graph;
        random = new SplittableRandom(seed);
    }

    /**
     * A network that goes on where another one's values are, see {@link #value}. The other graph stays as it is.
     *
     * <pre>{@code
     * Network network = Network.on(base, 1337);
     * SymbolicTensor x = network.value("fire9/concat_1").to(new GlobalAveragePooling2D());
     * Graph graph = network.finish(x.to(new Dense(2).activation(Activation.SOFTMAX)));
     * }</pre>
     *
     * @param base of operator set {@value #OPSET} or newer, see {@link Graph#raised}
     * @param seed of the initial weights of the layers to come
     * @throws IllegalArgumentException when it is of an older operator set
     */
    public static Network on(Graph base, long seed) {
        if (base.opset() < OPSET) {
            throw new IllegalArgumentException("Layers are written in operator set " + OPSET + ", but '" + base.name()
                    + "' is of " + base.opset() + "; raise it first");
        }
        Network network = new Network(base.copy(), seed);
        NamedNodes.of(base).forEach(layer -> network.taken.add(layer.name()));
        return network;
    }

    /**
     * A value that is there already: an image {@code [batch, C, H, W]} or a vector {@code [batch, F]}.
     *
     * @throws IllegalArgumentException when there is none of that name, or its shape is not declared; see
     *     {@link InferredShapes}
     */
    public SymbolicTensor value(String name) {
        Shape shape = graph.value(name).map(ValueInfo::shape).orElse(Shape.UNKNOWN);
        if (!graph.has(name) || shape.rank() < 2 || !shape.dimensions().get(1).isFixed()) {
            throw new IllegalArgumentException("The graph "
                    + (graph.has(name)
                            ? "does not declare '" + name + "' as images or vectors with a number of channels"
                            : "has no value '" + name + "'"));
        }
        long[] sizes = shape.sizes();
        return new SymbolicTensor(this, name, Arrays.copyOfRange(sizes, 1, sizes.length));
    }

    /**
     * The input: images of {@code height x width} pixels, channels first in the graph ({@code [batch, C, H, W]}).
     *
     * @param height in pixels, or -1 where any height will do
     * @param width in pixels, or -1 where any width will do
     * @throws IllegalStateException when the network has its input already
     */
    public SymbolicTensor input(long height, long width, int channels) {
        if (!graph.inputs().isEmpty()) {
            throw new IllegalStateException("The network '" + graph.name() + "' has its input already, '"
                    + graph.inputs().get(0).name() + "'; go on from that one, or give a further one a name");
        }
        return input(INPUT, height, width, channels);
    }

    /**
     * One of several inputs, images likewise. Fovea's commands give a model one image; networks of several are used from programs,
     * here or elsewhere.
     *
     * @param name by which it is given images
     * @param height in pixels, or -1 where any height will do
     * @param width in pixels, or -1 where any width will do
     * @throws IllegalArgumentException when there is a value of that name already
     */
    public SymbolicTensor input(String name, long height, long width, int channels) {
        String side = name.equals(INPUT) ? "" : name + "_";
        return input(
                name,
                new long[] {channels, height, width},
                Shape.Dimension.fixed(channels),
                height < 0 ? Shape.Dimension.free(side + "height") : Shape.Dimension.fixed(height),
                width < 0 ? Shape.Dimension.free(side + "width") : Shape.Dimension.fixed(width));
    }

    /**
     * One of several inputs, so many numbers to an example.
     *
     * @param name by which it is given numbers
     * @throws IllegalArgumentException when there is a value of that name already
     */
    public SymbolicTensor vector(String name, int numbers) {
        return input(name, new long[] {numbers}, Shape.Dimension.fixed(numbers));
    }

    private SymbolicTensor input(String name, long[] sizes, Shape.Dimension... dimensions) {
        if (graph.has(name)) {
            throw new IllegalArgumentException("The network '" + graph.name() + "' has a value '" + name
                    + "' already; give the input another name");
        }
        List<Shape.Dimension> all = new ArrayList<>(List.of(BATCH));
        all.addAll(List.of(dimensions));
        graph.addInput(new ValueInfo(name, ElementType.FLOAT, Shape.of(all)));
        return new SymbolicTensor(this, name, sizes);
    }

    /** The finished graph: {@code output} becomes its output, what does not lead there is left out. */
    public Graph finish(SymbolicTensor output) {
        graph.setOutputs(List.of(output.name()));
        graph.prune();
        return graph;
    }

    SplittableRandom random() {
        return random;
    }

    static Shape.Dimension freeSide(String layer, int index) {
        return Shape.Dimension.free(layer + (index == 1 ? "_height" : "_width"));
    }

    LayerWriter beginLayer(String kind, SharedWeights shared) {
        String name;
        do {
            int count = used.merge(kind, 1, Integer::sum);
            name = count == 1 ? kind : kind + "_" + (count - 1);
        } while (taken.contains(name) || graph.has(name));
        return new LayerWriter(this, graph, name, shared);
    }
}
