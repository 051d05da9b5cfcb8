package io.fovea.data;

import io.fovea.FoveaException;
import io.fovea.image.Image;
import io.fovea.image.IndexImage;
import java.nio.file.Path;
import java.util.Optional;

/** Reads label images and masks as whole numbers. */
public final class LabelFiles {

    private LabelFiles() {}

    /**
     * The numbers of a label image, of a palette the indices. A picture of three channels that are all the same is grey.
     *
     * @throws UnreadableException when the file is missing, damaged or no image
     * @throws FoveaException when it is a picture of something else: coloured without a palette, or not of whole numbers
     */
    public static IndexImage numbers(Path file) {
        try {
            return IndexImage.read(file);
        } catch (FoveaException e) {
            Image image = ImageFiles.read(file);
            return gray(image).orElseThrow(() -> e);
        }
    }

    private static Optional<IndexImage> gray(Image image) {
        if (image.channels() != 3 || image.depth() == Image.Depth.FLOAT32) {
            return Optional.empty();
        }
        int[] numbers = new int[image.width() * image.height()];
        for (int y = 0, i = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++, i++) {
                float red = image.value(x, y, 0);
                if (image.value(x, y, 1) != red || image.value(x, y, 2) != red) {
                    return Optional.empty();
                }
                numbers[i] = (int) red;
            }
        }
        return Optional.of(IndexImage.of(image.width(), image.height(), numbers));
    }

    /**
     * The colours of a mask as {@code 0xRRGGBB}: as stored, as its palette has them, or grey.
     *
     * @throws UnreadableException when the file is missing, damaged or no image
     * @throws FoveaException when it is not of 8 bits
     */
    public static IndexImage colors(Path file) {
        Image image = ImageFiles.read(file);
        if (image.channels() == 1) {
            IndexImage numbers = numbers(file);
            Optional<int[]> palette = numbers.palette();
            return mapped(numbers, file, palette.orElseGet(LabelFiles::grays));
        }
        if (!image.isColor() || image.depth() != Image.Depth.UINT8) {
            throw new FoveaException(
                    "The mask '" + file + "' is " + image + "; one whose colours count is grey or RGB of 8 bits.");
        }
        int[] colors = new int[image.width() * image.height()];
        byte[] bytes = image.bytes();
        for (int i = 0; i < colors.length; i++) {
            colors[i] = (bytes[3 * i] & 0xff) << 16 | (bytes[3 * i + 1] & 0xff) << 8 | bytes[3 * i + 2] & 0xff;
        }
        return IndexImage.of(image.width(), image.height(), colors);
    }

    private static IndexImage mapped(IndexImage numbers, Path file, int[] colors) {
        int[] values = numbers.values();
        int[] mapped = new int[values.length];
        for (int i = 0; i < mapped.length; i++) {
            if (values[i] < 0 || values[i] >= colors.length) {
                throw new FoveaException(
                        "The mask '" + file + "' has the value " + values[i] + "; one whose colours count has 8 bits.");
            }
            mapped[i] = colors[values[i]];
        }
        return IndexImage.of(numbers.width(), numbers.height(), mapped);
    }

    private static int[] grays() {
        int[] grays = new int[256];
        for (int i = 0; i < grays.length; i++) {
            grays[i] = i << 16 | i << 8 | i;
        }
        return grays;
    }
}
