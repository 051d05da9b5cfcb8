package io.fovea.layers;

import java.util.SplittableRandom;

/** How weights begin. */
public enum Initializer {
    /** All zero. */
    ZEROS {
        @Override
        public void fill(float[] values, long fanIn, long fanOut, SplittableRandom random) {
            // New arrays are zero already.
        }
    },
    /** All one. */
    ONES {
        @Override
        public void fill(float[] values, long fanIn, long fanOut, SplittableRandom random) {
            java.util.Arrays.fill(values, 1);
        }
    },
    /** Uniform in ±sqrt(6 / (fan in + fan out)); Keras's default (Glorot and Bengio, 2010). */
    GLOROT_UNIFORM {
        @Override
        public void fill(float[] values, long fanIn, long fanOut, SplittableRandom random) {
            uniform(values, Math.sqrt(6.0 / (fanIn + fanOut)), random);
        }
    },
    /** Normal of variance 2 / (fan in + fan out), cut off at two deviations (Glorot and Bengio, 2010). */
    GLOROT_NORMAL {
        @Override
        public void fill(float[] values, long fanIn, long fanOut, SplittableRandom random) {
            normal(values, Math.sqrt(2.0 / (fanIn + fanOut)), random);
        }
    },
    /** Normal of variance 2 / fan in, cut off at two deviations, for rectified layers (He et al., 2015). */
    HE_NORMAL {
        @Override
        public void fill(float[] values, long fanIn, long fanOut, SplittableRandom random) {
            normal(values, Math.sqrt(2.0 / fanIn), random);
        }
    },
    /** Uniform in ±sqrt(6 / fan in), for rectified layers (He et al., 2015). */
    HE_UNIFORM {
        @Override
        public void fill(float[] values, long fanIn, long fanOut, SplittableRandom random) {
            uniform(values, Math.sqrt(6.0 / fanIn), random);
        }
    };

    /** The deviation that a standard normal keeps when it is cut off at two deviations. */
    private static final double CUT_DEVIATION = 0.87962566103423978;

    /**
     * Draws a weight's first values.
     *
     * @param values is filled
     * @param fanIn how many values each output is made of, from 1 on
     * @param fanOut how many outputs each value goes into, from 1 on
     */
    public abstract void fill(float[] values, long fanIn, long fanOut, SplittableRandom random);

    private static void uniform(float[] values, double limit, SplittableRandom random) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble(-limit, limit);
        }
    }

    private static void normal(float[] values, double deviation, SplittableRandom random) {
        for (int i = 0; i < values.length; i++) {
            double value = random.nextGaussian();
            while (Math.abs(value) > 2) {
                value = random.nextGaussian();
            }
            values[i] = (float) (value * deviation / CUT_DEVIATION);
        }
    }
}
