package io.fovea.image;

import io.fovea.image.sample.Units;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * One page of a TIFF file (TIFF 6.0; BigTIFF where it has 4 GB) in strips that are compressed with Deflate, little-endian.
 *
 * @param channels 1 for grey, 3 for red, green and blue, pixel by pixel
 * @param stripRows of every strip but the last
 * @param bits of a value: 8, 16 or 32
 * @param areReal whether those of 32 bits are floats
 * @param strips compressed, from the top
 * @param description ASCII; empty of pages behind the first
 * @param size of a pixel, for readers of the resolution; only where it is in micrometres
 */
record TiffStrips(
        int width,
        int height,
        int channels,
        int stripRows,
        int bits,
        boolean areReal,
        PackedStrips strips,
        String description,
        Optional<PixelSize> size) {
    private static final int ASCII = 2;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int RATIONAL = 5;
    private static final int LONG8 = 16;
    private static final int ENTRIES = 12;
    private static final int MORE_WITH_SIZE = 3;
    private static final int RESOLUTION_BYTES = 2 * 8;
    private static final int CENTIMETRE = 3;
    private static final double MICROMETRES = 1e4;
    private static final int CHANNEL_BYTES = 2 * 2 * 3;
    private static final int DEFLATE = 8;
    private static final long LARGEST = (1L << 32) - (1 << 16);

    /** Whole numbers of 8 or 16 bits, or floats of 32; of no known size. */
    TiffStrips(int width, int height, int channels, int stripRows, int bits, PackedStrips strips, String description) {
        this(width, height, channels, stripRows, bits, bits == 32, strips, description, Optional.empty());
    }

    private boolean hasResolution() {
        return size.filter(each -> each.unit().equals(Units.MICROMETRE)).isPresent();
    }

    private int entries() {
        return ENTRIES + (hasResolution() ? MORE_WITH_SIZE : 0) - (description.isEmpty() ? 1 : 0);
    }

    /** Writes header, pixels, and behind them what describes them. */
    void writeTo(OutputStream out) throws IOException {
        writeTo(out, strips.bytes() + description.length() + 8L * strips.count() > LARGEST);
    }

    /** The same as BigTIFF or not. */
    void writeTo(OutputStream out, boolean big) throws IOException {
        long pixels = strips.bytes();
        int header = headerBytes(big);
        long padding = pixels & 1;
        long directory = header + pixels + padding;
        out.write(header(big, directory));
        writeStrips(out);
        out.write(new byte[(int) padding]);
        out.write(new Tail(directory, header, big, 0).bytes());
    }

    /** How many bytes stand before all pages. */
    static int headerBytes(boolean big) {
        return big ? 16 : 8;
    }

    /** What stands before all pages. */
    static byte[] header(boolean big, long directory) {
        ByteBuffer begin = ByteBuffer.allocate(headerBytes(big)).order(ByteOrder.LITTLE_ENDIAN);
        begin.put((byte) 'I').put((byte) 'I').putShort((short) (big ? 43 : 42));
        if (big) {
            begin.putShort((short) 8).putShort((short) 0).putLong(directory);
        } else {
            begin.putInt((int) directory);
        }
        return begin.array();
    }

    /**
     * Writes a page of several: what describes it, and its pixels behind that.
     *
     * @param at where in the file it begins
     * @return where the next one does
     */
    long writePage(OutputStream out, long at, boolean big, boolean isLast) throws IOException {
        long pixels = at + new Tail(at, 0, big, 0).bytes().length;
        pixels += pixels & 1;
        long end = pixels + strips.bytes();
        end += end & 1;
        byte[] directory = new Tail(at, pixels, big, isLast ? 0 : end).bytes();
        out.write(directory);
        out.write(new byte[(int) (pixels - at - directory.length)]);
        writeStrips(out);
        out.write(new byte[(int) (end - pixels - strips.bytes())]);
        return end;
    }

    private void writeStrips(OutputStream out) throws IOException {
        for (int i = 0; i < strips.count(); i++) {
            out.write(strips.get(i));
        }
    }

    /** The directory and, behind it, those of its values that have no room in it. */
    private final class Tail {
        private final long pixels;
        private final boolean big;
        private final long next;
        private final byte[] note;
        private final ByteBuffer entries;
        private final ByteBuffer values;
        private final long valuesAt;

        /**
         * Prepares it.
         *
         * @param at where it begins
         * @param pixels where the first strip does
         * @param next where the directory of the next page is; 0 of the last one
         */
        Tail(long at, long pixels, boolean big, long next) {
            this.pixels = pixels;
            this.big = big;
            this.next = next;
            this.note = (description + '\0').getBytes(StandardCharsets.US_ASCII);
            int length = big ? 8 + 20 * entries() + 8 : 2 + 12 * entries() + 4;
            int offset = big ? Long.BYTES : Integer.BYTES;
            entries = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
            values = ByteBuffer.allocate(note.length
                            + 1
                            + CHANNEL_BYTES
                            + RESOLUTION_BYTES
                            + strips.count() * (offset + Integer.BYTES))
                    .order(ByteOrder.LITTLE_ENDIAN);
            valuesAt = at + length;
        }

        byte[] bytes() {
            if (big) {
                entries.putLong(entries());
            } else {
                entries.putShort((short) entries());
            }
            entry(256, LONG, 1, width);
            entry(257, LONG, 1, height);
            perChannel(258, bits);
            entry(259, SHORT, 1, DEFLATE);
            entry(262, SHORT, 1, channels == 1 ? 1 : 2); // black is zero, or red, green and blue
            if (!description.isEmpty()) {
                entry(270, ASCII, note.length, valuesAt + values.position());
                values.put(note);
            }
            if (values.position() % 2 != 0) {
                values.put((byte) 0);
            }
            offsets();
            entry(277, SHORT, 1, channels);
            entry(278, LONG, 1, stripRows);
            counts();
            if (hasResolution()) {
                resolution(282, size.orElseThrow().width());
                resolution(283, size.orElseThrow().height());
            }
            entry(284, SHORT, 1, 1);
            if (hasResolution()) {
                entry(296, SHORT, 1, CENTIMETRE);
            }
            perChannel(339, areReal ? 3 : 1); // real numbers, or whole ones
            if (big) {
                entries.putLong(next);
            } else {
                entries.putInt((int) next);
            }
            byte[] all = new byte[entries.capacity() + values.position()];
            System.arraycopy(entries.array(), 0, all, 0, entries.capacity());
            System.arraycopy(values.array(), 0, all, entries.capacity(), values.position());
            return all;
        }

        /** The same value for each channel, in the entry where it has room for all. */
        private void perChannel(int tag, int value) {
            if (channels == 1 || big) {
                long all = 0;
                for (int c = 0; c < channels; c++) {
                    all |= (long) value << Short.SIZE * c;
                }
                entry(tag, SHORT, channels, all);
                return;
            }
            entry(tag, SHORT, channels, valuesAt + values.position());
            for (int c = 0; c < channels; c++) {
                values.putShort((short) value);
            }
        }

        /** Pixels to a centimetre, as a fraction of as many digits as have room. */
        private void resolution(int tag, double micrometres) {
            double dots = MICROMETRES / micrometres;
            long below = 1;
            while (below < 1_000_000 && dots * below * 10 < 1L << 31) {
                below *= 10;
            }
            long above = Math.min(Math.round(dots * below), (1L << 32) - 1);
            entry(tag, RATIONAL, 1, big ? above | below << 32 : valuesAt + values.position());
            if (!big) {
                values.putInt((int) above).putInt((int) below);
            }
        }

        private void offsets() {
            int type = big ? LONG8 : LONG;
            int count = strips.count();
            entry(273, type, count, count == 1 ? pixels : valuesAt + values.position());
            long place = pixels;
            for (int i = 0; i < count; i++) {
                if (count > 1 && big) {
                    values.putLong(place);
                } else if (count > 1) {
                    values.putInt((int) place);
                }
                place += strips.length(i);
            }
        }

        private void counts() {
            int count = strips.count();
            boolean within = count <= (big ? 2 : 1);
            long first = strips.length(0);
            long inside = count == 2 ? first | (long) strips.length(1) << 32 : first;
            entry(279, LONG, count, within ? inside : valuesAt + values.position());
            for (int i = 0; i < count && !within; i++) {
                values.putInt(strips.length(i));
            }
        }

        private void entry(int tag, int type, long count, long value) {
            entries.putShort((short) tag).putShort((short) type);
            if (big) {
                entries.putLong(count).putLong(value);
            } else {
                entries.putInt((int) count).putInt((int) value);
            }
        }
    }
}
