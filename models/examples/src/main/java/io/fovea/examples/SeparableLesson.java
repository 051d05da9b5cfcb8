package io.fovea.examples;

import io.fovea.graph.Graph;
import io.fovea.layers.Conv2D;
import io.fovea.layers.DepthwiseConv2D;
import io.fovea.layers.GraphPlot;
import io.fovea.layers.Layer;
import io.fovea.layers.Network;
import io.fovea.layers.SeparableConv2D;
import io.fovea.layers.Summary;
import io.fovea.layers.SymbolicTensor;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A separable convolution looks at each channel by itself and then mixes them pixel by pixel: nearly the work of a ninth
 * (Chollet, Deep Learning with Python, 2nd edition, section 9.3.4).
 */
public final class SeparableLesson {

    static final String USAGE = "OUTPUT";

    private static final int SIDE = 32;
    private static final int CHANNELS = 64;

    private SeparableLesson() {}

    /**
     * Prints the weights and the multiplications of both, and draws the separable one as the two that it is.
     *
     * @param args a folder for the drawing
     */
    public static void main(String[] args) {
        Path output = Given.of(args, USAGE).folder(0);
        long usual = count("a convolution", new Conv2D(CHANNELS, 3).same().withoutBias());
        long separable =
                count("a separable one", new SeparableConv2D(CHANNELS, 3).same().withoutBias());
        System.out.println(String.format(Locale.ROOT, "%.1f times fewer of both", (double) usual / separable));

        Network network = new Network("separable-in-two-steps", 1);
        SymbolicTensor x = network.input(SIDE, SIDE, CHANNELS);
        x = x.to(new DepthwiseConv2D(3).same().withoutBias());
        x = x.to(new Conv2D(CHANNELS, 1).withoutBias());
        Summary steps = Summary.of(network.finish(x));
        System.out.println(steps);
        GraphPlot.of(steps).write(output.resolve("separable.svg"));
    }

    /** Each weight is used once for every pixel of the answer. */
    private static long count(String name, Layer layer) {
        Network network = new Network(name, 1);
        Graph graph = network.finish(network.input(SIDE, SIDE, CHANNELS).to(layer));
        long weights = Summary.of(graph).parameters();
        System.out.println(String.format(
                Locale.ROOT,
                "%d x %d pixels, %d channels to %d, by %s: %,d weights, %,d multiplications",
                SIDE,
                SIDE,
                CHANNELS,
                CHANNELS,
                name,
                weights,
                weights * SIDE * SIDE));
        return weights;
    }
}
