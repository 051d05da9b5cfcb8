package io.fovea.image.sample;

import java.util.Arrays;

/**
 * A plane of values, interleaved, row by row from the top.
 *
 * @param channels values to a pixel
 * @param data an array of the type, {@code width * height * channels} long; shared, not copied
 */
public record Samples(int width, int height, int channels, SampleType type, Object data) {

    /** The values as the nearest floats. */
    public float[] floats() {
        if (type == SampleType.FLOAT32) {
            return (float[]) data;
        }
        float[] floats = new float[width * height * channels];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) number(i);
        }
        return floats;
    }

    /**
     * The values as they are, if they are whole numbers of 32 bits.
     *
     * @throws FormatException if one is not
     */
    public int[] wholeNumbers() throws FormatException {
        int[] numbers = new int[width * height * channels];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = type == SampleType.UINT64 || type == SampleType.INT64 ? narrow(i) : exact(number(i));
        }
        return numbers;
    }

    private int narrow(int i) throws FormatException {
        long value = ((long[]) data)[i];
        boolean unsigned = type == SampleType.UINT64;
        if (value != (int) value || unsigned && value < 0) {
            throw noLabel(unsigned ? Long.toUnsignedString(value) : Long.toString(value));
        }
        return (int) value;
    }

    private static int exact(double value) throws FormatException {
        if (value != (int) value) {
            throw noLabel(
                    value == Math.rint(value) && Math.abs(value) < 1e18
                            ? Long.toString((long) value)
                            : Double.toString(value));
        }
        return (int) value;
    }

    private static FormatException noLabel(String value) {
        return new FormatException(
                "holds the value " + value + ", which is no label: labels are whole numbers up to 2,147,483,647");
    }

    /** One value; exact but for 64-bit integers beyond 2<sup>53</sup>. */
    private double number(int i) {
        return switch (type) {
            case UINT8 -> ((byte[]) data)[i] & 0xff;
            case INT8 -> ((byte[]) data)[i];
            case UINT16 -> ((short[]) data)[i] & 0xffff;
            case INT16 -> ((short[]) data)[i];
            case UINT32 -> ((int[]) data)[i] & 0xffffffffL;
            case INT32 -> ((int[]) data)[i];
            case UINT64 -> unsigned(((long[]) data)[i]);
            case INT64 -> ((long[]) data)[i];
            case FLOAT32 -> ((float[]) data)[i];
            case FLOAT64 -> ((double[]) data)[i];
        };
    }

    private static double unsigned(long value) {
        return value >= 0 ? value : (value >>> 1 | value & 1) * 2.0;
    }

    /** One of several channels. */
    public Samples channel(int channel) {
        Object one = type.array(width * height);
        type.copy(data, channel, channels, one, 0, 1, width * height);
        return new Samples(width, height, 1, type, one);
    }

    /**
     * White for black: 255 or 65535 less the value where the type is unsigned of 8 or 16 bit, and the negative value of
     * any other, as a float. Changes the array itself where it can.
     */
    public Samples inverted() {
        if (data instanceof byte[] bytes && type == SampleType.UINT8) {
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) ~bytes[i];
            }
            return this;
        }
        if (data instanceof short[] shorts && type == SampleType.UINT16) {
            for (int i = 0; i < shorts.length; i++) {
                shorts[i] = (short) ~shorts[i];
            }
            return this;
        }
        float[] floats = floats();
        for (int i = 0; i < floats.length; i++) {
            floats[i] = -floats[i];
        }
        return new Samples(width, height, channels, SampleType.FLOAT32, floats);
    }

    /** Brought upright; this where that is nothing to do. */
    public Samples turned(Orientation orientation) {
        if (orientation == Orientation.UPRIGHT) {
            return this;
        }
        boolean swaps = orientation.swapsSides();
        int newWidth = swaps ? height : width;
        int newHeight = swaps ? width : height;
        Object target = type.array(newWidth * newHeight * channels);
        int right = orientation.index(1, 0, width, height) - orientation.index(0, 0, width, height);
        for (int y = 0; y < newHeight; y++) {
            int from = orientation.index(0, y, width, height) * channels;
            for (int c = 0; c < channels; c++) {
                type.copy(data, from + c, right * channels, target, y * newWidth * channels + c, channels, newWidth);
            }
        }
        return new Samples(newWidth, newHeight, channels, type, target);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Samples that
                && width == that.width
                && height == that.height
                && channels == that.channels
                && type == that.type
                && Arrays.deepEquals(new Object[] {data}, new Object[] {that.data});
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(new Object[] {width, height, channels, type, data});
    }
}
