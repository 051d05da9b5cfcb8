package io.fovea.image;

import io.fovea.image.sample.FormatException;
import io.fovea.image.sample.Orientation;
import io.fovea.image.sample.PageSource.Form;
import io.fovea.image.sample.Palette;
import io.fovea.image.sample.Picture;
import io.fovea.image.sample.SampleType;
import io.fovea.image.sample.Samples;
import java.util.Locale;
import java.util.Optional;

/** A GIF file of one picture (GIF89a, CompuServe 1990). */
final class GifPage {
    private static final int EXTENSION = 0x21;
    private static final int PICTURE = 0x2c;
    private static final int END = 0x3b;
    private static final int HEADER = 13;

    /** Of the four passes of interlaced pictures. */
    private static final int[] FIRST_ROWS = {0, 4, 2, 1};

    private static final int[] ROW_STEPS = {8, 8, 4, 2};

    /** LZW makes no more of a byte. */
    private static final int MOST_OF_A_BYTE = 3700;

    private final byte[] file;
    private int pictures;
    private Optional<Palette> palette = Optional.empty();
    private boolean interlaced;

    /** Where the picture's data begin, with the size of its first codes. */
    private int data;

    private GifPage(byte[] file) {
        this.file = file;
    }

    /** Looks through a file; throws if it is truncated, an animation, or too large. */
    static Encoded open(byte[] file) throws FormatException {
        return new GifPage(file).open();
    }

    private Encoded open() throws FormatException {
        int width = twoBytes(6);
        int height = twoBytes(8);
        int flags = byteAt(10);
        int at = HEADER + table(flags, HEADER);
        while (at < file.length && file[at] != END) {
            if (byteAt(at) == EXTENSION) {
                at = blocks(at + 2);
            } else if (byteAt(at) == PICTURE) {
                at = picture(at, width, height);
            } else {
                break; // some writers leave things behind the last picture
            }
        }
        if (pictures == 0) {
            throw FormatException.truncated();
        }
        if (pictures > 1) {
            throw new FormatException("is an animated GIF of " + pictures
                    + " pictures, which is not read; save the one that you mean as PNG");
        }
        if ((double) width * height > (double) file.length * MOST_OF_A_BYTE) {
            throw new FormatException(String.format(
                    Locale.ROOT, "is damaged: %,d bytes cannot hold %dx%d pixels", file.length, width, height));
        }
        if (palette.isEmpty()) {
            throw new FormatException("is a GIF without colours, which is not read; save it as PNG");
        }
        Palette colors = palette.get();
        Form form = Form.of(width, height, !colors.isGrey(), SampleType.UINT8);
        return Encoded.of(form, Orientation.UPRIGHT, () -> Picture.indexed(decode(width, height), colors));
    }

    private Samples decode(int width, int height) throws FormatException {
        byte[] packed = new byte[file.length];
        int length = 0;
        for (int at = data + 1; byteAt(at) != 0; at += 1 + byteAt(at)) {
            System.arraycopy(file, at + 1, packed, length, byteAt(at));
            length += byteAt(at);
        }
        byte[] rows = new byte[width * height];
        GifLzw.decode(packed, length, byteAt(data), rows);
        if (!interlaced) {
            return new Samples(width, height, 1, SampleType.UINT8, rows);
        }
        byte[] indices = new byte[rows.length];
        int row = 0;
        for (int pass = 0; pass < FIRST_ROWS.length; pass++) {
            for (int y = FIRST_ROWS[pass]; y < height; y += ROW_STEPS[pass]) {
                System.arraycopy(rows, row++ * width, indices, y * width, width);
            }
        }
        return new Samples(width, height, 1, SampleType.UINT8, indices);
    }

    private int picture(int at, int width, int height) throws FormatException {
        if (pictures++ == 0
                && (twoBytes(at + 1) != 0
                        || twoBytes(at + 3) != 0
                        || twoBytes(at + 5) != width
                        || twoBytes(at + 7) != height)) {
            throw new FormatException(
                    "is a GIF whose picture does not fill its frame, which is not read; save it as PNG");
        }
        int flags = byteAt(at + 9);
        interlaced = (flags & 0x40) != 0;
        data = at + 10 + table(flags, at + 10);
        return blocks(data + 1);
    }

    /** The length of a table of colours, if there is one. */
    private int table(int flags, int at) {
        if ((flags & 0x80) == 0) {
            return 0;
        }
        int colors = 2 << (flags & 7);
        palette = Optional.of(Palette.of(file, at, colors, 3, false));
        return 3 * colors;
    }

    /** Goes over blocks that say how long they are, to the empty one behind them. */
    private int blocks(int from) throws FormatException {
        int at = from;
        while (byteAt(at) != 0) {
            at += 1 + byteAt(at);
        }
        return at + 1;
    }

    private int twoBytes(int at) throws FormatException {
        return byteAt(at) | byteAt(at + 1) << 8;
    }

    private int byteAt(int at) throws FormatException {
        if (at >= file.length) {
            throw FormatException.truncated();
        }
        return file[at] & 0xff;
    }
}
