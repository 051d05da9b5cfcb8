package io.fovea.zoo;

import io.fovea.graph.Graph;
import io.fovea.layers.Activation;
import io.fovea.layers.Conv2D;
import io.fovea.layers.Dense;
import io.fovea.layers.Flatten;
import io.fovea.layers.MaxPooling2D;
import io.fovea.layers.Network;
import io.fovea.layers.Rescaling;
import io.fovea.layers.SymbolicTensor;

/**
 * The first convnet of the lectures: three convolutions with pooling between them, then a softmax over ten digits. 28 x
 * 28 grey pixels, 104,202 parameters (Chollet, Deep Learning with Python, chapter 8).
 */
final class DigitConvnet implements Architecture {

    @Override
    public Graph build(Settings settings) {
        Settings s = settings.or(28, 28, 1, 10);
        Network network = new Network("digits", s.seed());
        SymbolicTensor x = network.input(s.height(), s.width(), s.channels());
        x = x.to(new Rescaling(1 / 255f));
        x = x.to(new Conv2D(32, 3).relu());
        x = x.to(new MaxPooling2D(2));
        x = x.to(new Conv2D(64, 3).relu());
        x = x.to(new MaxPooling2D(2));
        x = x.to(new Conv2D(128, 3).relu());
        x = x.to(new Flatten());
        x = x.to(new Dense(s.classes()).activation(Activation.SOFTMAX));
        return network.finish(x);
    }
}
