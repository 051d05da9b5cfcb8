package io.fovea.zoo;

import io.fovea.layers.Activation;
import io.fovea.layers.AveragePooling2D;
import io.fovea.layers.Conv2D;
import io.fovea.layers.Dense;
import io.fovea.layers.Flatten;
import io.fovea.layers.Rescaling;
import io.fovea.layers.SymbolicTensor;

/**
 * LeNet-5: two convolutions, each pooled by averages, and hidden layers C5 and F6 of 120 and 84, with hyperbolic tangents.
 * 28 x 28 grey pixels, padded by two as in MNIST's 32 x 32, 61,706 parameters (LeCun et al., 1998, as it is built today:
 * C5 is dense, C3 sees all six maps of S2, pooling has no weights, and a softmax ends it).
 */
final class LeNet5 extends ImageClassifier {

    LeNet5() {
        super("lenet5", 28, 1, 10);
    }

    @Override
    SymbolicTensor features(SymbolicTensor pixels) {
        SymbolicTensor x = pixels.to(new Rescaling(1 / 255f));
        x = x.to(new Conv2D(6, 5).same().activation(Activation.TANH)).to(new AveragePooling2D(2));
        return x.to(new Conv2D(16, 5).activation(Activation.TANH)).to(new AveragePooling2D(2));
    }

    @Override
    SymbolicTensor condensed(SymbolicTensor features) {
        SymbolicTensor x = features.to(new Flatten());
        x = x.to(new Dense(120).activation(Activation.TANH));
        return x.to(new Dense(84).activation(Activation.TANH));
    }
}
