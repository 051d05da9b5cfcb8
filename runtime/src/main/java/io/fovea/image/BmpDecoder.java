package io.fovea.image;

import io.fovea.image.sample.Orientation;
import io.fovea.image.sample.Palette;
import io.fovea.image.sample.Picture;
import io.fovea.image.sample.SampleType;
import io.fovea.image.sample.Samples;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Decodes BMP with the reader of the JDK, which hands out the indices of palettes. */
final class BmpDecoder {
    private static final String OWN = "com.sun.imageio.";

    private BmpDecoder() {}

    static Picture decode(byte[] file) throws IOException {
        ImageReader reader = reader();
        try (MemoryCacheImageInputStream input = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            reader.setInput(input, false, true);
            return picture(reader.read(0));
        } finally {
            reader.dispose();
        }
    }

    /** Others may have put in readers of their own, whose answers nobody has looked at. */
    private static ImageReader reader() {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("bmp");
        ImageReader reader = readers.next();
        while (!reader.getClass().getName().startsWith(OWN) && readers.hasNext()) {
            reader = readers.next();
        }
        return reader;
    }

    private static Picture picture(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        if (image.getColorModel() instanceof IndexColorModel colors) {
            Samples indices = new Samples(width, height, 1, SampleType.UINT8, band(image.getRaster()));
            return Picture.indexed(indices, palette(colors));
        }
        byte[] pixels = new byte[3 * width * height];
        boolean bytes = image.getRaster().getNumBands() == 3
                && Arrays.stream(image.getSampleModel().getSampleSize()).allMatch(bits -> bits == 8);
        int[] row = new int[3 * width];
        for (int y = 0, to = 0; y < height; y++) {
            if (bytes) {
                image.getRaster().getPixels(0, y, width, 1, row);
                for (int value : row) {
                    pixels[to++] = (byte) value;
                }
            } else {
                for (int x = 0; x < width; x++) {
                    int color = image.getRGB(x, y);
                    pixels[to++] = (byte) (color >> 16);
                    pixels[to++] = (byte) (color >> 8);
                    pixels[to++] = (byte) color;
                }
            }
        }
        return Picture.of(new Samples(width, height, 3, SampleType.UINT8, pixels), Orientation.UPRIGHT);
    }

    private static byte[] band(Raster raster) {
        int width = raster.getWidth();
        byte[] values = new byte[width * raster.getHeight()];
        int[] row = new int[width];
        for (int y = 0, to = 0; y < raster.getHeight(); y++) {
            raster.getSamples(0, y, width, 1, 0, row);
            for (int value : row) {
                values[to++] = (byte) value;
            }
        }
        return values;
    }

    private static Palette palette(IndexColorModel colors) {
        int[] table = new int[colors.getMapSize()];
        colors.getRGBs(table);
        for (int i = 0; i < table.length; i++) {
            table[i] &= 0xffffff;
        }
        return new Palette(table);
    }
}
