package io.fovea.image;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * One page of a TIFF file (TIFF 6.0; BigTIFF where it has 4 GB) in strips that are compressed with Deflate, little-endian.
 *
 * @param channels 1 for grey, 3 for red, green and blue, pixel by pixel
 * @param stripRows of every strip but the last
 * @param bits of a value: 8 or 16 for whole numbers, 32 for floats
 * @param strips compressed, from the top
 * @param description ASCII
 */
record TiffStrips(
        int width, int height, int channels, int stripRows, int bits, PackedStrips strips, String description) {
    private static final int ASCII = 2;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int LONG8 = 16;
    private static final int ENTRIES = 12;
    private static final int CHANNEL_BYTES = 2 * 2 * 3;
    private static final int DEFLATE = 8;
    private static final long LARGEST = (1L << 32) - (1 << 16);

    /** Writes header, pixels, and behind them what describes them. */
    void writeTo(OutputStream out) throws IOException {
        writeTo(out, strips.bytes() + description.length() + 8L * strips.count() > LARGEST);
    }

    /** The same as BigTIFF or not. */
    void writeTo(OutputStream out, boolean big) throws IOException {
        byte[] note = (description + '\0').getBytes(StandardCharsets.US_ASCII);
        long pixels = strips.bytes();
        int header = big ? 16 : 8;
        long padding = pixels & 1;
        long directory = header + pixels + padding;
        ByteBuffer begin = ByteBuffer.allocate(header).order(ByteOrder.LITTLE_ENDIAN);
        begin.put((byte) 'I').put((byte) 'I').putShort((short) (big ? 43 : 42));
        if (big) {
            begin.putShort((short) 8).putShort((short) 0).putLong(directory);
        } else {
            begin.putInt((int) directory);
        }
        out.write(begin.array());
        for (int i = 0; i < strips.count(); i++) {
            out.write(strips.get(i));
        }
        out.write(new byte[(int) padding]);
        out.write(new Tail(directory, header, big, note).bytes());
    }

    /** The directory and, behind it, those of its values that have no room in it. */
    private final class Tail {
        private final int header;
        private final boolean big;
        private final byte[] note;
        private final ByteBuffer entries;
        private final ByteBuffer values;
        private final long valuesAt;

        Tail(long at, int header, boolean big, byte[] note) {
            this.header = header;
            this.big = big;
            this.note = note;
            int size = big ? 8 + 20 * ENTRIES + 8 : 2 + 12 * ENTRIES + 4;
            int offset = big ? Long.BYTES : Integer.BYTES;
            entries = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
            values = ByteBuffer.allocate(note.length + 1 + CHANNEL_BYTES + strips.count() * (offset + Integer.BYTES))
                    .order(ByteOrder.LITTLE_ENDIAN);
            valuesAt = at + size;
        }

        byte[] bytes() {
            if (big) {
                entries.putLong(ENTRIES);
            } else {
                entries.putShort((short) ENTRIES);
            }
            entry(256, LONG, 1, width);
            entry(257, LONG, 1, height);
            perChannel(258, bits);
            entry(259, SHORT, 1, DEFLATE);
            entry(262, SHORT, 1, channels == 1 ? 1 : 2); // black is zero, or red, green and blue
            entry(270, ASCII, note.length, valuesAt + values.position());
            values.put(note);
            if (values.position() % 2 != 0) {
                values.put((byte) 0);
            }
            offsets();
            entry(277, SHORT, 1, channels);
            entry(278, LONG, 1, stripRows);
            counts();
            entry(284, SHORT, 1, 1);
            perChannel(339, bits == 32 ? 3 : 1); // real numbers, or whole ones
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

        private void offsets() {
            int type = big ? LONG8 : LONG;
            int count = strips.count();
            entry(273, type, count, count == 1 ? header : valuesAt + values.position());
            long place = header;
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
