package io.fovea.explain.method;

import io.fovea.session.FloatTensor;
import java.util.Random;

/** Copies of an image under Gaussian noise, one after the other. Not thread-safe. */
final class Noise {
    private final FloatTensor image;
    private final FloatTensor noisy;
    private final float deviation;
    private final Random random;

    private Noise(FloatTensor image, float deviation, Random random) {
        this.image = image;
        this.noisy = FloatTensor.allocate(image.shape());
        this.deviation = deviation;
        this.random = random;
    }

    /**
     * Noise on an image.
     *
     * @param share of the image's range, from its least value to its largest, that is the standard deviation
     */
    static Noise on(FloatTensor image, double share, long seed) {
        float lowest = Float.POSITIVE_INFINITY;
        float highest = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < image.size(); i++) {
            lowest = Math.min(lowest, image.data().get(i));
            highest = Math.max(highest, image.data().get(i));
        }
        return new Noise(image, (float) share * (highest - lowest), new Random(seed));
    }

    /** The next copy, in a tensor that the one after it is written to. */
    FloatTensor next() {
        for (int i = 0; i < image.size(); i++) {
            noisy.data().put(i, image.data().get(i) + (float) random.nextGaussian() * deviation);
        }
        return noisy;
    }
}
