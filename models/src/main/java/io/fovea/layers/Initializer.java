package io.fovea.layers;

import java.util.SplittableRandom;

/** How weights begin. */
public enum Initializer {
    /** All zero. */
    ZEROS {
        @Override
        void fill(float[] values, long fanIn, long fanOut, SplittableRandom random) {
            // New arrays are zero already.
        }
    },
    /** All one. */
    ONES {
        @Override
        void fill(float[] values, long fanIn, long fanOut, SplittableRandom random) {
            java.util.Arrays.fill(values, 1);
        }
    },
    /** Uniform in ±sqrt(6 / (fan in + fan out)); Keras's default (Glorot and Bengio, 2010). */
    GLOROT_UNIFORM {
        @Override
        void fill(float[] values, long fanIn, long fanOut, SplittableRandom random) {
            uniform(values, Math.sqrt(6.0 / (fanIn + fanOut)), random);
        }
    },
    /** Uniform in ±sqrt(6 / fan in), for rectified layers (He et al., 2015). */
    HE_UNIFORM {
        @Override
        void fill(float[] values, long fanIn, long fanOut, SplittableRandom random) {
            uniform(values, Math.sqrt(6.0 / fanIn), random);
        }
    };

    abstract void fill(float[] values, long fanIn, long fanOut, SplittableRandom random);

    private static void uniform(float[] values, double limit, SplittableRandom random) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble(-limit, limit);
        }
    }
}
