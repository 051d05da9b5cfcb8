package io.fovea.image;

import io.fovea.FoveaException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Pixels on the Java heap: grey or RGB, 8-bit, 16-bit or float, interleaved, row by row from the top.
 *
 * <p>Immutable and thread-safe as long as nobody writes into the arrays, which are shared, not copied.
 */
public final class Image {
    private final int width;
    private final int height;
    private final int channels;
    private final Depth depth;
    private final Object pixels;

    /** How a value is stored. */
    public enum Depth {
        /** Bytes, 0..255. */
        UINT8,
        /** Shorts, 0..65535. */
        UINT16,
        /** Floats of any range. */
        FLOAT32
    }

    private Image(int width, int height, int channels, Depth depth, Object pixels, int length) {
        if (width < 1 || height < 1 || (long) width * height * channels != length) {
            throw new IllegalArgumentException(
                    length + " values do not fill " + width + "x" + height + " pixels of " + channels + " channels");
        }
        this.width = width;
        this.height = height;
        this.channels = channels;
        this.depth = depth;
        this.pixels = pixels;
    }

    /** Grey, 8-bit. */
    public static Image gray8(int width, int height, byte[] pixels) {
        return new Image(width, height, 1, Depth.UINT8, pixels, pixels.length);
    }

    /** Grey, 16-bit. */
    public static Image gray16(int width, int height, short[] pixels) {
        return new Image(width, height, 1, Depth.UINT16, pixels, pixels.length);
    }

    /** Grey, float. */
    public static Image gray32(int width, int height, float[] pixels) {
        return new Image(width, height, 1, Depth.FLOAT32, pixels, pixels.length);
    }

    /** Red, green, blue, red, green, blue, ... */
    public static Image rgb8(int width, int height, byte[] pixels) {
        return new Image(width, height, 3, Depth.UINT8, pixels, pixels.length);
    }

    /** As {@link #rgb8}, 16-bit. */
    public static Image rgb16(int width, int height, short[] pixels) {
        return new Image(width, height, 3, Depth.UINT16, pixels, pixels.length);
    }

    /** As {@link #rgb8}, float. */
    public static Image rgb32(int width, int height, float[] pixels) {
        return new Image(width, height, 3, Depth.FLOAT32, pixels, pixels.length);
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
     * Writes a PNG or TIFF file, by the name's suffix: beside it first, then moved, so that no half file is ever seen.
     *
     * @throws FoveaException if the file cannot be written, or its format cannot hold the pixels (float in PNG)
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
        ImageFile.write(this, file, bytes -> Origin.note(bytes, origin));
    }

    /**
     * The image at another size: area average where it shrinks, linear where it grows, in its own depth.
     *
     * @return this image if the size is the same
     */
    public Image resized(int newWidth, int newHeight) {
        return newWidth == width && newHeight == height ? this : Resizing.resize(this, newWidth, newHeight);
    }

    /** In pixels. */
    public int width() {
        return width;
    }

    /** In pixels. */
    public int height() {
        return height;
    }

    /** 1 (grey) or 3 (red, green, blue). */
    public int channels() {
        return channels;
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

    /** One value, unsigned. */
    public float value(int x, int y, int channel) {
        int i = (y * width + x) * channels + channel;
        return switch (depth) {
            case UINT8 -> bytes()[i] & 0xff;
            case UINT16 -> shorts()[i] & 0xffff;
            case FLOAT32 -> floats()[i];
        };
    }

    /** Whether size, channels, depth and every value agree. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Image that
                && width == that.width
                && height == that.height
                && channels == that.channels
                && depth == that.depth
                && Objects.deepEquals(pixels, that.pixels);
    }

    @Override
    public int hashCode() {
        return Objects.hash(width, height, channels, depth, Arrays.deepHashCode(new Object[] {pixels}));
    }

    /** For example {@code 640x480 RGB 8-bit}. */
    @Override
    public String toString() {
        return new Header(width, height, channels, depth).toString();
    }
}
