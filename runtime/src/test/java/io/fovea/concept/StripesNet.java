package io.fovea.concept;

import io.fovea.anatomy.NetsByHand.Chain;
import io.fovea.graph.Attributes;
import io.fovea.graph.Tensor;
import io.fovea.image.Image;
import io.fovea.model.Model;
import java.util.Random;

/** A network whose one class depends on vertical stripes and on nothing else, and pictures with and without them. */
public final class StripesNet {
    public static final int SIDE = 16;
    private static final int FILTERS = 6;

    private StripesNet() {}

    /**
     * Six filters of 3x3, the first of which sees vertical edges and the second horizontal ones, the others something random, weakly;
     * rectified, squeezed by a hyperbolic tangent, averaged, and of these the first one's speaks for label1 and against label0.
     */
    public static Model model() {
        Random random = new Random(7);
        float[] kernels = new float[FILTERS * 9];
        for (int i = 0; i < kernels.length; i++) {
            kernels[i] = (float) random.nextGaussian() / 2048;
        }
        float[] vertical = {-1, 2, -1, -1, 2, -1, -1, 2, -1};
        for (int i = 0; i < 9; i++) {
            kernels[i] = vertical[i] / 512;
            kernels[9 + i] = vertical[i % 3 * 3 + i / 3] / 512;
        }
        float[] head = new float[2 * FILTERS];
        head[0] = -4;
        head[1] = 4;
        Chain net = new Chain(1, SIDE);
        net.graph.put("kernels", Tensor.of(kernels, FILTERS, 1, 3, 3));
        net.graph.put("head", Tensor.of(head, FILTERS, 2));
        net.node("Conv", "edges", Attributes.NONE.withIntegers("pads", 1, 1, 1, 1), "kernels")
                .node("Relu", "maps")
                .node("Tanh", "bent")
                .node("GlobalAveragePool", "pooled")
                .node("Flatten", "flat")
                .node("Gemm", "scores", "head");
        return net.model(1, SIDE, 2);
    }

    /** Noise. */
    public static Image noise(long seed) {
        return drawn(seed, 0, false);
    }

    /** Noise on vertical stripes of some width, in a part of the picture or all of it. */
    public static Image stripes(long seed) {
        return drawn(seed, 70, false);
    }

    /** The same with stripes from left to right. */
    public static Image lying(long seed) {
        return drawn(seed, 70, true);
    }

    private static Image drawn(long seed, int contrast, boolean lying) {
        Random random = new Random(seed);
        int phase = random.nextInt(4);
        byte[] pixels = new byte[SIDE * SIDE];
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                boolean bright = ((lying ? y : x) + phase) % 4 < 2;
                double value = 128 + (bright ? contrast : -contrast) + 20 * random.nextGaussian();
                pixels[y * SIDE + x] = (byte) Math.max(0, Math.min(255, Math.round(value)));
            }
        }
        return Image.gray8(SIDE, SIDE, pixels);
    }
}
