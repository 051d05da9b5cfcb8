package io.fovea.explain.method;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Shapley values of superpixels: the weights {@code phi} of {@code f(none) + sum phi_p z_p}, equal to the score for the whole
 * image, fitted by least squares in which a choice of {@code k} of {@code M} pieces counts
 * {@code (M - 1) / (C(M, k) k (M - k))} (Lundberg and Lee 2017). Where there are no more choices than samples all
 * are taken, and the values are exact; otherwise choices are drawn by that weight, each with its opposite.
 */
final class KernelShap extends PieceTechnique {
    private static final MethodOption PIECES =
            MethodOption.whole("pieces", 30, 1, 1000, "how many superpixels the image is cut into, roughly");
    private static final MethodOption SAMPLES =
            MethodOption.whole("samples", 1000, 2, 1_000_000, "how many images of some pieces are scored");

    @Override
    public MethodDescription about() {
        return MethodDescription.of(
                "kernel-shap",
                "Shapley values of superpixels: what each adds to the score, over all orders; they add up",
                "Lundberg and Lee, \"A unified approach to interpreting model predictions\", 2017",
                PIECES,
                SAMPLES,
                OWN,
                SEED);
    }

    @Override
    int pieces(OptionValues settings) {
        return settings.whole(PIECES);
    }

    @Override
    boolean[][] choices(int pieces, OptionValues settings) {
        List<boolean[]> choices = new ArrayList<>();
        choices.add(new boolean[pieces]);
        boolean[] all = new boolean[pieces];
        Arrays.fill(all, true);
        choices.add(all);
        int samples = settings.whole(SAMPLES);
        if (isExact(pieces, samples)) {
            for (long bits = 1; bits < (1L << pieces) - 1; bits++) {
                boolean[] choice = new boolean[pieces];
                for (int p = 0; p < pieces; p++) {
                    choice[p] = (bits >> p & 1) == 1;
                }
                choices.add(choice);
            }
            return choices.toArray(boolean[][]::new);
        }
        Random random = new Random(settings.whole(SEED));
        double[] bySize = new double[pieces];
        for (int k = 1; k < pieces; k++) {
            bySize[k] = bySize[k - 1] + 1.0 / ((double) k * (pieces - k));
        }
        while (choices.size() < samples) {
            boolean[] choice = drawn(pieces, size(bySize, random), random);
            boolean[] opposite = new boolean[pieces];
            for (int p = 0; p < pieces; p++) {
                opposite[p] = !choice[p];
            }
            choices.add(choice);
            choices.add(opposite);
        }
        return choices.toArray(boolean[][]::new);
    }

    private static boolean isExact(int pieces, int samples) {
        return pieces < 30 && 1L << pieces <= samples;
    }

    /** How many pieces, as likely as all choices of so many count together. */
    private static int size(double[] upTo, Random random) {
        double at = random.nextDouble() * upTo[upTo.length - 1];
        int k = 1;
        while (k < upTo.length - 1 && upTo[k] < at) {
            k++;
        }
        return k;
    }

    private static boolean[] drawn(int pieces, int size, Random random) {
        boolean[] choice = new boolean[pieces];
        int wanted = size;
        for (int p = 0; p < pieces; p++) {
            if (random.nextInt(pieces - p) < wanted) {
                choice[p] = true;
                wanted--;
            }
        }
        return choice;
    }

    @Override
    double[] weights(boolean[][] choices, double[] scores, OptionValues settings) {
        int pieces = choices[0].length;
        double none = scores[0];
        double whole = scores[1] - none;
        if (pieces == 1) {
            return new double[] {whole};
        }
        // The last piece has what the others leave, so that all add up.
        boolean exact = isExact(pieces, settings.whole(SAMPLES));
        double[][] x = new double[choices.length - 2][pieces - 1];
        double[] y = new double[x.length];
        double[] w = new double[x.length];
        for (int s = 0; s < x.length; s++) {
            boolean[] choice = choices[s + 2];
            double last = choice[pieces - 1] ? 1 : 0;
            int size = 0;
            for (int p = 0; p < pieces; p++) {
                size += choice[p] ? 1 : 0;
                if (p < pieces - 1) {
                    x[s][p] = (choice[p] ? 1 : 0) - last;
                }
            }
            y[s] = scores[s + 2] - none - last * whole;
            w[s] = exact ? weight(pieces, size) : 1;
        }
        double[] first = LeastSquares.through(x, y, w, 0);
        double[] weights = new double[pieces];
        double sum = 0;
        for (int p = 0; p < first.length; p++) {
            weights[p] = first[p];
            sum += first[p];
        }
        weights[pieces - 1] = whole - sum;
        return weights;
    }

    private static double weight(int pieces, int size) {
        double ways = 1;
        for (int i = 1; i <= size; i++) {
            ways = ways * (pieces - size + i) / i;
        }
        return (pieces - 1) / (ways * size * (pieces - size));
    }
}
