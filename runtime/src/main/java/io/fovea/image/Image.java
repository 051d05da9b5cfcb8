package io.fovea.image;

import io.fovea.ArrayLength;
import io.fovea.FoveaException;
import io.fovea.image.sample.Capacity;
import io.fovea.image.sample.Orientation;
import java.lang.reflect.Array;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Pixels on the Java heap: grey, RGB, or 1 to 16 channels, 8-bit, 16-bit or float, interleaved, row by row from the top.
 *
 * <p>Only RGB is colour. Three channels that are not, such as three stains, are no colour photograph: nothing takes their
 * mean for grey, or turns their hue. See {@link #isColor}.
 *
 * <p>Immutable and thread-safe as long as nobody writes into the arrays, which are shared, not copied.
 */
public final class Image {
    /** The most channels that an image has. */
    public static final int MOST_CHANNELS = Capacity.MOST_CHANNELS;

    private final int width;
    private final int height;
    private final int channels;
    private final boolean color;
    private final Depth depth;
    private final Object pixels;

    /** How a value is stored. */
    public enum Depth {
        /** Bytes, 0..255. */
        UINT8,
        /** Shorts, 0..65535. */
        UINT16,
        /** Floats of any range. */
        FLOAT32;

        /** How many bytes a value has. */
        public int bytes() {
            return switch (this) {
                case UINT8 -> Byte.BYTES;
                case UINT16 -> Short.BYTES;
                case FLOAT32 -> Float.BYTES;
            };
        }
    }

    private Image(int width, int height, int channels, boolean color, Depth depth, Object pixels) {
        int length = Array.getLength(pixels);
        if (width < 1 || height < 1 || (long) width * height * channels != length) {
            throw new IllegalArgumentException(
                    length + " values do not fill " + width + "x" + height + " pixels of " + channels + " channels");
        }
        if (channels > MOST_CHANNELS) {
            throw new IllegalArgumentException(channels + " channels are more than " + MOST_CHANNELS);
        }
        this.width = width;
        this.height = height;
        this.channels = channels;
        this.color = color;
        this.depth = depth;
        this.pixels = pixels;
    }

    /** One, or so many that are no colours, by the type of the array: bytes, shorts or floats. */
    static Image of(int width, int height, int channels, boolean color, Object pixels) {
        Depth depth = pixels instanceof byte[] ? Depth.UINT8 : pixels instanceof short[] ? Depth.UINT16 : Depth.FLOAT32;
        return new Image(width, height, channels, color, depth, pixels);
    }

    /** Grey, 8-bit. */
    public static Image gray8(int width, int height, byte[] pixels) {
        return of(width, height, 1, false, pixels);
    }

    /** Grey, 16-bit. */
    public static Image gray16(int width, int height, short[] pixels) {
        return of(width, height, 1, false, pixels);
    }

    /** Grey, float. */
    public static Image gray32(int width, int height, float[] pixels) {
        return of(width, height, 1, false, pixels);
    }

    /** Red, green, blue, red, green, blue, ... */
    public static Image rgb8(int width, int height, byte[] pixels) {
        return of(width, height, 3, true, pixels);
    }

    /** As {@link #rgb8}, 16-bit. */
    public static Image rgb16(int width, int height, short[] pixels) {
        return of(width, height, 3, true, pixels);
    }

    /** As {@link #rgb8}, float. */
    public static Image rgb32(int width, int height, float[] pixels) {
        return of(width, height, 3, true, pixels);
    }

    /**
     * Channels that are no colours, such as stains, 8-bit: the first pixel's, one after the other, then the next pixel's.
     *
     * @param channels 1..16; one is grey
     */
    public static Image channels8(int width, int height, int channels, byte[] pixels) {
        return of(width, height, channels, false, pixels);
    }

    /** As {@link #channels8}, 16-bit. */
    public static Image channels16(int width, int height, int channels, short[] pixels) {
        return of(width, height, channels, false, pixels);
    }

    /** As {@link #channels8}, float. */
    public static Image channels32(int width, int height, int channels, float[] pixels) {
        return of(width, height, channels, false, pixels);
    }

    /** The same size and channels with other values, 8-bit. */
    public Image with(byte[] values) {
        return of(width, height, channels, color, values);
    }

    /** The same size and channels with other values, float. */
    public Image with(float[] values) {
        return of(width, height, channels, color, values);
    }

    /**
     * Reads the first page of a PNG, TIFF, JPEG, BMP, GIF or WebP file as the eye sees it: see {@link Pages#read}.
     *
     * @throws FoveaException if the file is missing, empty, truncated, damaged, no image, of a kind that is not read, or
     *     too large for the memory
     */
    public static Image read(Path file) {
        try (Pages pages = Pages.open(file)) {
            return pages.read(0);
        }
    }

    /** Reads every page of a TIFF file; of another format, the one image. See {@link Pages} to read them one by one. */
    public static List<Image> readPages(Path file) {
        try (Pages pages = Pages.open(file)) {
            return IntStream.range(0, pages.count()).mapToObj(pages::read).toList();
        }
    }

    /**
     * Writes a PNG or TIFF file, by the name's suffix, whole or not at all. Channels that are no colours become a hyperstack
     * as ImageJ writes them.
     *
     * @throws FoveaException if the file cannot be written, or its format cannot hold the pixels (floats or
     *     several channels in PNG)
     */
    public void write(Path file) {
        ImageFile.write(this, file);
    }

    /**
     * Writes the file as {@link #write(Path)} does, with a note in it of what the image was made from.
     *
     * @param origin the name of an image or a model, which {@link Origin#of} finds again
     */
    public void write(Path file, String origin) {
        ImageFile.write(this, file, Optional.of(origin));
    }

    /**
     * The image at another size: area average where it shrinks, linear where it grows, in its own depth.
     *
     * @return this image if the size is the same
     */
    public Image resized(int newWidth, int newHeight) {
        return newWidth == width && newHeight == height ? this : Resizing.resize(this, newWidth, newHeight);
    }

    /**
     * The image in its proportions, shrunk where its longer side is above so many pixels; neither side below 1.
     *
     * @return this image if it is no larger
     */
    public Image shrunk(int side) {
        double factor = Math.min(1, (double) side / Math.max(width, height));
        return resized((int) Math.max(1, Math.round(factor * width)), (int) Math.max(1, Math.round(factor * height)));
    }

    /**
     * A part of the image.
     *
     * @param left the first column, from 0
     * @param top the first row, from 0
     * @return this image if it is all of it
     * @throws IndexOutOfBoundsException if it reaches beyond the image
     */
    public Image part(int left, int top, int partWidth, int partHeight) {
        Objects.checkFromIndexSize(left, partWidth, width);
        Objects.checkFromIndexSize(top, partHeight, height);
        if (partWidth == width && partHeight == height) {
            return this;
        }
        int row = partWidth * channels;
        Object part = Array.newInstance(pixels.getClass().getComponentType(), row * partHeight);
        for (int y = 0; y < partHeight; y++) {
            System.arraycopy(pixels, ((top + y) * width + left) * channels, part, y * row, row);
        }
        return of(partWidth, partHeight, channels, color, part);
    }

    /**
     * The image mirrored and turned by quarters: {@code orientation} says what is done to its rows and columns.
     *
     * @return this image if it stays as it is
     */
    public Image oriented(Orientation orientation) {
        if (orientation == Orientation.UPRIGHT) {
            return this;
        }
        int newWidth = orientation.swapsSides() ? height : width;
        int newHeight = orientation.swapsSides() ? width : height;
        Object turned = Array.newInstance(pixels.getClass().getComponentType(), Array.getLength(pixels));
        for (int y = 0; y < newHeight; y++) {
            for (int x = 0; x < newWidth; x++) {
                int from = orientation.index(x, y, width, height);
                System.arraycopy(pixels, from * channels, turned, (y * newWidth + x) * channels, channels);
            }
        }
        return of(newWidth, newHeight, channels, color, turned);
    }

    /**
     * The image with pixels of another one in it.
     *
     * @param other of the same channels and depth
     * @param from for every pixel, row by row, the one of the other that is seen there; below 0 for its own
     */
    public Image patched(Image other, int[] from) {
        Object patched = Array.newInstance(pixels.getClass().getComponentType(), Array.getLength(pixels));
        for (int i = 0; i < from.length; i++) {
            boolean own = from[i] < 0;
            int at = own ? i : from[i];
            System.arraycopy(own ? pixels : other.pixels, at * channels, patched, i * channels, channels);
        }
        return of(width, height, channels, color, patched);
    }

    /** Rows of the image, in any order and number: {@code wanted} less {@code first} are their places in this. */
    Image rows(int[] wanted, int first) {
        int row = width * channels;
        Object chosen = Array.newInstance(pixels.getClass().getComponentType(), ArrayLength.of(row, wanted.length));
        for (int y = 0; y < wanted.length; y++) {
            System.arraycopy(pixels, (wanted[y] - first) * row, chosen, y * row, row);
        }
        return of(width, wanted.length, channels, color, chosen);
    }

    /** In pixels. */
    public int width() {
        return width;
    }

    /** In pixels. */
    public int height() {
        return height;
    }

    /** Values to a pixel, 1..16: 1 is grey, 3 may be red, green and blue. */
    public int channels() {
        return channels;
    }

    /** Whether the channels are red, green and blue, as a file declares them or a palette makes them. */
    public boolean isColor() {
        return color;
    }

    /** How values are stored. */
    public Depth depth() {
        return depth;
    }

    /** The values themselves, not a copy. */
    public byte[] bytes() {
        return (byte[]) pixels;
    }

    /** The values themselves, not a copy. */
    public short[] shorts() {
        return (short[]) pixels;
    }

    /** The values themselves, not a copy. */
    public float[] floats() {
        return (float[]) pixels;
    }

    /** One of the channels, from 0, as grey; this image if it has no other. */
    public Image channel(int channel) {
        return channels == 1 && channel == 0 ? this : Channels.of(this, channel);
    }

    /**
     * Images of one channel, size and depth each, as the channels of one, which are no colours.
     *
     * @param planes 1..16
     * @throws FoveaException if they are of different sizes or depths, or have several channels
     */
    public static Image ofChannels(List<Image> planes) {
        return planes.size() == 1 ? planes.get(0) : Channels.join(planes);
    }

    /** The values, in an array of the depth's type. */
    Object values() {
        return pixels;
    }

    /** One value, unsigned. */
    public float value(int x, int y, int channel) {
        int i = (y * width + x) * channels + channel;
        return switch (depth) {
            case UINT8 -> bytes()[i] & 0xff;
            case UINT16 -> shorts()[i] & 0xffff;
            case FLOAT32 -> floats()[i];
        };
    }

    /** Whether size, channels and what they are, depth and every value agree. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Image that
                && width == that.width
                && height == that.height
                && channels == that.channels
                && color == that.color
                && depth == that.depth
                && Objects.deepEquals(pixels, that.pixels);
    }

    @Override
    public int hashCode() {
        return Objects.hash(width, height, channels, color, depth, Arrays.deepHashCode(new Object[] {pixels}));
    }

    /** What its pixels are, as {@link Header#kind} says it: {@code RGB 8-bit}. */
    public String kind() {
        return new Header(width, height, channels, color, depth).kind();
    }

    /** For example {@code 640x480 RGB 8-bit}, or {@code 640x480 2-channel 16-bit}. */
    @Override
    public String toString() {
        return new Header(width, height, channels, color, depth).toString();
    }
}
