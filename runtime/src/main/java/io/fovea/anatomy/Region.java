package io.fovea.anatomy;

import io.fovea.ArrayLength;
import io.fovea.FoveaException;
import io.fovea.image.Image;
import io.fovea.session.FloatTensor;

/**
 * What of an answer is explained: the pixels of a segmentation, all of the image's or those of a mask (Seg-Grad-CAM,
 * Vinogradova et al. 2020); or single elements, each by its weight, which may be any scalar of the answer. A classifier has
 * no pixels; its region is not asked for.
 *
 * @param weights 1 where a pixel counts, of the rank of the explained value; of elements, of its shape
 * @param isOfElements whether each element has its weight, those of all classes
 */
public record Region(FloatTensor weights, boolean isOfElements) {

    /**
     * The pixels of a mask that lie in a model's answer. Where it is so small that no pixel of the answer lies in it, those
     * that it lies in count.
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
        return new Region(FloatTensor.of(new float[] {1}, 1), false);
    }

    /**
     * The sum of single elements, each times its weight.
     *
     * @param weights of the shape of the explained value
     */
    public static Region ofElements(FloatTensor weights) {
        return new Region(weights, true);
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
            int imageY = (int) Math.floor((y + 0.5 - framing.startY(height)) / framing.stepY(height));
            for (int x = 0; x < width; x++) {
                int imageX = (int) Math.floor((x + 0.5 - framing.startX(width)) / framing.stepX(width));
                boolean inside =
                        imageX >= 0 && imageY >= 0 && imageX < framing.imageWidth() && imageY < framing.imageHeight();
                if (inside && (mask == null || mask.value(imageX, imageY, 0) != 0)) {
                    weights[y * width + x] = 1;
                    count++;
                }
            }
        }
        if (count == 0 && !(mask != null && fillAround(framing, width, height, mask, weights))) {
            throw new FoveaException("The selection is empty: select at least one pixel of the image.");
        }
        long[] shape = target.clone();
        shape[0] = 1;
        shape[axis] = 1;
        return new Region(FloatTensor.of(weights, shape), false);
    }

    /** Marks the pixels of an answer that those of a mask lie in; whether there are any. */
    private static boolean fillAround(InputFrame framing, int width, int height, Image mask, float[] weights) {
        boolean any = false;
        for (int y = 0; y < mask.height(); y++) {
            int row = (int) Math.floor(framing.startY(height) + (y + 0.5) * framing.stepY(height));
            for (int x = 0; x < mask.width(); x++) {
                int column = (int) Math.floor(framing.startX(width) + (x + 0.5) * framing.stepX(width));
                if (mask.value(x, y, 0) != 0 && row < height && column < width) {
                    weights[row * width + column] = 1;
                    any = true;
                }
            }
        }
        return any;
    }

    /** The mean over these pixels of a value with one number for each. */
    Region mean() {
        float[] shares = weights.toArray();
        double count = size();
        for (int i = 0; i < shares.length; i++) {
            shares[i] = (float) (shares[i] / count);
        }
        return ofElements(FloatTensor.of(shares, weights.shape()));
    }

    /**
     * One pixel less another, of a value with one number for each.
     *
     * @param pixel by its place in {@link #weights}
     * @param other by its place
     */
    public Region difference(int pixel, int other) {
        float[] both = new float[weights.size()];
        both[pixel] += 1;
        both[other] -= 1;
        return ofElements(FloatTensor.of(both, weights.shape()));
    }

    /**
     * The mean over these pixels of the score of one class, less that of another.
     *
     * @param target the shape of the explained value
     * @param axis of its classes
     * @param index of the one class's score
     * @param sign of that score
     * @param against of the other's
     * @param otherSign of that
     */
    Region contrast(long[] target, int axis, int index, float sign, int against, float otherSign) {
        int classes = (int) target[axis];
        int pixels = weights.size();
        double count = size();
        float[] all = new float[ArrayLength.of(classes, pixels)];
        for (int i = 0; i < pixels; i++) {
            float weight = (float) (weights.data().get(i) / count);
            all[axis == 1 ? index * pixels + i : i * classes + index] += sign * weight;
            all[axis == 1 ? against * pixels + i : i * classes + against] -= otherSign * weight;
        }
        return ofElements(FloatTensor.of(all, target));
    }

    /** The weighted sum of the elements of an answer. */
    double sum(FloatTensor target) {
        double sum = 0;
        for (int i = 0; i < weights.size(); i++) {
            float weight = weights.data().get(i);
            sum += weight == 0 ? 0 : weight * target.data().get(i);
        }
        return sum;
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

    /** How many pixels count; 1 of elements, whose weights are those of a scalar. */
    public double size() {
        if (isOfElements) {
            return 1;
        }
        double sum = 0;
        for (float weight : weights.toArray()) {
            sum += weight;
        }
        return sum;
    }
}
