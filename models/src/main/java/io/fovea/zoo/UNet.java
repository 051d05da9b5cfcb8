package io.fovea.zoo;

import io.fovea.graph.Graph;
import io.fovea.layers.Activation;
import io.fovea.layers.BatchNormalization;
import io.fovea.layers.Concatenate;
import io.fovea.layers.Conv2D;
import io.fovea.layers.Conv2DTranspose;
import io.fovea.layers.Initializer;
import io.fovea.layers.MaxPooling2D;
import io.fovea.layers.Network;
import io.fovea.layers.Rescaling;
import io.fovea.layers.SymbolicTensor;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A small U-Net with batch normalisation for images of any size whose sides are multiples of 16 (after Ronneberger et
 * al., 2015): four halvings, 16 filters at full size, doubled up to 128, skip connections between equal sizes.
 */
final class UNet implements Architecture {

    private static final Published PUBLISHED = new Published(Size.ANY, 1, 3);
    private static final int[] FILTERS = {16, 32, 64, 128};
    private static final int BOTTOM = 128;

    @Override
    public Graph build(Settings settings) {
        Network network = new Network("unet", settings.seed());
        SymbolicTensor x = PUBLISHED.input(network, settings);
        x = x.to(new Rescaling(1 / 127.5f, -1));
        Deque<SymbolicTensor> skips = new ArrayDeque<>();
        for (int filters : FILTERS) {
            x = block(x, filters);
            skips.push(x);
            x = x.to(new MaxPooling2D(2));
        }
        x = block(x, BOTTOM);
        for (int level = FILTERS.length - 1; level >= 0; level--) {
            x = x.to(new Conv2DTranspose(FILTERS[level], 2).strides(2).same());
            x = block(Concatenate.of(skips.pop(), x), FILTERS[level]);
        }
        x = x.to(new Conv2D(PUBLISHED.classes(settings), 1).activation(Activation.SOFTMAX));
        return network.finish(x);
    }

    private static SymbolicTensor block(SymbolicTensor x, int filters) {
        for (int i = 0; i < 2; i++) {
            x = x.to(new Conv2D(filters, 3).same().withoutBias().initializer(Initializer.HE_UNIFORM));
            x = x.to(new BatchNormalization().relu());
        }
        return x;
    }
}
