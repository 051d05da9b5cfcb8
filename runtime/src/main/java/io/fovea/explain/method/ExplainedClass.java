package io.fovea.explain.method;

import io.fovea.anatomy.InputFrame;
import io.fovea.anatomy.Region;
import io.fovea.session.FloatTensor;

/**
 * What is explained: a class in an image.
 *
 * @param tensor the image as the model's input
 * @param classIndex of the class, or {@link #TOP}
 * @param region of the image, for a segmentation
 */
public record ExplainedClass(FloatTensor tensor, InputFrame framing, int classIndex, Region region) {
    /** The class with the highest score; of a segmentation, that of most pixels that is no background. */
    public static final int TOP = -1;

    /** The same for another class. */
    public ExplainedClass of(int other) {
        return new ExplainedClass(tensor, framing, other, region);
    }

    /** The same for another tensor of the same frame. */
    public ExplainedClass with(FloatTensor other) {
        return new ExplainedClass(other, framing, classIndex, region);
    }
}
