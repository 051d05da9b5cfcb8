package io.fovea.model;

import java.util.Arrays;

/**
 * How large the objects were that a model was trained on, so that images of others can be brought to its scale.
 *
 * @param small diameter in pixels below which 5% of them were; that of an object is that of a circle of its area
 * @param median half of them were smaller, half larger
 * @param large 95% of them were smaller; all three are 0 where that is not known
 * @param pixelSize micrometres that a pixel of the training images was wide and high; 0 where that is not known
 */
public record ObjectSizes(double small, double median, double large, double pixelSize) {
    /** Nothing is known. */
    public static final ObjectSizes UNKNOWN = new ObjectSizes(0, 0, 0, 0);

    /** Checks ranges. */
    public ObjectSizes {
        boolean known = small > 0 && small <= median && median <= large && large < Float.MAX_VALUE;
        if (!known && (small != 0 || median != 0 || large != 0)) {
            throw new IllegalArgumentException("object-diameters are " + small + ", " + median + " and " + large
                    + ", not three numbers above 0 in rising order");
        }
        if (!(pixelSize >= 0 && pixelSize < Float.MAX_VALUE)) {
            throw new IllegalArgumentException("pixel-size is " + pixelSize + ", not a number of micrometres above 0");
        }
    }

    /** Of three numbers, parted by spaces. */
    static ObjectSizes parse(String diameters) {
        double[] all = Arrays.stream(diameters.split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
        return of(all[0], all[1], all[2]);
    }

    /** Of objects, where pixels have no size that is known. */
    public static ObjectSizes of(double small, double median, double large) {
        return new ObjectSizes(small, median, large, 0);
    }

    /** The same of pixels of a size in micrometres; 0 where that is not known. */
    public ObjectSizes withPixelSize(double micrometres) {
        return new ObjectSizes(small, median, large, micrometres);
    }

    /** Whether it is known how large objects were. */
    public boolean hasDiameters() {
        return median > 0;
    }

    /** Whether it is known how large pixels were. */
    public boolean hasPixelSize() {
        return pixelSize > 0;
    }
}
