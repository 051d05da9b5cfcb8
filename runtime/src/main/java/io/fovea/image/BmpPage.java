package io.fovea.image;

import io.fovea.image.sample.FormatException;
import io.fovea.image.sample.Orientation;
import io.fovea.image.sample.PageSource.Form;
import io.fovea.image.sample.Palette;
import io.fovea.image.sample.SampleType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;

/** A BMP file, of Windows or OS/2, whose header is checked before it is decoded. */
final class BmpPage {
    private static final int FILE_HEADER = 14;
    private static final int OS2_HEADER = 12;
    private static final int JPEG = 4;
    private static final int PNG = 5;

    /** Run lengths make no more pixels of a byte, but for those that are skipped. */
    private static final int MOST_OF_A_BYTE = 1000;

    private BmpPage() {}

    /** Looks through a file; throws if it is damaged, truncated or too large. */
    static Encoded open(byte[] file) throws FormatException {
        if (file.length < FILE_HEADER + OS2_HEADER) {
            throw FormatException.truncated();
        }
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int header = bytes.getInt(14);
        boolean old = header == OS2_HEADER;
        if (!old && header < 16 || bytes.getInt(2) > file.length || !old && file.length < FILE_HEADER + 40) {
            throw FormatException.truncated();
        }
        int width = old ? bytes.getShort(18) & 0xffff : bytes.getInt(18);
        int height = Math.abs(old ? bytes.getShort(20) & 0xffff : bytes.getInt(22));
        int bits = bytes.getShort(old ? 24 : 28) & 0xffff;
        int compression = old || header < 40 ? 0 : bytes.getInt(30);
        if (compression == JPEG || compression == PNG) {
            throw new FormatException("is a BMP with a JPEG or PNG in it, which is not read; save it anew");
        }
        long row = ((long) width * bits + 31) / 32 * 4;
        boolean plain = compression == 0 || compression == 3 || compression == 6;
        if (width > 0 && plain && row * height > file.length - (bytes.getInt(10) & 0xffffffffL)) {
            throw FormatException.truncated();
        }
        if ((double) width * height > (double) file.length * MOST_OF_A_BYTE) {
            throw new FormatException(String.format(
                    Locale.ROOT, "is damaged: %,d bytes cannot hold %dx%d pixels", file.length, width, height));
        }
        int step = old ? 3 : 4;
        int palette = FILE_HEADER + header;
        int used = old || header < 40 ? 0 : bytes.getInt(46);
        int most = Math.max(0, (bytes.getInt(10) - palette) / step);
        int colors = Math.min(used > 0 ? used : 1 << Math.min(bits, 8), most);
        boolean grey = bits <= 8
                && palette < file.length
                && Palette.of(file, palette, colors, step, true).isGrey();
        Form form = Form.of(width, height, !grey, SampleType.UINT8);
        return Encoded.of(form, Orientation.UPRIGHT, () -> BmpDecoder.decode(file));
    }
}
