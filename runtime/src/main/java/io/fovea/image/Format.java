package io.fovea.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** What a file's first bytes say it is, and whether its end is there: decoders do not always miss it. */
enum Format {
    PNG,
    JPEG,
    TIFF,
    BMP,
    OTHER;

    static Format of(byte[] file) {
        if (startsWith(file, 0x89, 'P', 'N', 'G')) {
            return PNG;
        }
        if (startsWith(file, 0xff, 0xd8, 0xff)) {
            return JPEG;
        }
        if (startsWith(file, 'I', 'I', 42, 0)
                || startsWith(file, 'M', 'M', 0, 42)
                || startsWith(file, 'I', 'I', 43, 0)
                || startsWith(file, 'M', 'M', 0, 43)) {
            return TIFF;
        }
        return startsWith(file, 'B', 'M') ? BMP : OTHER;
    }

    /** Whether the file has the end that its beginning promises. */
    boolean isComplete(byte[] file) {
        return switch (this) {
            case PNG -> pngEnds(file);
            case JPEG -> jpegEnds(file);
            case TIFF -> TiffPages.count(file) > 0;
            case BMP -> bmpEnds(file);
            case OTHER -> true;
        };
    }

    /** Walks the chunks (length, type, data, checksum) to {@code IEND}. */
    private static boolean pngEnds(byte[] file) {
        ByteBuffer bytes = ByteBuffer.wrap(file);
        long at = 8;
        while (at + 12 <= file.length) {
            long length = bytes.getInt((int) at) & 0xffffffffL;
            if (bytes.getInt((int) at + 4) == 0x49454e44) {
                return true;
            }
            at += 12 + length;
        }
        return false;
    }

    /** Walks the segments, and the scans between them, to the end-of-image marker; a thumbnail's does not count. */
    private static boolean jpegEnds(byte[] file) {
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.BIG_ENDIAN);
        int at = 2;
        while (at + 1 < file.length) {
            int marker = file[at + 1] & 0xff;
            if ((file[at] & 0xff) != 0xff || marker == 0 || marker == 0xff || marker >= 0xd0 && marker <= 0xd8) {
                at++; // entropy-coded data, a stuffed byte, fill, or a restart
            } else if (marker == 0xd9) {
                return true;
            } else if (at + 3 >= file.length) {
                return false;
            } else {
                at += 2 + (bytes.getShort(at + 2) & 0xffff);
            }
        }
        return false;
    }

    /** Compares with the size in the header, which some writers leave 0. */
    private static boolean bmpEnds(byte[] file) {
        return file.length >= 26
                && ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(2) <= file.length;
    }

    private static boolean startsWith(byte[] file, int... start) {
        if (file.length < start.length) {
            return false;
        }
        for (int i = 0; i < start.length; i++) {
            if ((file[i] & 0xff) != start[i]) {
                return false;
            }
        }
        return true;
    }
}
