package io.fovea.examples;

import io.fovea.graph.Graph;
import io.fovea.layers.Activation;
import io.fovea.layers.Add;
import io.fovea.layers.Conv2D;
import io.fovea.layers.Dense;
import io.fovea.layers.GlobalAveragePooling2D;
import io.fovea.layers.GraphPlot;
import io.fovea.layers.MaxPooling2D;
import io.fovea.layers.Network;
import io.fovea.layers.Rescaling;
import io.fovea.layers.Summary;
import io.fovea.layers.SymbolicTensor;
import java.nio.file.Path;

/**
 * Residual connections: what a block makes is added to what it was given, so that gradients have a way past it. Where the
 * shapes differ, a convolution of one pixel brings the input to the block's (Chollet, Deep Learning with Python, 2nd
 * edition, section 9.3.2).
 */
public final class ResidualLesson {

    static final String USAGE = "OUTPUT";

    private ResidualLesson() {}

    /**
     * Prints and draws three networks.
     *
     * @param args a folder for the drawings
     */
    public static void main(String[] args) {
        Path output = Given.of(args, USAGE).folder(0);
        show(widening(), output);
        show(pooling(), output);
        show(blocks(), output);
    }

    /** The block has other filters than its input: 32 become 64. */
    private static Graph widening() {
        Network network = new Network("residual-widening", 1337);
        SymbolicTensor x = network.input(32, 32, 3).to(new Conv2D(32, 3).relu());
        SymbolicTensor residual = x.to(new Conv2D(64, 1));
        x = x.to(new Conv2D(64, 3).same().relu());
        return network.finish(Add.of(x, residual));
    }

    /** The block halves the image too, so the convolution on the shortcut takes steps of two pixels. */
    private static Graph pooling() {
        Network network = new Network("residual-pooling", 1337);
        SymbolicTensor x = network.input(32, 32, 3).to(new Conv2D(32, 3).relu());
        SymbolicTensor residual = x.to(new Conv2D(64, 1).strides(2));
        x = x.to(new Conv2D(64, 3).same().relu());
        x = x.to(new MaxPooling2D(2).same());
        return network.finish(Add.of(x, residual));
    }

    /** Three blocks behind each other: two that pool, one that only widens. */
    private static Graph blocks() {
        Network network = new Network("residual-blocks", 1337);
        SymbolicTensor x = network.input(32, 32, 3).to(new Rescaling(1 / 255f));
        x = block(x, 32, true);
        x = block(x, 64, true);
        x = block(x, 128, false);
        x = x.to(new GlobalAveragePooling2D());
        return network.finish(x.to(new Dense(1).activation(Activation.SIGMOID)));
    }

    private static SymbolicTensor block(SymbolicTensor input, int filters, boolean pooling) {
        SymbolicTensor residual = input;
        SymbolicTensor x = input.to(new Conv2D(filters, 3).same().relu());
        x = x.to(new Conv2D(filters, 3).same().relu());
        if (pooling) {
            x = x.to(new MaxPooling2D(2).same());
            residual = residual.to(new Conv2D(filters, 1).strides(2));
        } else if (filters != residual.channels()) {
            residual = residual.to(new Conv2D(filters, 1));
        }
        return Add.of(x, residual);
    }

    private static void show(Graph network, Path output) {
        Summary summary = Summary.of(network);
        System.out.println(summary);
        GraphPlot.of(summary).write(output.resolve(network.name() + ".svg"));
    }
}
