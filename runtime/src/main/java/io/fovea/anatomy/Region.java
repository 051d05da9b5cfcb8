package io.fovea.anatomy;

import io.fovea.ArrayLength;
import io.fovea.FoveaException;
import io.fovea.image.Image;
import io.fovea.session.FloatTensor;

/**
 * Which pixels of a segmentation are explained: all of the image, or those of a mask (Seg-Grad-CAM, Vinogradova et al.
 * 2020). A classifier has no pixels; its region is not asked for.
 *
 * @param weights 1 where a pixel counts, of the rank of the explained value
 */
public record Region(FloatTensor weights) {

    /**
     * The pixels of a mask that lie in a model's answer.
     *
     * @param mask grey, of the image's size; 0 does not count
     * @param target the shape of the explained value
     * @param axis of its classes
     * @throws FoveaException if no pixel counts
     */
    static Region of(Image mask, InputFrame framing, long[] target, int axis) {
        requireSize(mask, framing);
        return fill(framing, target, axis, mask);
    }

    /** Everything in the image, without what surrounds it in the model's input. */
    static Region whole(InputFrame framing, long[] target, int axis) {
        return fill(framing, target, axis, null);
    }

    /** For a model without pixels. */
    static Region none() {
        return new Region(FloatTensor.of(new float[] {1}, 1));
    }

    private static void requireSize(Image mask, InputFrame framing) {
        if (mask.width() != framing.imageWidth() || mask.height() != framing.imageHeight()) {
            throw new FoveaException("The selection is of " + mask.width() + "x" + mask.height()
                    + " pixels, the image of " + framing.imageWidth() + "x" + framing.imageHeight()
                    + "; they must be of one size.");
        }
    }

    private static Region fill(InputFrame framing, long[] target, int axis, Image mask) {
        int h = axis == 1 ? 2 : 1;
        int height = (int) target[h];
        int width = (int) target[h + 1];
        float[] weights = new float[ArrayLength.of(width, height)];
        int count = 0;
        for (int y = 0; y < height; y++) {
            int imageY = (int) Math.floor((y + 0.5) / framing.stepY(height));
            for (int x = 0; x < width; x++) {
                int imageX = (int) Math.floor((x + 0.5) / framing.stepX(width));
                boolean inside = imageX < framing.imageWidth() && imageY < framing.imageHeight();
                if (inside && (mask == null || mask.value(imageX, imageY, 0) != 0)) {
                    weights[y * width + x] = 1;
                    count++;
                }
            }
        }
        if (count == 0) {
            throw new FoveaException("The selection is empty: select at least one pixel of the image.");
        }
        long[] shape = target.clone();
        shape[0] = 1;
        shape[axis] = 1;
        return new Region(FloatTensor.of(weights, shape));
    }

    /** The sum of one score over the region. */
    public double score(FloatTensor target, int axis, int index) {
        long[] shape = target.shape();
        boolean planar = axis == 1;
        int pixels = weights.size();
        int classes = (int) shape[axis];
        double sum = 0;
        for (int i = 0; i < pixels; i++) {
            float weight = weights.data().get(i);
            if (weight != 0) {
                sum += weight * target.data().get(planar ? index * pixels + i : i * classes + index);
            }
        }
        return sum;
    }

    /** How many pixels count. */
    public double size() {
        double sum = 0;
        for (float weight : weights.toArray()) {
            sum += weight;
        }
        return sum;
    }
}
