package io.fovea.image;

import io.fovea.ArrayLength;
import java.nio.FloatBuffer;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/** Pictures of results on top of the image they belong to. */
public final class Overlays {
    private static final double SHOWN_LOW = 0.1;
    private static final double SHOWN_HIGH = 99.9;

    /** An 8-bit image that stays below this shows little to the eye as it is. */
    private static final int DIM = 128;

    private static final Levels WHOLE_RANGE = new Levels(0, 255);

    private static final int PIXELS_PER_LINE_WIDTH = 1000;

    private Overlays() {}

    /**
     * Draws the outline of every label in its own bright colour on the image, or in another where that could not be seen,
     * inside the label's pixels: one pixel wide on images below 1,000 pixels, wider on larger ones.
     *
     * @param image any depth; 16 and 32 bit, and dim 8 bit, are stretched between percentiles for show
     * @param labels one per pixel, 0 is background
     * @return 8-bit RGB of the image's size
     */
    public static Image outlines(Image image, int[] labels) {
        return outlines(image, labels, IntUnaryOperator.identity());
    }

    /**
     * The same in the colours of what labels belong to.
     *
     * @param colors the number of the colour of a label, from 1
     */
    public static Image outlines(Image image, int[] labels, IntUnaryOperator colors) {
        requireSize(image, labels.length);
        byte[] pixels = shown(image);
        OutlineColors under = new OutlineColors();
        BitSet lines = LabelRims.of(labels, image.width(), image.height(), lineWidth(image));
        for (int i = lines.nextSetBit(0); i >= 0; i = lines.nextSetBit(i + 1)) {
            under.add(
                    colors.applyAsInt(labels[i]),
                    pixels[3 * i] & 0xff,
                    pixels[3 * i + 1] & 0xff,
                    pixels[3 * i + 2] & 0xff);
        }
        Map<Integer, Integer> chosen = under.choose();
        int last = Integer.MIN_VALUE;
        int color = 0;
        for (int i = lines.nextSetBit(0); i >= 0; i = lines.nextSetBit(i + 1)) {
            int label = colors.applyAsInt(labels[i]);
            color = label == last ? color : chosen.get(label);
            last = label;
            paint(pixels, i, color);
        }
        return Image.rgb8(image.width(), image.height(), pixels);
    }

    /**
     * Draws the borders between classes on the image, each in the colour of the class with the higher index, whose
     * outline it is.
     *
     * @param classes one per pixel, unsigned
     * @return 8-bit RGB of the image's size
     */
    public static Image borders(Image image, byte[] classes) {
        requireSize(image, classes.length);
        int[] labels = new int[classes.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = classes[i] & 0xff;
        }
        return outlines(image, labels);
    }

    /**
     * Draws boxes and their names on the image.
     *
     * @return 8-bit RGB of the image's size
     */
    public static Image boxes(Image image, List<NamedBox> boxes) {
        return NamedBox.draw(Image.rgb8(image.width(), image.height(), shown(image)), boxes);
    }

    /**
     * Draws points on an image that is shown already.
     *
     * @param image 8-bit RGB
     * @return 8-bit RGB of the image's size
     */
    public static Image points(Image image, List<MarkedPoint> points) {
        return MarkedPoint.draw(image, points);
    }

    /**
     * The image as 8-bit RGB for the eye, interleaved, in an array of its own. 16 and 32 bit, and dim 8 bit, are stretched
     * between percentiles. Channels that are no colours are each stretched and shown in ImageJ's colours: red, green, blue,
     * grey, cyan, magenta, yellow, and others grey.
     */
    public static byte[] shown(Image image) {
        if (image.channels() > 1 && !image.isColor()) {
            return Composite.of(image, SHOWN_LOW, SHOWN_HIGH);
        }
        if (image.depth() == Image.Depth.UINT8) {
            Levels levels = Levels.of(image, SHOWN_LOW, SHOWN_HIGH);
            return shown(image, levels.high() < DIM ? levels : WHOLE_RANGE);
        }
        Normalisation display = Normalisation.RAW.with(Stretch.DEEP, SHOWN_LOW, SHOWN_HIGH);
        PreparedImage prepared = new Preparation(Color.RGB, Layout.NHWC, display).prepare(image);
        int width = image.width();
        byte[] pixels = new byte[ArrayLength.of(width, image.height(), 3)];
        FloatBuffer row = FloatBuffer.allocate(width * 3);
        for (int y = 0; y < image.height(); y++) {
            prepared.fill(0, y, width, 1, row);
            for (int i = 0; i < row.capacity(); i++) {
                pixels[y * width * 3 + i] = (byte) Math.round(row.get(i));
            }
        }
        return pixels;
    }

    /** An 8-bit image stretched between levels: there are no more than 256 values to work out. */
    private static byte[] shown(Image image, Levels levels) {
        byte[] stretched = new byte[256];
        for (int value = 0; value < stretched.length; value++) {
            stretched[value] = (byte) Math.round(levels.apply(value));
        }
        byte[] values = image.bytes();
        byte[] pixels = new byte[ArrayLength.of(image.width(), image.height(), 3)];
        if (image.isColor()) {
            for (int i = 0; i < values.length; i++) {
                pixels[i] = stretched[values[i] & 0xff];
            }
            return pixels;
        }
        for (int i = 0; i < values.length; i++) {
            byte grey = stretched[values[i] & 0xff];
            pixels[3 * i] = grey;
            pixels[3 * i + 1] = grey;
            pixels[3 * i + 2] = grey;
        }
        return pixels;
    }

    /**
     * An image beside another that it was made of, so that both can be compared: 8-bit as it is, of others what lies between the
     * other's percentiles, which may make all of it black or white. Channels that are no colours as {@link #shown} shows them.
     *
     * @param like the other, of the same depth and channels
     * @return 8-bit RGB
     */
    public static Image shownLike(Image image, Image like) {
        boolean whole = image.depth() == Image.Depth.UINT8;
        if (image.channels() > 1 && !image.isColor()) {
            byte[] composed = Composite.of(
                    image, channel -> whole ? WHOLE_RANGE : Levels.of(like.channel(channel), SHOWN_LOW, SHOWN_HIGH));
            return Image.rgb8(image.width(), image.height(), composed);
        }
        Levels levels = whole ? WHOLE_RANGE : Levels.of(like, SHOWN_LOW, SHOWN_HIGH);
        byte[] pixels = new byte[ArrayLength.of(image.width(), image.height(), 3)];
        for (int i = 0; i < pixels.length; i++) {
            int pixel = i / 3;
            float value = image.value(pixel % image.width(), pixel / image.width(), image.isColor() ? i % 3 : 0);
            pixels[i] = (byte) Math.round(levels.apply(value));
        }
        return Image.rgb8(image.width(), image.height(), pixels);
    }

    /** Channels that are no colours as a picture, as {@link #shown} shows them; grey and RGB images as they are. */
    public static Image forTheEye(Image image) {
        return image.channels() == 1 || image.isColor()
                ? image
                : Image.rgb8(image.width(), image.height(), shown(image));
    }

    private static void paint(byte[] pixels, int pixel, int color) {
        pixels[3 * pixel] = (byte) (color >> 16);
        pixels[3 * pixel + 1] = (byte) (color >> 8);
        pixels[3 * pixel + 2] = (byte) color;
    }

    private static int lineWidth(Image image) {
        return 1 + Math.max(image.width(), image.height()) / PIXELS_PER_LINE_WIDTH;
    }

    private static void requireSize(Image image, int pixels) {
        if (pixels != (long) image.width() * image.height()) {
            throw new IllegalArgumentException(pixels + " labels for an image of " + image);
        }
    }
}
