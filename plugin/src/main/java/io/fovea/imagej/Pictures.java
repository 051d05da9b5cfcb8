package io.fovea.imagej;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.LUT;
import ij.process.ShortProcessor;
import io.fovea.explore.Response;
import io.fovea.image.ColorMap;
import io.fovea.image.Image;
import java.util.List;

/** Images of Fovea as images of ImageJ. */
final class Pictures {
    private Pictures() {}

    /** An image: grey of any depth, or 8-bit RGB. */
    static ImageProcessor of(Image image) {
        if (image.channels() == 1) {
            return grey(image);
        }
        int[] pixels = new int[image.width() * image.height()];
        byte[] bytes = image.bytes();
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (bytes[3 * i] & 0xff) << 16 | (bytes[3 * i + 1] & 0xff) << 8 | bytes[3 * i + 2] & 0xff;
        }
        return new ColorProcessor(image.width(), image.height(), pixels);
    }

    private static ImageProcessor grey(Image image) {
        int width = image.width();
        int height = image.height();
        return switch (image.depth()) {
            case UINT8 -> new ByteProcessor(width, height, image.bytes().clone());
            case UINT16 -> new ShortProcessor(width, height, image.shorts().clone(), null);
            case FLOAT32 -> new FloatProcessor(width, height, image.floats().clone());
        };
    }

    /** A map of real numbers. */
    static ImageProcessor of(Response map) {
        return new FloatProcessor(map.width(), map.height(), map.values());
    }

    /**
     * A stack of planes of one size.
     *
     * @param labels one for each plane
     */
    static ImagePlus stack(String title, List<ImageProcessor> planes, List<String> labels) {
        ImageStack stack =
                new ImageStack(planes.get(0).getWidth(), planes.get(0).getHeight());
        for (int i = 0; i < planes.size(); i++) {
            stack.addSlice(labels.get(i), planes.get(i));
        }
        ImagePlus image = new ImagePlus(title, stack);
        image.resetDisplayRange();
        return image;
    }

    /** Shows an image of numbers in viridis, from its lowest to its highest value in all planes. */
    static void viridis(ImagePlus image) {
        int[] table = ColorMap.VIRIDIS.table();
        byte[][] rgb = new byte[3][256];
        for (int i = 0; i < 256; i++) {
            for (int c = 0; c < 3; c++) {
                rgb[c][i] = (byte) (table[i] >> (16 - 8 * c));
            }
        }
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = 1; i <= image.getStackSize(); i++) {
            ImageProcessor plane = image.getStack().getProcessor(i);
            low = Math.min(low, plane.getMin());
            high = Math.max(high, plane.getMax());
        }
        image.setLut(new LUT(rgb[0], rgb[1], rgb[2]));
        image.setDisplayRange(low, high);
    }
}
