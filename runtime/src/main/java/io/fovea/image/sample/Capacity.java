package io.fovea.image.sample;

import java.util.Locale;

/** Whether an image fits, known from its header, before a byte of it is decoded. */
public final class Capacity {
    /** The most channels that a page may have. */
    public static final int MOST_CHANNELS = 16;

    /** The longest array that every Java virtual machine makes. */
    private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

    private static final double GIGABYTE = 1 << 30;

    private Capacity() {}

    /**
     * Checks an image's size against arrays and memory.
     *
     * @param bytesPerValue in memory, while it is read
     * @throws FormatException that says what to do if it will not fit
     */
    public static void require(long width, long height, int channels, int bytesPerValue) throws FormatException {
        if (width < 1 || height < 1) {
            throw new FormatException("is damaged: it says that it has " + width + "x" + height + " pixels");
        }
        double values = (double) width * height * channels;
        String size = "has " + width + "x" + height + " pixels" + (channels > 1 ? " of " + channels + " channels" : "");
        if (values > LONGEST_ARRAY) {
            throw new FormatException(size + ", more than the " + String.format(Locale.ROOT, "%,d", LONGEST_ARRAY)
                    + " values that can be read at once; cut it into parts");
        }
        double needed = values * bytesPerValue;
        long most = Runtime.getRuntime().maxMemory();
        if (needed > most) {
            throw new FormatException(String.format(
                    Locale.ROOT,
                    "%s, for which Java needs %.1f GB and may take %.1f GB; start with FOVEA_JAVA_OPTIONS=-Xmx%.0fg, or"
                            + " cut it into parts",
                    size,
                    needed / GIGABYTE,
                    most / GIGABYTE,
                    Math.ceil(2 * needed / GIGABYTE) + 1));
        }
    }

    /**
     * Makes the array of an image that {@link #require} has let through.
     *
     * @throws FormatException if other things have taken the memory
     */
    public static Object array(SampleType type, long width, long height, int channels) throws FormatException {
        int length = Math.toIntExact(width * height * channels);
        try {
            return type.array(length);
        } catch (OutOfMemoryError e) {
            throw new FormatException(
                    String.format(
                            Locale.ROOT,
                            "has %dx%d pixels, for which the memory that Java has left does not suffice; start with"
                                    + " FOVEA_JAVA_OPTIONS=-Xmx%.0fg, or cut it into parts",
                            width,
                            height,
                            Math.ceil(Runtime.getRuntime().maxMemory() / GIGABYTE
                                            + 2.0 * length * type.bytes() / GIGABYTE)
                                    + 1),
                    e);
        }
    }
}
