package io.fovea.image;

import io.fovea.image.sample.Exif;
import io.fovea.image.sample.FormatException;
import io.fovea.image.sample.Orientation;
import io.fovea.image.sample.PageSource.Form;
import io.fovea.image.sample.Palette;
import io.fovea.image.sample.Picture;
import io.fovea.image.sample.SampleType;
import io.fovea.image.sample.Samples;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32;

/** A PNG file (ISO 15948), whose chunks are checked by their checksums before it is decoded. */
final class PngPage {
    private static final int HEADER = 0x49484452; // IHDR
    private static final int PALETTE = 0x504c5445; // PLTE
    private static final int DATA = 0x49444154; // IDAT
    private static final int END = 0x49454e44; // IEND
    private static final int EXIF = 0x65584966; // eXIf

    private static final int COLOUR = 2;
    private static final int INDEXED = 3;

    /** Deflate makes no more of a byte. */
    private static final int MOST_OF_A_BYTE = 1040;

    private final byte[] file;
    private final ByteArrayOutputStream plain;
    private Orientation orientation = Orientation.UPRIGHT;
    private long data;
    private Optional<Palette> palette = Optional.empty();

    private PngPage(byte[] file) {
        this.file = file;
        plain = new ByteArrayOutputStream(file.length);
    }

    /** Looks through a file; throws if it is damaged, truncated or too large. */
    static Encoded open(byte[] file) throws FormatException {
        return new PngPage(file).open();
    }

    private Encoded open() throws FormatException {
        ByteBuffer bytes = ByteBuffer.wrap(file);
        plain.write(file, 0, 8);
        walk(bytes);
        int width = bytes.getInt(16);
        int height = bytes.getInt(20);
        int bits = file[24];
        int kind = file[25];
        int channels = kind == COLOUR || kind == 6 ? 3 : 1;
        NativeDecoder.requireFew(Math.max(width, 0), Math.max(height, 0));
        double rowBits = (double) width * bits * (channels + (kind >= 4 ? 1 : 0));
        if (rowBits / 8 * height > (double) data * MOST_OF_A_BYTE + 1024) {
            throw new FormatException(String.format(
                    Locale.ROOT, "is damaged: %,d bytes cannot hold %dx%d pixels", file.length, width, height));
        }
        byte[] cleaned = plain.toByteArray();
        if (kind == INDEXED) {
            return indexed(cleaned, width, height, bits);
        }
        Form form = Form.of(width, height, channels == 3, bits == 16 ? SampleType.UINT16 : SampleType.UINT8);
        return Encoded.of(form, orientation, () -> NativeDecoder.decode(cleaned, "PNG", channels, orientation));
    }

    /** A file with a palette, whose indices the decoder takes for greys: those of less than 8 bits come spread out. */
    private Encoded indexed(byte[] cleaned, int width, int height, int bits) throws FormatException {
        if (palette.isEmpty()) {
            throw new FormatException("is damaged: its palette is missing");
        }
        cleaned[25] = 0;
        CRC32 checksum = new CRC32();
        checksum.update(cleaned, 12, 17);
        ByteBuffer.wrap(cleaned).putInt(29, (int) checksum.getValue());
        Palette colors = palette.get();
        Form form = Form.of(width, height, !colors.isGrey(), SampleType.UINT8);
        return Encoded.of(form, orientation, () -> {
            Samples indices =
                    NativeDecoder.decode(cleaned, "PNG", 1, orientation).samples();
            byte[] values = (byte[]) indices.data();
            int spread = 255 / ((1 << bits) - 1);
            for (int i = 0; spread > 1 && i < values.length; i++) {
                values[i] = (byte) ((values[i] & 0xff) / spread);
            }
            return Picture.indexed(indices, colors);
        });
    }

    /** Goes from chunk to chunk (length, type, data, checksum) and keeps what a decoder needs. */
    private void walk(ByteBuffer bytes) throws FormatException {
        CRC32 checksum = new CRC32();
        int at = 8;
        while (true) {
            if (at + 12 > file.length) {
                throw FormatException.truncated();
            }
            int length = bytes.getInt(at);
            int type = bytes.getInt(at + 4);
            if (length < 0 || length > file.length - at - 12) {
                throw FormatException.truncated();
            }
            if (at == 8 && (type != HEADER || length != 13)) {
                throw new FormatException("is damaged: its PNG header is none");
            }
            checksum.reset();
            checksum.update(file, at + 4, length + 4);
            if ((int) checksum.getValue() != bytes.getInt(at + 8 + length)) {
                throw new FormatException(
                        "is damaged: a part of its PNG data is not what was written, as its checksum tells");
            }
            if (type == HEADER || type == DATA || type == END) {
                plain.write(file, at, length + 12);
            }
            if (type == DATA) {
                data += length;
            }
            if (type == PALETTE) {
                palette = Optional.of(Palette.of(file, at + 8, Math.min(256, length / 3), 3, false));
            }
            if (type == EXIF) {
                orientation = Exif.orientation(file, at + 8, at + 8 + length);
            }
            if (type == END) {
                return;
            }
            at += length + 12;
        }
    }
}
