package io.fovea.image;

import io.fovea.image.sample.Exif;
import io.fovea.image.sample.FormatException;
import io.fovea.image.sample.Orientation;
import io.fovea.image.sample.PageSource.Form;
import io.fovea.image.sample.SampleType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A WebP file (RFC 9649), whose chunks are walked before it is decoded. */
final class WebpPage {
    private static final int LOSSY = 0x20385056; // "VP8 "
    private static final int LOSSLESS = 0x4c385056; // VP8L
    private static final int EXTENDED = 0x58385056; // VP8X
    private static final int EXIF = 0x46495845; // EXIF
    private static final int FIRST = 12;
    private static final int ANIMATED = 2;

    private WebpPage() {}

    /** Looks through a file; throws if it is damaged, truncated, an animation, or too large. */
    static Encoded open(byte[] file) throws FormatException {
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        if (file.length < 34 || (bytes.getInt(4) & 0xffffffffL) > file.length - 8L) {
            throw FormatException.truncated();
        }
        int width;
        int height;
        switch (bytes.getInt(FIRST)) {
            case LOSSY -> {
                width = bytes.getShort(26) & 0x3fff;
                height = bytes.getShort(28) & 0x3fff;
            }
            case LOSSLESS -> {
                int sizes = bytes.getInt(21);
                width = (sizes & 0x3fff) + 1;
                height = (sizes >> 14 & 0x3fff) + 1;
            }
            case EXTENDED -> {
                if ((file[20] & ANIMATED) != 0) {
                    throw new FormatException(
                            "is an animated WebP, which is not read; save the picture that you mean as PNG");
                }
                width = (bytes.getInt(24) & 0xffffff) + 1;
                height = (bytes.getInt(27) & 0xffffff) + 1;
            }
            default -> throw new FormatException("is damaged: its WebP header is none");
        }
        Orientation orientation = orientation(file, bytes);
        NativeDecoder.requireFew(width, height);
        Form form = Form.of(width, height, true, SampleType.UINT8);
        return Encoded.of(form, orientation, () -> NativeDecoder.decode(file, "WebP", 3, orientation));
    }

    private static Orientation orientation(byte[] file, ByteBuffer bytes) throws FormatException {
        long end = 8 + (bytes.getInt(4) & 0xffffffffL);
        long at = FIRST;
        while (at + 8 <= end) {
            long length = bytes.getInt((int) at + 4) & 0xffffffffL;
            if (at + 8 + length > end) {
                throw FormatException.truncated();
            }
            if (bytes.getInt((int) at) == EXIF) {
                int from = (int) at + 8;
                int header = length > 6 && file[from] == 'E' ? 6 : 0; // some writers put JPEG's header before it
                return Exif.orientation(file, from + header, (int) (from + length));
            }
            at += 8 + length + (length & 1);
        }
        return Orientation.UPRIGHT;
    }
}
