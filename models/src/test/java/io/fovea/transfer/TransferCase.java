package io.fovea.transfer;

import io.fovea.data.Dataset;
import io.fovea.data.Example;
import io.fovea.data.Target;
import io.fovea.image.Image;
import io.fovea.layers.Activation;
import io.fovea.layers.BatchNormalization;
import io.fovea.layers.Conv2D;
import io.fovea.layers.Dense;
import io.fovea.layers.Dropout;
import io.fovea.layers.GlobalAveragePooling2D;
import io.fovea.layers.MaxPooling2D;
import io.fovea.layers.Network;
import io.fovea.layers.Rescaling;
import io.fovea.layers.SymbolicTensor;
import io.fovea.model.Model;
import java.util.Random;

/** A small base, a recipe that stands on it, and bright and dark images. */
public final class TransferCase {

    public static final int SIDE = 19;

    public static final String RECIPE =
            """
            name: transferred
            task: classification
            labels: [dark, bright]
            input: {width: %d, height: %d, channels: 3}
            base: {model: base, %s}
            data: {kind: folder}
            training: {epochs: 12, batch: 8, optimizer: adam, learningRate: 0.01, seed: 3, precision: fp32}
            """;

    private TransferCase() {}

    /** Convolution, normalisation, a pool that does not halve evenly, convolution, and one of two classifiers. */
    public static Model base(boolean convolutional) {
        Network network = new Network("base", 3);
        SymbolicTensor x = network.input(SIDE, SIDE, 3);
        x = x.to(new Rescaling(1 / 255f)).to(new Conv2D(6, 3).same()).to(new BatchNormalization().relu());
        x = x.to(new MaxPooling2D(3).strides(3)).to(new Conv2D(8, 3).same().relu());
        x = x.to(new Dropout(0.3f));
        x = convolutional
                ? x.to(new Conv2D(7, 1).relu()).to(new GlobalAveragePooling2D()).to(Activation.SOFTMAX.layer())
                : x.to(new GlobalAveragePooling2D()).to(new Dense(7).activation(Activation.SOFTMAX));
        return Model.of(network.finish(x));
    }

    public static Dataset examples(int count) {
        return Dataset.of(count, i -> new Example("image " + i, image(i % 2, i), new Target.ClassIndex(i % 2)));
    }

    static Image image(int bright, int seed) {
        byte[] pixels = new byte[3 * SIDE * SIDE];
        new Random(seed).nextBytes(pixels);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) ((pixels[i] & 0x3f) + 128 * bright);
        }
        return Image.rgb8(SIDE, SIDE, pixels);
    }
}
