package io.fovea.layers;

import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Shape;
import io.fovea.graph.ValueInfo;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    static final Shape.Dimension BATCH = Shape.Dimension.free("batch");

    private final Graph graph;
    private final SplittableRandom random;
    private final Map<String, Integer> used = new HashMap<>();

    /**
     * An empty network.
     *
     * @param seed of the initial weights
     */
    public Network(String name, long seed) {
        graph = Graph.create(name, OPSET);
        random = new SplittableRandom(seed);
    }

    /**
     * The input: images of {@code height x width} pixels, channels first in the graph ({@code [batch, C, H, W]}).
     *
     * @param height in pixels, or -1 where any height will do
     * @param width in pixels, or -1 where any width will do
     */
    public SymbolicTensor input(long height, long width, int channels) {
        String name = "input";
        graph.addInput(new ValueInfo(
                name,
                ElementType.FLOAT,
                Shape.of(List.of(
                        BATCH,
                        Shape.Dimension.fixed(channels),
                        height < 0 ? Shape.Dimension.free("height") : Shape.Dimension.fixed(height),
                        width < 0 ? Shape.Dimension.free("width") : Shape.Dimension.fixed(width)))));
        return new SymbolicTensor(this, name, channels, height, width);
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

    LayerWriter beginLayer(String kind) {
        int count = used.merge(kind, 1, Integer::sum);
        return new LayerWriter(this, graph, count == 1 ? kind : kind + "_" + (count - 1));
    }
}
