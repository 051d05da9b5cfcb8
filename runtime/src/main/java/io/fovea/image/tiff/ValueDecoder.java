package io.fovea.image.tiff;

import io.fovea.image.sample.SampleType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Makes values of the bytes of a chunk. */
final class ValueDecoder {
    private final ChunkLayout layout;
    private final ByteOrder order;

    ValueDecoder(ChunkLayout layout, ByteOrder order) {
        this.layout = layout;
        this.order = order;
    }

    /**
     * Decodes rows of a chunk.
     *
     * @param bytes {@code rows * rowBytes}; changed
     * @param to an array of the coding's type, filled from {@code at} on
     */
    void decode(byte[] bytes, int rows, Object to, int at) {
        Coding coding = layout.coding();
        int count = layout.chunkWidth() * layout.samples() * rows;
        if (coding.isPacked()) {
            unpack(bytes, rows, to, at);
            return;
        }
        ByteOrder now = order;
        if (layout.predictor() == 3) {
            Predictor.gather(bytes, rows, layout.chunkWidth(), layout.samples(), coding.bits() / 8);
            now = ByteOrder.BIG_ENDIAN;
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(now);
        boolean differences = layout.predictor() == 2;
        if (coding.half()) {
            short[] halves = new short[count];
            SampleType.INT16.copy(buffer, count, halves, 0);
            if (differences) {
                Predictor.sum(halves, 0, rows, layout.chunkWidth(), layout.samples());
            }
            float[] floats = (float[]) to;
            for (int i = 0; i < count; i++) {
                floats[at + i] = Half.toFloat(halves[i]);
            }
        } else if (differences && coding.type().isReal()) {
            // Differences are taken of the bits.
            boolean single = coding.bits() == 32;
            SampleType type = single ? SampleType.INT32 : SampleType.INT64;
            Object bits = type.array(count);
            type.copy(buffer, count, bits, 0);
            Predictor.sum(bits, 0, rows, layout.chunkWidth(), layout.samples());
            for (int i = 0; i < count; i++) {
                if (single) {
                    ((float[]) to)[at + i] = Float.intBitsToFloat(((int[]) bits)[i]);
                } else {
                    ((double[]) to)[at + i] = Double.longBitsToDouble(((long[]) bits)[i]);
                }
            }
        } else {
            coding.type().copy(buffer, count, to, at);
            if (differences) {
                Predictor.sum(to, at, rows, layout.chunkWidth(), layout.samples());
            }
        }
    }

    /**
     * Takes values of 1 to 15 bits apart, the highest bit first; each row begins with a byte. Those of less than 8 bits
     * become as bright as they are, white 255, unless they are indices of a palette.
     */
    private void unpack(byte[] bytes, int rows, Object to, int at) {
        int bits = layout.coding().bits();
        int rowBytes = (int) layout.rowBytes();
        int rowValues = layout.chunkWidth() * layout.samples();
        int mask = (1 << bits) - 1;
        boolean scaled = bits < 8 && layout.meaning().palette().isEmpty();
        for (int y = 0; y < rows; y++) {
            int in = y * rowBytes;
            int held = 0;
            int left = 0;
            for (int i = 0; i < rowValues; i++) {
                while (left < bits) {
                    held = held << 8 | bytes[in++] & 0xff;
                    left += 8;
                }
                left -= bits;
                int value = held >>> left & mask;
                if (to instanceof byte[] target) {
                    target[at++] = (byte) (scaled ? value * 255 / mask : value);
                } else {
                    ((short[]) to)[at++] = (short) value;
                }
            }
        }
    }
}
