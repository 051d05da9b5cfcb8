package io.fovea.imagej;

import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.LUT;
import ij.process.ShortProcessor;
import io.fovea.ArrayLength;
import io.fovea.image.Image;
import io.fovea.image.NonFinite;
import io.fovea.image.sample.Palette;

/**
 * Turns ImageJ's pixels into Fovea's. A colour table that only dresses up intensities (green, fire) is left aside; an
 * inverting one is undone, so that a model sees the polarity that the user sees; a palette (a GIF's) gives colours.
 */
final class ImageJPixels {
    private ImageJPixels() {}

    /**
     * One plane.
     *
     * @param lut ignored for RGB
     * @param meaning what the colours of a table are
     * @param signed whether 16-bit values stand for those of 32,768 less
     */
    static Image toImage(ImageProcessor pixels, LUT lut, TableMeaning meaning, boolean signed) {
        if (pixels instanceof ColorProcessor color) {
            return rgb(color.getWidth(), color.getHeight(), (int[]) color.getPixels());
        }
        Palette table = table(lut);
        if (pixels instanceof ByteProcessor && meaning.isColour(table)) {
            ImageProcessor colored = pixels.duplicate();
            colored.setLut(lut);
            return toImage(colored.convertToRGB(), null, meaning, false);
        }
        return intensities(pixels, lut, signed);
    }

    /** One plane of a channel, whose table only dresses intensities up. */
    static Image intensities(ImageProcessor pixels, LUT lut, boolean signed) {
        Palette table = table(lut);
        ImageProcessor values = signed ? signed(pixels) : pixels;
        return gray(!table.rises() && table.falls() ? inverted(values) : values);
    }

    private static Palette table(LUT lut) {
        int[] colors = new int[256];
        for (int i = 0; i < colors.length; i++) {
            colors[i] = lut == null ? i * 0x010101 : lut.getRed(i) << 16 | lut.getGreen(i) << 8 | lut.getBlue(i);
        }
        return new Palette(colors);
    }

    private static ImageProcessor signed(ImageProcessor pixels) {
        FloatProcessor values = new FloatProcessor(pixels.getWidth(), pixels.getHeight());
        for (int i = 0; i < pixels.getPixelCount(); i++) {
            values.setf(i, pixels.get(i) + Short.MIN_VALUE);
        }
        return values;
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
        return NonFinite.replaced(Image.rgb32(width, height, pixels));
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
        float[] values = ((float[]) pixels.convertToFloatProcessor().getPixels()).clone();
        return NonFinite.replaced(Image.gray32(width, height, values));
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
}
