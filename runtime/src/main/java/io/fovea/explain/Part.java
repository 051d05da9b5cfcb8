package io.fovea.explain;

import io.fovea.anatomy.Anatomy;
import io.fovea.anatomy.InputFrame;
import io.fovea.anatomy.Region;
import io.fovea.explain.method.ExplainedClass;
import io.fovea.image.Image;
import io.fovea.session.FloatTensor;
import java.util.Optional;

/**
 * A part of an answer, and the scalar that is explained of it.
 *
 * @param name for files: {@code object3}, {@code at-120-64}; empty for the answer as a whole
 * @param title for tables: {@code 3}, {@code 120,64}; empty for the answer as a whole
 * @param label of its class
 * @param probability of that, 0..1, or the number that it is; no number where that is the scalar explained
 * @param anatomy of the network for this scalar
 * @param subject the image in the network's input, and what of the answer counts
 * @param seen what of the image the network is shown
 * @param place of that in the image
 * @param extent the pixels that the part has in what is seen; none for the answer as a whole
 */
record Part(
        String name,
        String title,
        String label,
        double probability,
        Anatomy anatomy,
        ExplainedClass subject,
        Image seen,
        Cutout place,
        Optional<Extent> extent) {

    /**
     * A number of the answer to an image as a whole, which is what is explained.
     *
     * @param name for files
     * @param label what the number is
     */
    static Part whole(String name, String label, Anatomy anatomy, InputFrame framing, Image image, Region region) {
        FloatTensor tensor = framing.tensor(anatomy.card().input(), image);
        return new Part(
                name,
                "",
                label,
                Double.NaN,
                anatomy,
                new ExplainedClass(tensor, framing, 0, region),
                image,
                Cutout.whole(image),
                Optional.empty());
    }

    /**
     * Where a part lies.
     *
     * @param mask grey, 8-bit; 0 outside
     * @param bounds of what is not 0
     */
    record Extent(Image mask, Cutout bounds) {}
}
