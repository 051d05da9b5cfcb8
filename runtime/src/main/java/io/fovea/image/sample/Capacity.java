package io.fovea.image.sample;

import io.fovea.ArrayLength;
import io.fovea.HeapLimit;
import java.util.Locale;

/** Whether an image fits, known from its header, before a byte of it is decoded. */
public final class Capacity {
    /** The most channels that a page may have. */
    public static final int MOST_CHANNELS = 16;

    /** A row of chunks has to be in memory at once: bytes that it may always have, and its share of a large memory. */
    private static final long ALWAYS = 1 << 27;

    private static final int SHARE = 8;

    private Capacity() {}

    /**
     * Whether rows of a page can be read by themselves, as a row of the chunks that it is stored in is small beside the memory.
     *
     * @param bytes of a row of chunks, in memory
     */
    public static boolean hasRoomForBand(double bytes) {
        long most = Math.max(ALWAYS, Runtime.getRuntime().maxMemory() / SHARE);
        return bytes <= Math.min(most, ArrayLength.LARGEST);
    }

    /**
     * Checks an image's size against arrays and memory.
     *
     * @param bytesPerValue in memory, while it is read
     * @throws FormatException that says what to do if it will not fit
     */
    public static void require(long width, long height, int channels, int bytesPerValue) throws FormatException {
        require(width, height, channels, bytesPerValue, "");
    }

    /** The same of a part of an image; {@code where} says in which, behind the number of its pixels. */
    public static void require(long width, long height, int channels, int bytesPerValue, String where)
            throws FormatException {
        requireSides(width, height);
        double values = (double) width * height * channels;
        String size = "has " + width + "x" + height + " pixels" + (channels > 1 ? " of " + channels + " channels" : "")
                + where;
        if (values > ArrayLength.LARGEST) {
            throw new FormatException(size + ", more than the " + String.format(Locale.ROOT, "%,d", ArrayLength.LARGEST)
                    + " values that can be read at once; cut it into parts");
        }
        double needed = values * bytesPerValue;
        if (!HeapLimit.allows(needed)) {
            throw new FormatException(size + " and " + HeapLimit.shortage(needed) + ", or cut it into parts");
        }
    }

    /**
     * Checks that an image has pixels, and no more on a side than can be counted; all of them together may be too many.
     *
     * @throws FormatException if it does not
     */
    public static void requireSides(long width, long height) throws FormatException {
        if (Math.min(width, height) < 1 || Math.max(width, height) > ArrayLength.LARGEST) {
            throw new FormatException("is damaged: it says that it has " + width + "x" + height + " pixels");
        }
    }

    /**
     * Makes the array of an image, or a part of one, that {@link #require} has let through.
     *
     * @param where as there
     * @throws FormatException if other things have taken the memory
     */
    public static Object array(SampleType type, long width, long height, int channels, String where)
            throws FormatException {
        int length = Math.toIntExact(width * height * channels);
        try {
            return type.array(length);
        } catch (OutOfMemoryError e) {
            throw new FormatException(
                    "has " + width + "x" + height
                            + " pixels" + where + ", for which the memory that Java has left does not suffice; "
                            + HeapLimit.remedy((double) length * type.bytes()) + ", or cut it into parts",
                    e);
        }
    }
}
