package io.fovea.examples;

import io.fovea.graph.Graph;
import io.fovea.layers.Activation;
import io.fovea.layers.Conv2D;
import io.fovea.layers.Dense;
import io.fovea.layers.Flatten;
import io.fovea.layers.MaxPooling2D;
import io.fovea.layers.Network;
import io.fovea.layers.Rescaling;
import io.fovea.layers.Summary;
import io.fovea.layers.SymbolicTensor;
import io.fovea.recipe.OptimizerName;
import io.fovea.train.Fitted;
import io.fovea.train.Learner;
import java.nio.file.Path;

/**
 * The first convnet: ten digits, 28 x 28 grey pixels, with pooling between the convolutions and without (Chollet, Deep
 * Learning with Python, 2nd edition, section 8.1).
 */
public final class DigitsLesson {

    static final String USAGE = "DATA OUTPUT [EPOCHS]";

    private DigitsLesson() {}

    /**
     * Trains both networks and compares them.
     *
     * @param args the folder of MNIST's four files, or one with a sub-folder of images for each digit; a folder for the
     *     results; how many epochs, 5
     */
    public static void main(String[] args) {
        Given.Training given = Given.of(args, USAGE).training(5);
        Fitted pooled = fit(convnet("digits", true), given.data(), given.output(), given.epochs());
        Fitted flat = fit(convnet("digits-without-pooling", false), given.data(), given.output(), given.epochs());

        System.out.println(
                "Test accuracy with pooling:    " + pooled.test().metrics().get("accuracy"));
        System.out.println(
                "Test accuracy without pooling: " + flat.test().metrics().get("accuracy"));
    }

    /** Without pooling a unit of the last convolution sees 7 x 7 pixels, and the last layer has eleven times the weights. */
    private static Graph convnet(String name, boolean pooling) {
        Network network = new Network(name, 1337);
        SymbolicTensor x = network.input(28, 28, 1);
        x = x.to(new Rescaling(1 / 255f));
        x = x.to(new Conv2D(32, 3).relu());
        if (pooling) {
            x = x.to(new MaxPooling2D(2));
        }
        x = x.to(new Conv2D(64, 3).relu());
        if (pooling) {
            x = x.to(new MaxPooling2D(2));
        }
        x = x.to(new Conv2D(128, 3).relu());
        x = x.to(new Flatten());
        x = x.to(new Dense(10).activation(Activation.SOFTMAX));
        return network.finish(x);
    }

    private static Fitted fit(Graph network, Path data, Path output, int epochs) {
        System.out.println(Summary.of(network));
        return Learner.of(network)
                .compile(options -> {
                    options.optimizer = OptimizerName.RMSPROP;
                    options.epochs = epochs;
                    options.batch = 64;
                })
                .fit(data, output.resolve(network.name() + ".onnx"), new EpochLines(epochs));
    }
}
