package io.fovea.imagej;

import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.LUT;
import ij.process.ShortProcessor;
import io.fovea.ArrayLength;
import io.fovea.image.Image;

/**
 * Turns ImageJ's pixels into Fovea's. A colour table that only dresses up intensities (green, fire) is left aside; an
 * inverting one is undone, so that a model sees the polarity that the user sees; any other (a GIF's) gives colours.
 */
final class Pixels {
    /** How far the brightness of a table may fall and still be called rising: tables are rounded. */
    private static final double TOLERANCE = 2;

    private Pixels() {}

    /** One plane; {@code lut} is ignored for RGB. */
    static Image toImage(ImageProcessor pixels, LUT lut) {
        if (pixels instanceof ColorProcessor color) {
            return rgb(color.getWidth(), color.getHeight(), (int[]) color.getPixels());
        }
        boolean rises = lut == null || isMonotone(lut, 1);
        if (!rises && isMonotone(lut, -1)) {
            return gray(inverted(pixels));
        }
        if (!rises && pixels instanceof ByteProcessor) {
            ImageProcessor table = pixels.duplicate();
            table.setLut(lut);
            return toImage(table.convertToRGB(), null);
        }
        return gray(pixels);
    }

    /** Three planes of one depth as red, green, blue. */
    static Image merge(ImageProcessor red, ImageProcessor green, ImageProcessor blue) {
        int width = red.getWidth();
        int height = red.getHeight();
        int size = ArrayLength.of(3, width, height);
        ImageProcessor[] planes = {red, green, blue};
        if (red instanceof ByteProcessor) {
            byte[] pixels = new byte[size];
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = (byte) planes[i % 3].get(i / 3);
            }
            return Image.rgb8(width, height, pixels);
        }
        if (red instanceof ShortProcessor) {
            short[] pixels = new short[size];
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = (short) planes[i % 3].get(i / 3);
            }
            return Image.rgb16(width, height, pixels);
        }
        float[] pixels = new float[size];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = planes[i % 3].getf(i / 3);
        }
        return Image.rgb32(width, height, finite(pixels));
    }

    private static Image rgb(int width, int height, int[] packed) {
        byte[] pixels = new byte[ArrayLength.of(3, packed.length)];
        for (int i = 0; i < packed.length; i++) {
            pixels[3 * i] = (byte) (packed[i] >> 16);
            pixels[3 * i + 1] = (byte) (packed[i] >> 8);
            pixels[3 * i + 2] = (byte) packed[i];
        }
        return Image.rgb8(width, height, pixels);
    }

    private static Image gray(ImageProcessor pixels) {
        int width = pixels.getWidth();
        int height = pixels.getHeight();
        if (pixels instanceof ByteProcessor) {
            return Image.gray8(width, height, ((byte[]) pixels.getPixels()).clone());
        }
        if (pixels instanceof ShortProcessor) {
            return Image.gray16(width, height, ((short[]) pixels.getPixels()).clone());
        }
        return Image.gray32(
                width,
                height,
                finite(((float[]) pixels.convertToFloatProcessor().getPixels()).clone()));
    }

    private static ImageProcessor inverted(ImageProcessor pixels) {
        ImageProcessor inverse = pixels.duplicate();
        for (int i = 0; i < inverse.getPixelCount(); i++) {
            if (inverse instanceof FloatProcessor) {
                inverse.setf(i, -inverse.getf(i));
            } else {
                inverse.set(i, (inverse instanceof ByteProcessor ? 0xff : 0xffff) - inverse.get(i));
            }
        }
        return inverse;
    }

    /** ImageJ marks background with NaN, which would blacken everything a network sees around it: the least value does. */
    private static float[] finite(float[] values) {
        float least = Float.POSITIVE_INFINITY;
        for (float value : values) {
            if (value < least && !Float.isInfinite(value)) {
                least = value;
            }
        }
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                values[i] = Float.isInfinite(least) ? 0 : least;
            }
        }
        return values;
    }

    private static boolean isMonotone(LUT lut, int direction) {
        double highest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < 256; i++) {
            double luminance = direction * (0.299 * lut.getRed(i) + 0.587 * lut.getGreen(i) + 0.114 * lut.getBlue(i));
            if (luminance < highest - TOLERANCE) {
                return false;
            }
            highest = Math.max(highest, luminance);
        }
        return true;
    }
}
