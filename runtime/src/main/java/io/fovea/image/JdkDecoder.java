package io.fovea.image;

import io.fovea.image.sample.FormatException;
import io.fovea.image.sample.Orientation;
import io.fovea.image.sample.PageSource.Form;
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
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Decodes BMP, GIF and indexed PNG with the readers of the JDK, which hand out the indices of palettes. */
final class JdkDecoder {
    private static final String OWN = "com.sun.imageio.";

    private JdkDecoder() {}

    /**
     * A file with a palette, or with colours of 8 bits.
     *
     * @param format as the JDK calls it: {@code png}, {@code bmp}, {@code gif}
     * @param grey whether it has a palette with greys only
     */
    static Encoded open(byte[] file, String format, int width, int height, boolean grey, Orientation orientation)
            throws FormatException {
        Form form = new Form(width, height, grey ? 1 : 3, SampleType.UINT8);
        return Encoded.of(form, orientation, () -> {
            Picture picture = decode(file, format);
            return new Picture(picture.samples(), picture.palette(), false, false, orientation);
        });
    }

    private static Picture decode(byte[] file, String format) throws IOException {
        ImageReader reader = reader(format);
        try (MemoryCacheImageInputStream input = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            reader.setInput(input, false, true);
            return picture(reader.read(0));
        } catch (RuntimeException e) {
            throw new FormatException("is a " + format.toUpperCase(Locale.ROOT) + " image that is damaged", e);
        } finally {
            reader.dispose();
        }
    }

    /** Others may have put in readers of their own, whose answers nobody has looked at. */
    private static ImageReader reader(String format) {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
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
        return new Picture(
                new Samples(width, height, 3, SampleType.UINT8, pixels),
                Optional.empty(),
                false,
                false,
                Orientation.UPRIGHT);
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

    /**
     * Whether the colours of a palette are all grey.
     *
     * @param at where its first red or blue is
     * @param step bytes from one colour to the next
     */
    static boolean isGrey(byte[] file, int at, int colors, int step) {
        for (int i = at; i < at + colors * step && i + 2 < file.length; i += step) {
            if (file[i] != file[i + 1] || file[i] != file[i + 2]) {
                return false;
            }
        }
        return true;
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
