package io.fovea.explain;

import io.fovea.anatomy.Framing;
import io.fovea.anatomy.Region;
import io.fovea.session.FloatTensor;

/**
 * What is explained: a class in an image.
 *
 * @param tensor the image as the model's input
 * @param classIndex of the class; {@link #TOP} for that with the highest score
 * @param region of the image, for a segmentation
 */
record Subject(FloatTensor tensor, Framing framing, int classIndex, Region region) {
    /** The class with the highest score, where the network finds that by itself. */
    static final int TOP = -1;

    /** The same for another tensor of the same frame. */
    Subject with(FloatTensor other) {
        return new Subject(other, framing, classIndex, region);
    }
}
