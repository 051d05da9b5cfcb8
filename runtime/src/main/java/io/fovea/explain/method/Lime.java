package io.fovea.explain.method;

import java.util.Random;

/**
 * The weights of a linear model of the score by the pieces that are left, fitted by least squares in which images near the
 * whole one count more, {@code exp(-d^2 / width^2)} with {@code d} the cosine distance (Ribeiro et al. 2016;
 * the ridge of 1 and the share of one half are those of their program).
 */
final class Lime extends PieceTechnique {
    private static final MethodOption PIECES =
            MethodOption.whole("pieces", 50, 1, 5000, "how many superpixels the image is cut into, roughly");
    private static final MethodOption SAMPLES =
            MethodOption.whole("samples", 1000, 2, 1_000_000, "how many images of some pieces are scored");
    private static final MethodOption WIDTH =
            MethodOption.real("width", 0.25, 0.001, 1000, "how far from the whole image others still count");

    private static final double RIDGE = 1;

    @Override
    public MethodDescription about() {
        return MethodDescription.of(
                "lime",
                "a linear model of the score by superpixels, right near the image",
                "Ribeiro et al., \"Why should I trust you?\", 2016",
                PIECES,
                SAMPLES,
                WIDTH,
                OWN,
                SEED);
    }

    @Override
    int pieces(OptionValues settings) {
        return settings.whole(PIECES);
    }

    @Override
    boolean[][] choices(int pieces, OptionValues settings) {
        Random random = new Random(settings.whole(SEED));
        boolean[][] choices = new boolean[settings.whole(SAMPLES)][pieces];
        for (int s = 0; s < choices.length; s++) {
            for (int p = 0; p < pieces; p++) {
                choices[s][p] = s == 0 || random.nextBoolean();
            }
        }
        return choices;
    }

    @Override
    double[] weights(boolean[][] choices, double[] scores, OptionValues settings) {
        double[] counts = new double[choices.length];
        for (int s = 0; s < counts.length; s++) {
            double left = 0;
            for (boolean one : choices[s]) {
                left += one ? 1 : 0;
            }
            // Of vectors of 0 and 1, the cosine to the one that is 1 everywhere.
            double distance = 1 - Math.sqrt(left / choices[s].length);
            counts[s] = Math.exp(-distance * distance / (settings.real(WIDTH) * settings.real(WIDTH)));
        }
        return LeastSquares.fit(choices, scores, counts, RIDGE);
    }
}
