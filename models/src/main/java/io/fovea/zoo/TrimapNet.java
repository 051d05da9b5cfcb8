package io.fovea.zoo;

import io.fovea.graph.Graph;
import io.fovea.layers.Activation;
import io.fovea.layers.Conv2D;
import io.fovea.layers.Conv2DTranspose;
import io.fovea.layers.Network;
import io.fovea.layers.Rescaling;
import io.fovea.layers.SymbolicTensor;

/**
 * The lectures' encoder-decoder: strided convolutions down to an eighth, transposed ones up again, a softmax over
 * foreground, background and contour at every pixel. 200 x 200 RGB, 2,880,643 parameters (Chollet, Deep Learning with
 * Python, chapter 9).
 */
final class TrimapNet implements Architecture {

    private static final Published PUBLISHED = new Published(Size.of(200, 200), 3, 3);

    @Override
    public Graph build(Settings settings) {
        Network network = new Network("trimap-net", settings.seed());
        SymbolicTensor x = PUBLISHED.input(network, settings);
        x = x.to(new Rescaling(1 / 255f));
        for (int filters : new int[] {64, 128, 256}) {
            x = x.to(new Conv2D(filters, 3).strides(2).same().relu());
            x = x.to(new Conv2D(filters, 3).same().relu());
        }
        for (int filters : new int[] {256, 128, 64}) {
            x = x.to(new Conv2DTranspose(filters, 3).same().relu());
            x = x.to(new Conv2DTranspose(filters, 3).strides(2).same().relu());
        }
        x = x.to(new Conv2D(PUBLISHED.classes(settings), 3).same().activation(Activation.SOFTMAX));
        return network.finish(x);
    }
}
