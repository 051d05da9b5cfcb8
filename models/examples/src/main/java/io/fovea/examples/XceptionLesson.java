package io.fovea.examples;

import io.fovea.graph.Graph;
import io.fovea.layers.Activation;
import io.fovea.layers.Add;
import io.fovea.layers.BatchNormalization;
import io.fovea.layers.Conv2D;
import io.fovea.layers.Dense;
import io.fovea.layers.Dropout;
import io.fovea.layers.GlobalAveragePooling2D;
import io.fovea.layers.MaxPooling2D;
import io.fovea.layers.Network;
import io.fovea.layers.Rescaling;
import io.fovea.layers.SeparableConv2D;
import io.fovea.layers.Summary;
import io.fovea.layers.SymbolicTensor;
import io.fovea.recipe.OptimizerName;
import io.fovea.train.Fitted;
import io.fovea.train.Learner;

/**
 * All of it together: residual blocks of separable convolutions with batch normalisation, a small Xception (Chollet, Deep
 * Learning with Python, 2nd edition, section 9.3.5).
 */
public final class XceptionLesson {

    static final String USAGE = "DATA OUTPUT [EPOCHS]";

    private static final int SIDE = 180;

    private XceptionLesson() {}

    /**
     * Trains it.
     *
     * @param args a folder with a sub-folder of photos for each of two classes; a folder for the results; how many epochs,
     *     100
     */
    public static void main(String[] args) {
        Given.Training given = Given.of(args, USAGE).training(100);
        Graph network = network();
        System.out.println(Summary.of(network));
        Fitted fitted = Learner.of(network)
                .compile(options -> {
                    options.optimizer = OptimizerName.RMSPROP;
                    options.epochs = given.epochs();
                })
                .augment(draft -> {
                    draft.horizontalFlip = true;
                    draft.rotation = 36;
                    draft.zoom = 0.2;
                })
                .fit(given.data(), given.output().resolve("mini-xception.onnx"), new EpochLines(given.epochs()));
        System.out.println("Test accuracy: " + fitted.test().metrics().get("accuracy"));
    }

    private static Graph network() {
        Network network = new Network("mini-xception", 1337);
        SymbolicTensor x = network.input(SIDE, SIDE, 3).to(new Rescaling(1 / 255f));
        // A separable convolution takes channels for features of their own, which red, green and blue are not.
        x = x.to(new Conv2D(32, 5).withoutBias());
        for (int filters : new int[] {32, 64, 128, 256, 512}) {
            SymbolicTensor residual = x;
            for (int i = 0; i < 2; i++) {
                x = x.to(new BatchNormalization().relu());
                x = x.to(new SeparableConv2D(filters, 3).same().withoutBias());
            }
            x = x.to(new MaxPooling2D(3).strides(2).same());
            x = Add.of(x, residual.to(new Conv2D(filters, 1).strides(2).same().withoutBias()));
        }
        x = x.to(new GlobalAveragePooling2D());
        x = x.to(new Dropout(0.5f));
        return network.finish(x.to(new Dense(1).activation(Activation.SIGMOID)));
    }
}
