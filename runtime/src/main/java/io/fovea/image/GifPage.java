package io.fovea.image;

import io.fovea.image.sample.FormatException;
import io.fovea.image.sample.Orientation;
import java.util.Locale;

/** A GIF file of one picture, whose blocks are walked before it is decoded. */
final class GifPage {
    private static final int EXTENSION = 0x21;
    private static final int PICTURE = 0x2c;
    private static final int END = 0x3b;
    private static final int HEADER = 13;

    /** LZW makes no more of a byte. */
    private static final int MOST_OF_A_BYTE = 3700;

    private final byte[] file;
    private int pictures;
    private boolean grey;

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
        return JdkDecoder.open(file, "gif", width, height, grey, Orientation.UPRIGHT);
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
        int table = at + 10;
        return blocks(table + table(byteAt(at + 9), table) + 1);
    }

    /** The length of a table of colours, if there is one. */
    private int table(int flags, int at) {
        if ((flags & 0x80) == 0) {
            return 0;
        }
        int colors = 2 << (flags & 7);
        grey = JdkDecoder.isGrey(file, at, colors, 3);
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
