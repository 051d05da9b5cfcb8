package io.fovea.data;

import io.fovea.FoveaException;
import io.fovea.image.Image;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** A folder of images and a folder of masks with the same names, whose pixel values say which class they show. */
public final class MaskFolder {

    private static final int LARGEST_VALUE = 65535;
    private static final int MOST_CLASSES = 255;

    /** How many masks are looked at when a folder is opened. */
    private static final int LOOKED_AT = 5;

    private final byte[] classes;

    private MaskFolder(byte[] classes) {
        this.classes = classes;
    }

    /**
     * Pairs the files of two folders, sorted by name.
     *
     * <p>The first masks are read: where all their pixels would be ignored, the values are wrong. A later mask that
     * is all ignored is a picture of which nobody knows anything.
     *
     * @param values the pixel value of each class, 0..65,535, of at most 255 classes; pixels of other values are ignored
     * @throws FoveaException when a folder is missing or empty, an image has no mask, two classes have one value, or the
     *     first masks show no class
     */
    public static Dataset of(Path images, Path masks, List<Integer> values) {
        if (values.size() > MOST_CLASSES) {
            throw new FoveaException(
                    "Masks can tell " + MOST_CLASSES + " classes, as the number 255 stands for pixels that"
                            + " are ignored; given were " + values.size() + ".");
        }
        byte[] classes = new byte[LARGEST_VALUE + 1];
        Arrays.fill(classes, Target.ClassMap.IGNORED);
        for (int index = 0; index < values.size(); index++) {
            int value = values.get(index);
            if (value < 0 || value > LARGEST_VALUE || classes[value] != Target.ClassMap.IGNORED) {
                throw new FoveaException("The mask values " + values + " do not name the classes; they are numbers from"
                        + " 0 to 65535, a different one for every class.");
            }
            classes[value] = (byte) index;
        }
        ImagePairs files = ImagePairs.of(images, masks);
        MaskFolder folder = new MaskFolder(classes);
        folder.requireClasses(files, values);
        return files.examples(mask -> new Target.ClassMap(mask.width(), mask.height(), folder.classes(mask)));
    }

    private void requireClasses(ImagePairs files, List<Integer> values) {
        Float seen = null;
        for (ImagePairs.Pair pair :
                files.pairs().subList(0, Math.min(LOOKED_AT, files.pairs().size()))) {
            try {
                Image mask = ImageFiles.read(pair.labels());
                for (byte each : classes(mask)) {
                    if (each != Target.ClassMap.IGNORED) {
                        return;
                    }
                }
                seen = seen == null ? mask.value(0, 0, 0) : seen;
            } catch (UnreadableException e) {
                // A damaged file says nothing of the values; it is left out when its turn comes.
                continue;
            }
        }
        if (seen != null) {
            throw new FoveaException("The mask '" + files.pairs().get(0).labels()
                    + "' and those after it have none of the classes' pixel values " + values + " (a first pixel is "
                    + seen + "); say with 'values' which value stands for which class.");
        }
    }

    private byte[] classes(Image mask) {
        byte[] map = new byte[mask.width() * mask.height()];
        for (int y = 0, i = 0; y < mask.height(); y++) {
            for (int x = 0; x < mask.width(); x++, i++) {
                float value = mask.value(x, y, 0);
                boolean inRange = value >= 0 && value <= LARGEST_VALUE;
                map[i] = inRange ? classes[(int) value] : Target.ClassMap.IGNORED;
            }
        }
        return map;
    }
}
