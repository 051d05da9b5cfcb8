package io.fovea.data;

import io.fovea.FoveaException;
import io.fovea.image.Image;
import java.nio.file.Path;

/** A folder of images and a folder of label images with the same names: 0 is background, every object has a number. */
public final class InstanceDataset {

    private InstanceDataset() {}

    /**
     * Pairs the files of two folders, sorted by name.
     *
     * @throws FoveaException when a folder is missing or empty, or an image has no label image
     */
    public static Dataset of(Path images, Path labels) {
        return ImagePairs.of(images, labels)
                .examples(mask -> new Target.Instances(mask.width(), mask.height(), numbers(mask)));
    }

    private static short[] numbers(Image mask) {
        if (mask.depth() == Image.Depth.UINT16) {
            return mask.shorts();
        }
        short[] numbers = new short[mask.width() * mask.height()];
        for (int y = 0, i = 0; y < mask.height(); y++) {
            for (int x = 0; x < mask.width(); x++, i++) {
                numbers[i] = (short) mask.value(x, y, 0);
            }
        }
        return numbers;
    }
}
