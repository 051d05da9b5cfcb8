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
        List<Lab> candidates = new ArrayList<>();
        List<Integer> codes = new ArrayList<>();
        for (int r = 0; r < 256; r += GRID_STEP) {
            for (int g = 0; g < 256; g += GRID_STEP) {
                for (int b = 0; b < 256; b += GRID_STEP) {
                    Lab lab = Lab.of(r, g, b);
                    if (lab.l() >= DARKEST && lab.l() <= LIGHTEST && lab.chroma() >= GREYEST) {
                        candidates.add(lab);
                        codes.add(r << 16 | g << 8 | b);
                    }
                }
            }
        }
        double[] distance = new double[candidates.size()];
        Arrays.fill(distance, Double.MAX_VALUE);
        for (int grey = 0; grey <= 255; grey += 51) {
            shorten(distance, candidates, Lab.of(grey, grey, grey)); // colours keep away from the image's greys
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

    private static void shorten(double[] distance, List<Lab> candidates, Lab from) {
        for (int i = 0; i < distance.length; i++) {
            distance[i] = Math.min(distance[i], candidates.get(i).squaredDistance(from));
        }
    }
}
