package io.fovea.explain;

import io.fovea.anatomy.Anatomy;
import io.fovea.anatomy.InputFrame;
import io.fovea.anatomy.Region;
import io.fovea.explain.Part.Extent;
import io.fovea.explain.method.ExplainedClass;
import io.fovea.image.Image;
import io.fovea.image.NonFinite;
import io.fovea.model.Fit;
import io.fovea.model.Input;
import io.fovea.session.FloatTensor;
import java.util.Optional;

/**
 * What of an image a segmentation is shown again to explain a part of it: of one that goes in at its own resolution only the
 * part and what its pixels can see around it.
 *
 * @param seen what is shown
 * @param place of that in the image
 * @param inside the part, where it lies in what is shown; empty for all of the image
 * @param framing how it lies in the input
 * @param tensor the input
 */
record SegmentedView(Image seen, Cutout place, Optional<Extent> inside, InputFrame framing, FloatTensor tensor) {
    private static final int LEAST_AROUND = 64;

    /**
     * Looks at a part.
     *
     * @param extent of the part in the image; empty for all of the image
     */
    static SegmentedView of(Input input, Image image, Optional<Extent> extent) {
        boolean cut = input.fit() == Fit.TILE;
        Cutout place = extent.filter(part -> cut)
                .map(part -> around(part.bounds(), input, image))
                .orElseGet(() -> Cutout.whole(image));
        Image seen = place.from(image);
        InputFrame framing = framing(input, seen);
        FloatTensor tensor = FloatTensor.allocate(input.shape(framing.width(), framing.height()));
        if (cut) {
            // Stretched as the whole image is, and with what follows on it.
            input.preparation()
                    .prepare(NonFinite.replaced(image))
                    .fill(place.x(), place.y(), framing.width(), framing.height(), tensor.data());
        } else {
            framing.fill(input.preparation(), image, tensor.data());
        }
        return new SegmentedView(seen, place, extent.map(part -> moved(part, place)), framing, tensor);
    }

    /** An extent as it lies in a place of the image. */
    private static Extent moved(Extent extent, Cutout place) {
        return new Extent(place.from(extent.mask()), extent.bounds().moved(-place.x(), -place.y()));
    }

    /** The pixels of a network's answer that are those of the part. */
    Region pixels(Anatomy anatomy) {
        return anatomy.region(framing, inside.map(Extent::mask));
    }

    /** The pixels of a network's answer that are those of a mask of the whole image. */
    Region pixels(Anatomy anatomy, Image mask) {
        return anatomy.region(framing, Optional.of(place.from(mask)));
    }

    /**
     * The part of which a scalar is explained.
     *
     * @param name for files
     * @param title for tables
     * @param label of its class
     * @param probability of that; no number where it is the scalar itself
     * @param index of the class
     */
    Part part(String name, String title, String label, double probability, Anatomy anatomy, int index, Region region) {
        return new Part(
                name,
                title,
                label,
                probability,
                anatomy,
                new ExplainedClass(tensor, framing, index, region),
                seen,
                place,
                inside);
    }

    private static InputFrame framing(Input input, Image seen) {
        if (input.fit() != Fit.TILE) {
            return InputFrame.of(input, seen);
        }
        int width = input.widthFor(seen.width());
        int height = input.heightFor(seen.height());
        return new InputFrame(width, height, seen.width(), seen.height(), seen.width(), seen.height());
    }

    /** The pixels that an object's scores depend on, from where strides fall as they do in the whole image. */
    private static Cutout around(Cutout bounds, Input input, Image image) {
        int multiple = Math.max(1, input.multiple());
        Cutout grown = bounds.grown(Math.max(LEAST_AROUND, input.halo()), image.width(), image.height());
        int width = input.isFree() ? grown.width() + grown.x() % multiple : input.widthFor(grown.width());
        int height = input.isFree() ? grown.height() + grown.y() % multiple : input.heightFor(grown.height());
        int left = input.isFree() ? grown.x() : centred(bounds.x() + bounds.width() / 2, width, image.width());
        int top = input.isFree() ? grown.y() : centred(bounds.y() + bounds.height() / 2, height, image.height());
        int x = left / multiple * multiple;
        int y = top / multiple * multiple;
        int across = input.isFree() ? Input.roundUp(width, multiple) : width;
        int down = input.isFree() ? Input.roundUp(height, multiple) : height;
        return new Cutout(x, y, Math.min(across, image.width() - x), Math.min(down, image.height() - y));
    }

    private static int centred(int middle, int length, int whole) {
        return Math.max(0, Math.min(whole - length, middle - length / 2));
    }
}
