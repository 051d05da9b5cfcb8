package io.fovea.zoo;

import io.fovea.FoveaException;
import io.fovea.layers.Activation;
import io.fovea.layers.BatchNormalization;
import io.fovea.layers.Concatenate;
import io.fovea.layers.Conv2D;
import io.fovea.layers.Initializer;
import io.fovea.layers.Rescaling;
import io.fovea.layers.ResizeLike;
import io.fovea.layers.SeparableConv2D;
import io.fovea.layers.SymbolicTensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns any network's feature maps into an answer for every pixel: from the coarsest map back to the image, one skip
 * connection after the other (after Ronneberger et al., 2015), by separable convolutions. Sizes need not halve evenly.
 */
public final class Decoder {

    private static final int FINEST = 16;
    private static final int WIDEST = 256;

    private Decoder() {}

    /** How many filters each of {@code steps} steps back to the image gets: 16 at the image's size, doubled below. */
    public static int[] filters(int steps) {
        int[] filters = new int[steps];
        for (int i = 0; i < steps; i++) {
            filters[i] = Math.min(WIDEST, FINEST << (steps - 1 - i));
        }
        return filters;
    }

    /** Number of steps from the coarsest of {@code taps} to the image. */
    public static int steps(List<SymbolicTensor> taps, SymbolicTensor image) {
        return sizes(taps, image).size() - 1;
    }

    /**
     * Probabilities {@code [C, H, W]} of the classes at every pixel.
     *
     * @param taps feature maps of {@code image}, the finest first, the coarsest last
     * @param image the input, whose size the answer has
     * @param filters of each step, the coarsest first, as many as {@link #steps}
     * @throws FoveaException when there are not as many filters as steps
     */
    public static SymbolicTensor on(List<SymbolicTensor> taps, SymbolicTensor image, int[] filters, int classes) {
        List<SymbolicTensor> skips = sizes(taps, image);
        if (filters.length != skips.size() - 1) {
            throw new FoveaException("The decoder takes " + (skips.size() - 1) + " steps back to the image, but "
                    + filters.length + " numbers of filters were given; give one for each step, the coarsest first.");
        }
        if (skips.get(0) == image) {
            skips.set(0, normalised(image.to(new Rescaling(1 / 127.5f, -1)).to(convolution(FINEST, 3))));
        }
        SymbolicTensor x = skips.get(skips.size() - 1);
        for (int i = 0; i < filters.length; i++) {
            SymbolicTensor skip = skips.get(skips.size() - 2 - i);
            // Channels are narrowed where they are cheap, before the image grows.
            x = ResizeLike.of(normalised(x.to(convolution(filters[i], 1))), skip);
            x = normalised(Concatenate.of(skip, x)
                    .to(new SeparableConv2D(filters[i], 3).same().withoutBias()));
        }
        return x.to(new Conv2D(classes, 1).activation(Activation.SOFTMAX));
    }

    private static SymbolicTensor normalised(SymbolicTensor x) {
        return x.to(new BatchNormalization().relu());
    }

    private static Conv2D convolution(int filters, int kernel) {
        return new Conv2D(filters, kernel).same().withoutBias().initializer(Initializer.HE_UNIFORM);
    }

    /** The taps, led by features at the image's own size where they have none. */
    private static List<SymbolicTensor> sizes(List<SymbolicTensor> taps, SymbolicTensor image) {
        List<SymbolicTensor> skips = new ArrayList<>(taps);
        SymbolicTensor finest = taps.get(0);
        boolean whole = finest.height() == image.height() && finest.width() == image.width() && image.height() > 0;
        if (!whole) {
            skips.add(0, image);
        }
        return skips;
    }
}
