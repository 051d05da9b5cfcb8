package io.fovea.image.tiff;

import io.fovea.image.sample.FormatException;
import io.fovea.image.sample.SampleType;
import java.io.IOException;

/**
 * How a value is coded.
 *
 * @param bits of one value on disk
 * @param type of the values in memory
 * @param half whether the values are floats of 16 bits, of which floats are made
 */
record Coding(int bits, SampleType type, boolean half) {
    private static final int UNSIGNED = 1;
    private static final int SIGNED = 2;
    private static final int FLOAT = 3;
    private static final int UNDEFINED = 4;

    /** Reads tags 258 and 339; throws what is not read by its name. */
    static Coding of(Directory directory) throws IOException {
        int bits = (int) same(directory, Tags.BITS_PER_SAMPLE, 1, "bits");
        int format = (int) same(directory, Tags.SAMPLE_FORMAT, UNSIGNED, "kinds of numbers");
        return switch (format) {
            case UNSIGNED, UNDEFINED -> unsigned(bits);
            case SIGNED -> signed(bits);
            case FLOAT -> real(bits);
            default ->
                throw new FormatException("is a TIFF of "
                        + (format == 5 || format == 6 ? "complex numbers" : "numbers of kind " + format)
                        + ", which is not read; save it as integers or floats");
        };
    }

    private static Coding unsigned(int bits) throws FormatException {
        if (bits >= 1 && bits <= 8) {
            return new Coding(bits, SampleType.UINT8, false);
        }
        if (bits > 8 && bits <= 16) {
            return new Coding(bits, SampleType.UINT16, false);
        }
        return switch (bits) {
            case 32 -> new Coding(bits, SampleType.UINT32, false);
            case 64 -> new Coding(bits, SampleType.UINT64, false);
            default -> throw refused(bits, "integers");
        };
    }

    private static Coding signed(int bits) throws FormatException {
        return switch (bits) {
            case 8 -> new Coding(bits, SampleType.INT8, false);
            case 16 -> new Coding(bits, SampleType.INT16, false);
            case 32 -> new Coding(bits, SampleType.INT32, false);
            case 64 -> new Coding(bits, SampleType.INT64, false);
            default -> throw refused(bits, "signed integers");
        };
    }

    private static Coding real(int bits) throws FormatException {
        return switch (bits) {
            case 16 -> new Coding(bits, SampleType.FLOAT32, true);
            case 32 -> new Coding(bits, SampleType.FLOAT32, false);
            case 64 -> new Coding(bits, SampleType.FLOAT64, false);
            default -> throw refused(bits, "floats");
        };
    }

    private static FormatException refused(int bits, String numbers) {
        return new FormatException(
                "is a TIFF of " + bits + "-bit " + numbers + ", which is not read; save it with 8, 16 or 32 bits");
    }

    private static long same(Directory directory, int tag, long absent, String what) throws IOException {
        long[] values = directory.numbers(tag, 1 << 10);
        for (long value : values) {
            if (value != values[0]) {
                throw new FormatException(
                        "is a TIFF whose channels have different " + what + ", which is not read; save it anew");
            }
        }
        return values.length == 0 ? absent : values[0];
    }

    /** Whether a value begins in the middle of a byte. */
    boolean isPacked() {
        return bits % 8 != 0;
    }
}
