package io.fovea.data;

import io.fovea.FoveaException;
import io.fovea.image.IndexImage;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A folder of images and a folder of label images with the same names: 0 is background, every object has a number. */
public final class InstanceDataset {

    private static final int MOST_OBJECTS = 65535;

    private InstanceDataset() {}

    /**
     * Pairs the files of two folders, sorted by name. Numbers beyond 65,535 are numbered anew from 1, in the order of the
     * pixels.
     *
     * @throws FoveaException when a folder is missing or empty, or an image has no label image
     */
    public static Dataset of(Path images, Path labels) {
        return of(images, labels, ImageReader.PAGE);
    }

    /** Pairs them, the images to be read in a way. */
    public static Dataset of(Path images, Path labels, ImageReader reader) {
        return ImagePairs.of(images, labels)
                .examples(
                        reader,
                        LabelFiles::numbers,
                        (numbers, file) ->
                                new Target.Instances(numbers.width(), numbers.height(), objects(numbers, file)));
    }

    private static short[] objects(IndexImage numbers, Path file) {
        int[] values = numbers.values();
        boolean small = true;
        for (int value : values) {
            if (value < 0) {
                throw new FoveaException("The label image '" + file + "' has the number " + value
                        + "; background is 0, and objects have numbers from 1 on.");
            }
            small &= value <= MOST_OBJECTS;
        }
        short[] objects = new short[values.length];
        Map<Integer, Integer> anew = new HashMap<>(Map.of(0, 0));
        for (int i = 0; i < values.length; i++) {
            int next = anew.size();
            objects[i] = (short) (small ? values[i] : anew.computeIfAbsent(values[i], any -> next));
        }
        if (anew.size() > MOST_OBJECTS + 1) {
            throw new FoveaException("The label image '" + file + "' has " + (anew.size() - 1)
                    + " objects; cut it into pieces of at most " + MOST_OBJECTS + ".");
        }
        return objects;
    }
}
