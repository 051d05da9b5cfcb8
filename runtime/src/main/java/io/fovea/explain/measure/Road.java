package io.fovea.explain.measure;

import io.fovea.explain.HeatMap;
import io.fovea.task.Monitor;

/**
 * Remove and debias: the class's mean probability when a fifth, two, three and four fifths of the pixels are taken away by
 * {@link Imputation}, so that their place does not show (Rong et al. 2022).
 *
 * @param hottest with the hottest pixels taken away; less is better
 * @param coldest with the coldest pixels taken away; more is better
 */
public record Road(double hottest, double coldest) {
    private static final int PARTS = 5;
    private static final double NOISE = 0.01;
    private static final long SEED = 1;

    /** {@code (coldest - hottest) / 2}, -0.5..0.5: more is better, and a map at random has 0. */
    public double difference() {
        return (coldest - hottest) / 2;
    }

    /**
     * Measures a map. Blocks.
     *
     * @throws io.fovea.session.CancelledException if cancelled
     */
    public static Road of(ScoredImage image, HeatMap map, Monitor monitor) {
        int[] order = ScoredImage.fallingOrder(image.heat(map));
        double noise = NOISE * deviation(image);
        double[] probabilities = image.probabilities(
                2 * (PARTS - 1),
                (index, into) -> {
                    boolean[] removed = new boolean[order.length];
                    int count = (int) ((long) order.length * (index / 2 + 1) / PARTS);
                    for (int i = 0; i < count; i++) {
                        removed[order[index % 2 == 0 ? i : order.length - 1 - i]] = true;
                    }
                    new Imputation(image.grid(), removed).fill(image.tensor(), noise, SEED + index, into);
                },
                monitor);
        double hottest = 0;
        double coldest = 0;
        for (int i = 0; i < probabilities.length; i++) {
            hottest += i % 2 == 0 ? probabilities[i] / (PARTS - 1) : 0;
            coldest += i % 2 == 0 ? 0 : probabilities[i] / (PARTS - 1);
        }
        return new Road(hottest, coldest);
    }

    private static double deviation(ScoredImage image) {
        double sum = 0;
        double square = 0;
        int size = image.tensor().size();
        for (int i = 0; i < size; i++) {
            double v = image.tensor().data().get(i);
            sum += v / size;
            square += v * v / size;
        }
        return Math.sqrt(Math.max(0, square - sum * sum));
    }
}
