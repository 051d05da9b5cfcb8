package io.fovea.task;

import java.util.OptionalDouble;

/** How like the images that a model knows an image is, by what its own layers make of it. Immutable. */
public final class Likeness {
    /** Nothing is known of it: the model keeps no images to compare with. */
    public static final Likeness UNKNOWN = new Likeness(new float[0], Double.NaN, 0);

    private final float[] features;
    private final double distance;
    private final double limit;

    /**
     * That of an image.
     *
     * @param features what is compared; kept, not copied
     * @param distance from the nearest known image; not a number where there is none
     * @param limit beyond which an image is unlike them; 0 where that is not known
     */
    Likeness(float[] features, double distance, double limit) {
        this.features = features;
        this.distance = distance;
        this.limit = limit;
    }

    /** The mean of every channel of the layers that are compared; none where there are none to compare. A copy. */
    public float[] features() {
        return features.clone();
    }

    /** The distance from the nearest known image; empty where none is known. */
    public OptionalDouble distance() {
        return Double.isNaN(distance) ? OptionalDouble.empty() : OptionalDouble.of(distance);
    }

    /**
     * The same in parts of the farthest that images of the training data's kind are: above 1, an image is unlike them, and what
     * was measured of the model says nothing of it. Empty where that is not known.
     */
    public OptionalDouble unlike() {
        return limit > 0 && !Double.isNaN(distance) ? OptionalDouble.of(distance / limit) : OptionalDouble.empty();
    }
}
