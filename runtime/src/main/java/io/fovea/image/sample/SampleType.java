package io.fovea.image.sample;

import java.nio.ByteBuffer;

/** How one value is stored. Arrays of the same width of bits hold signed and unsigned ones alike. */
public enum SampleType {
    UINT8(1),
    INT8(1),
    UINT16(2),
    INT16(2),
    UINT32(4),
    INT32(4),
    UINT64(8),
    INT64(8),
    FLOAT32(4),
    FLOAT64(8);

    private final int bytes;

    SampleType(int bytes) {
        this.bytes = bytes;
    }

    /** In memory and on disk. */
    public int bytes() {
        return bytes;
    }

    /** Whether values may lie between whole numbers. */
    public boolean isReal() {
        return this == FLOAT32 || this == FLOAT64;
    }

    /** An array of the primitive type that holds the values. */
    public Object array(int length) {
        return switch (this) {
            case UINT8, INT8 -> new byte[length];
            case UINT16, INT16 -> new short[length];
            case UINT32, INT32 -> new int[length];
            case UINT64, INT64 -> new long[length];
            case FLOAT32 -> new float[length];
            case FLOAT64 -> new double[length];
        };
    }

    /**
     * Copies values that lie one behind the other.
     *
     * @param from read from its position on, in its byte order; the position stays
     * @param to an array of this type
     */
    public void copy(ByteBuffer from, int count, Object to, int at) {
        switch (this) {
            case UINT8, INT8 -> from.get(from.position(), (byte[]) to, at, count);
            case UINT16, INT16 -> from.asShortBuffer().get((short[]) to, at, count);
            case UINT32, INT32 -> from.asIntBuffer().get((int[]) to, at, count);
            case UINT64, INT64 -> from.asLongBuffer().get((long[]) to, at, count);
            case FLOAT32 -> from.asFloatBuffer().get((float[]) to, at, count);
            case FLOAT64 -> from.asDoubleBuffer().get((double[]) to, at, count);
        }
    }

    /**
     * Copies values with others between them, from one array of this type to another.
     *
     * @param fromStep from one value to the next
     * @param toStep from one value to the next
     */
    public void copy(Object from, int fromAt, int fromStep, Object to, int toAt, int toStep, int count) {
        int end = toAt + count * toStep;
        switch (this) {
            case UINT8, INT8 -> {
                byte[] source = (byte[]) from;
                byte[] target = (byte[]) to;
                for (int i = toAt, j = fromAt; i < end; i += toStep, j += fromStep) {
                    target[i] = source[j];
                }
            }
            case UINT16, INT16 -> {
                short[] source = (short[]) from;
                short[] target = (short[]) to;
                for (int i = toAt, j = fromAt; i < end; i += toStep, j += fromStep) {
                    target[i] = source[j];
                }
            }
            case UINT32, INT32 -> {
                int[] source = (int[]) from;
                int[] target = (int[]) to;
                for (int i = toAt, j = fromAt; i < end; i += toStep, j += fromStep) {
                    target[i] = source[j];
                }
            }
            case UINT64, INT64 -> {
                long[] source = (long[]) from;
                long[] target = (long[]) to;
                for (int i = toAt, j = fromAt; i < end; i += toStep, j += fromStep) {
                    target[i] = source[j];
                }
            }
            case FLOAT32 -> {
                float[] source = (float[]) from;
                float[] target = (float[]) to;
                for (int i = toAt, j = fromAt; i < end; i += toStep, j += fromStep) {
                    target[i] = source[j];
                }
            }
            case FLOAT64 -> {
                double[] source = (double[]) from;
                double[] target = (double[]) to;
                for (int i = toAt, j = fromAt; i < end; i += toStep, j += fromStep) {
                    target[i] = source[j];
                }
            }
        }
    }
}
