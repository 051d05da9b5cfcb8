package io.fovea.image;

import io.fovea.FoveaException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.imgproc.Imgproc;

/** Colour tables for intensities. All but jet rise evenly in brightness, so that steps look as large as they are. */
public enum ColorMap {
    /** Blue, cyan, yellow, red: the table of the lectures, with matplotlib's corners. */
    JET(-1),
    /** Purple, green, yellow (matplotlib, CC0). */
    VIRIDIS(Imgproc.COLORMAP_VIRIDIS),
    /** Black, red, yellow (matplotlib, CC0). */
    INFERNO(Imgproc.COLORMAP_INFERNO),
    /** Blue, green, red, as jet but without its false edges (Mikhailov, Google, 2019). */
    TURBO(Imgproc.COLORMAP_TURBO);

    private static final int SIZE = 256;
    private static final double[][] JET_RED = {{0, 0}, {0.35, 0}, {0.66, 1}, {0.89, 1}, {1, 0.5}};
    private static final double[][] JET_GREEN = {{0, 0}, {0.125, 0}, {0.375, 1}, {0.64, 1}, {0.91, 0}, {1, 0}};
    private static final double[][] JET_BLUE = {{0, 0.5}, {0.11, 1}, {0.34, 1}, {0.65, 0}, {1, 0}};

    private final int code;

    ColorMap(int code) {
        this.code = code;
    }

    /** What users call it, {@code viridis}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The table of a name, in either case.
     *
     * @throws FoveaException that lists the tables if there is none of that name
     */
    public static ColorMap parse(String id) {
        return Arrays.stream(values())
                .filter(map -> map.id().equalsIgnoreCase(id.strip()))
                .findFirst()
                .orElseThrow(() -> new FoveaException("There are no colours '" + id + "'. Take one of: "
                        + Arrays.stream(values()).map(ColorMap::id).collect(Collectors.joining(", ")) + "."));
    }

    /** 256 colours from low to high, {@code 0xRRGGBB}. */
    public int[] table() {
        return this == JET ? jet() : openCv();
    }

    private static int[] jet() {
        int[] table = new int[SIZE];
        for (int i = 0; i < SIZE; i++) {
            double x = i / (SIZE - 1.0);
            table[i] = level(JET_RED, x) << 16 | level(JET_GREEN, x) << 8 | level(JET_BLUE, x);
        }
        return table;
    }

    /** On the line through corners of position and level, as an 8-bit value cut to a whole number. */
    private static int level(double[][] corners, double x) {
        int right = 1;
        while (corners[right][0] < x) {
            right++;
        }
        double[] a = corners[right - 1];
        double[] b = corners[right];
        return (int) (255 * (a[1] + (b[1] - a[1]) * (x - a[0]) / (b[0] - a[0])));
    }

    private int[] openCv() {
        OpenCv.load();
        Mat ramp = new Mat(1, SIZE, CvType.CV_8U);
        Mat colors = new Mat();
        try {
            byte[] values = new byte[SIZE];
            for (int i = 0; i < SIZE; i++) {
                values[i] = (byte) i;
            }
            ramp.put(0, 0, values);
            Imgproc.applyColorMap(ramp, colors, code);
            byte[] bgr = new byte[3 * SIZE];
            colors.get(0, 0, bgr);
            int[] table = new int[SIZE];
            for (int i = 0; i < SIZE; i++) {
                table[i] = (bgr[3 * i + 2] & 0xff) << 16 | (bgr[3 * i + 1] & 0xff) << 8 | bgr[3 * i] & 0xff;
            }
            return table;
        } finally {
            ramp.release();
            colors.release();
        }
    }
}
