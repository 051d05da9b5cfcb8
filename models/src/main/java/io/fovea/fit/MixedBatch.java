package io.fovea.fit;

import io.fovea.data.Batch;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A batch whose examples are mixed with each other.
 *
 * @param batch the mixed images, with the targets that they have by {@code share}
 * @param others the same images, with the targets that they have by the rest
 * @param share of the first targets, 0..1; 1 where nothing is mixed
 */
record MixedBatch(Batch batch, Batch others, double share) {

    /** A batch as it is. */
    static MixedBatch plain(Batch batch) {
        return new MixedBatch(batch, batch, 1);
    }

    /**
     * MixUp (Zhang et al., 2018): {@code share * x + (1 - share) * partner}. The partner of each example is the one so
     * many places on.
     */
    static MixedBatch mixedUp(Batch batch, double share, int places) {
        int size = batch.inputs().length / batch.size();
        float[] mixed = new float[batch.inputs().length];
        for (int i = 0; i < mixed.length; i++) {
            int partner = (i + places * size) % mixed.length;
            mixed[i] = (float) (share * batch.inputs()[i] + (1 - share) * batch.inputs()[partner]);
        }
        return of(batch, mixed, share, places);
    }

    /**
     * CutMix (Yun et al., 2019): a box of the partner, of about {@code 1 - share} of the area, anywhere in the image; what of
     * it lies beyond the edge is cut off, and the share is what is left of the image.
     *
     * @param batch of images {@code [N, C, H, W]}
     */
    static MixedBatch cutAndMixed(Batch batch, double share, int places, SplittableRandom random) {
        int height = (int) batch.inputShape()[2];
        int width = (int) batch.inputShape()[3];
        double side = Math.sqrt(1 - share);
        int[] columns = span(width, (int) (width * side), random);
        int[] rows = span(height, (int) (height * side), random);
        return withBox(batch, columns, rows, places);
    }

    private static int[] span(int size, int length, SplittableRandom random) {
        int centre = random.nextInt(size);
        return new int[] {Math.max(0, centre - length / 2), Math.min(size, centre - length / 2 + length)};
    }

    /**
     * Puts a box of each example's partner into it.
     *
     * @param columns the first, and the one behind the last
     * @param rows likewise
     */
    static MixedBatch withBox(Batch batch, int[] columns, int[] rows, int places) {
        int height = (int) batch.inputShape()[2];
        int width = (int) batch.inputShape()[3];
        float[] mixed = batch.inputs().clone();
        int size = mixed.length / batch.size();
        for (int plane = 0; plane < mixed.length; plane += height * width) {
            for (int y = rows[0]; y < rows[1]; y++) {
                for (int x = columns[0]; x < columns[1]; x++) {
                    int i = plane + y * width + x;
                    mixed[i] = batch.inputs()[(i + places * size) % mixed.length];
                }
            }
        }
        double box = (double) (columns[1] - columns[0]) * (rows[1] - rows[0]) / ((double) width * height);
        return of(batch, mixed, 1 - box, places);
    }

    private static MixedBatch of(Batch batch, float[] mixed, double share, int places) {
        long[] targets = batch.targets();
        int size = targets.length / batch.size();
        long[] others = new long[targets.length];
        for (int i = 0; i < others.length; i++) {
            others[i] = targets[(i + places * size) % targets.length];
        }
        return new MixedBatch(
                new Batch(
                        mixed,
                        batch.inputShape(),
                        targets,
                        batch.targetShape(),
                        new float[0],
                        batch.exampleWeights(),
                        Map.of()),
                new Batch(
                        mixed,
                        batch.inputShape(),
                        others,
                        batch.targetShape(),
                        new float[0],
                        movedOn(batch.exampleWeights(), places),
                        Map.of()),
                share);
    }

    /** For each example what its partner has. */
    private static float[] movedOn(float[] each, int places) {
        float[] others = each.clone();
        for (int i = 0; i < others.length; i++) {
            others[i] = each[(i + places) % each.length];
        }
        return others;
    }
}
