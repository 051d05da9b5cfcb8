package io.fovea.image;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Chooses colours one by one, each as far as can be, in the CIELAB space, from all before it.
 *
 * <p>Source: C. Glasbey, G. van der Heijden, V. Toh, A. Gray, "Colour displays for categorical images", Color Research
 * and Application 32 (2007). Colours too dark, too light or too grey to be seen on a micrograph are left out.
 */
final class GlasbeyColors {
    private static final int GRID_STEP = 15;
    private static final double DARKEST = 58;
    private static final double LIGHTEST = 92;
    private static final double GREYEST = 40;

    private GlasbeyColors() {}

    /** The colours, {@code 0xRRGGBB}, of which the first is black. */
    static int[] choose(int count) {
        List<double[]> candidates = new ArrayList<>();
        List<Integer> codes = new ArrayList<>();
        for (int r = 0; r < 256; r += GRID_STEP) {
            for (int g = 0; g < 256; g += GRID_STEP) {
                for (int b = 0; b < 256; b += GRID_STEP) {
                    double[] lab = lab(r, g, b);
                    if (lab[0] >= DARKEST && lab[0] <= LIGHTEST && Math.hypot(lab[1], lab[2]) >= GREYEST) {
                        candidates.add(lab);
                        codes.add(r << 16 | g << 8 | b);
                    }
                }
            }
        }
        double[] distance = new double[candidates.size()];
        Arrays.fill(distance, Double.MAX_VALUE);
        for (int grey = 0; grey <= 255; grey += 51) {
            shorten(distance, candidates, lab(grey, grey, grey)); // colours keep away from the image's greys
        }
        int[] chosen = new int[count];
        for (int n = 1; n < count; n++) {
            int best = 0;
            for (int i = 1; i < distance.length; i++) {
                if (distance[i] > distance[best]) {
                    best = i;
                }
            }
            chosen[n] = codes.get(best);
            shorten(distance, candidates, candidates.get(best));
        }
        return chosen;
    }

    private static void shorten(double[] distance, List<double[]> candidates, double[] from) {
        for (int i = 0; i < distance.length; i++) {
            double[] c = candidates.get(i);
            double l = c[0] - from[0];
            double a = c[1] - from[1];
            double b = c[2] - from[2];
            distance[i] = Math.min(distance[i], l * l + a * a + b * b);
        }
    }

    /** CIELAB under D65 of an sRGB colour. */
    private static double[] lab(int red, int green, int blue) {
        double r = linear(red);
        double g = linear(green);
        double b = linear(blue);
        double x = cube((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505);
        double y = cube(0.2126 * r + 0.7152 * g + 0.0722 * b);
        double z = cube((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089);
        return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
    }

    private static double linear(int value) {
        double v = value / 255.0;
        return v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
    }

    private static double cube(double t) {
        return t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16.0 / 116;
    }
}
