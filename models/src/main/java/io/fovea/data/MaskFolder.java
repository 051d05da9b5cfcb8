package io.fovea.data;

import io.fovea.FoveaException;
import io.fovea.image.Image;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** A folder of images and a folder of masks with the same names, whose pixel values say which class they show. */
public final class MaskFolder implements Dataset {

    private static final int LARGEST_VALUE = 65535;

    private final ImagePairs files;
    private final byte[] classes;

    private MaskFolder(ImagePairs files, byte[] classes) {
        this.files = files;
        this.classes = classes;
    }

    /**
     * Pairs the files of two folders, sorted by name.
     *
     * @param values the pixel value of each class, 0..65,535; pixels of other values are ignored
     * @throws FoveaException when a folder is missing or empty, an image has no mask, or two classes have one value
     */
    public static MaskFolder of(Path images, Path masks, List<Integer> values) {
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
        return new MaskFolder(ImagePairs.of(images, masks), classes);
    }

    @Override
    public int size() {
        return files.pairs().size();
    }

    @Override
    public List<Path> files() {
        return files.files();
    }

    @Override
    public Example get(int index) {
        ImagePairs.Pair pair = files.pairs().get(index);
        Image image = ImageFiles.read(pair.image());
        Image mask = pair.readLabels(image);
        return new Example(pair.name(), image, new Target.ClassMap(mask.width(), mask.height(), classes(pair, mask)));
    }

    private byte[] classes(ImagePairs.Pair pair, Image mask) {
        byte[] map = new byte[mask.width() * mask.height()];
        boolean known = false;
        for (int y = 0, i = 0; y < mask.height(); y++) {
            for (int x = 0; x < mask.width(); x++, i++) {
                float value = mask.value(x, y, 0);
                boolean inRange = value >= 0 && value <= LARGEST_VALUE;
                map[i] = inRange ? classes[(int) value] : Target.ClassMap.IGNORED;
                known |= map[i] != Target.ClassMap.IGNORED;
            }
        }
        if (!known) {
            throw new FoveaException("The mask '" + pair.labels() + "' has none of the classes' pixel values (its first"
                    + " pixel is " + mask.value(0, 0, 0) + "); say with 'values' which value stands for which class.");
        }
        return map;
    }
}
