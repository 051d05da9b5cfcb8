package io.fovea.explain.measure;

import io.fovea.anatomy.PixelGrid;
import io.fovea.explain.HeatMap;
import io.fovea.task.Monitor;
import java.util.Random;

/**
 * How badly a map foretells what the score loses when squares of the image are replaced by its mean colour: {@code E (b p - d)^2
 * / E d^2} with {@code d} what the score loses, {@code p} the map's sum over the square, and {@code b} the scale that suits it
 * best (Yeh et al. 2019, whose squares these are; the scale and the share are ours). The
 * squares, and what the score loses, are the same for all maps of an image.
 */
public final class Infidelity {
    private static final int SQUARES = 64;
    private static final long SEED = 1;

    private final int width;
    private final int[][] squares;
    private final double[] losses;

    private Infidelity(int width, int[][] squares, double... losses) {
        this.width = width;
        this.squares = squares;
        this.losses = losses;
    }

    /**
     * Looks at what the score of an image loses. Blocks.
     *
     * @throws io.fovea.session.CancelledException if cancelled
     */
    public static Infidelity on(ScoredImage image, Monitor monitor) {
        PixelGrid grid = image.grid();
        float[] means = grid.means(image.tensor());
        int[][] squares = drawn(grid.width(), grid.height());
        double[] scores = image.scores(
                squares.length + 1,
                (index, into) -> {
                    into.data().put(0, image.tensor().data(), 0, image.tensor().size());
                    int[] square = index == 0 ? new int[4] : squares[index - 1];
                    for (int y = square[1]; y < square[3]; y++) {
                        for (int x = square[0]; x < square[2]; x++) {
                            for (int c = 0; c < grid.channels(); c++) {
                                into.data().put(grid.at(c, y * grid.width() + x), means[c]);
                            }
                        }
                    }
                },
                monitor);
        double[] losses = new double[squares.length];
        for (int s = 0; s < losses.length; s++) {
            losses[s] = scores[0] - scores[s + 1];
        }
        return new Infidelity(grid.width(), squares, losses);
    }

    /** Left, top, right and bottom of squares between a tenth and half of the image wide, anywhere in it. */
    private static int[][] drawn(int width, int height) {
        Random random = new Random(SEED);
        int[][] squares = new int[SQUARES][];
        for (int s = 0; s < SQUARES; s++) {
            int shorter = Math.min(width, height);
            int side = Math.max(1, (int) (shorter * (0.1 + 0.4 * random.nextDouble())));
            int left = random.nextInt(width - side + 1);
            int top = random.nextInt(height - side + 1);
            squares[s] = new int[] {left, top, left + side, top + side};
        }
        return squares;
    }

    /**
     * Of a map of this image.
     *
     * @return 0 where it foretells every loss, 1 where it says nothing of them; 0 where the score loses nothing anywhere
     */
    public double of(ScoredImage image, HeatMap map) {
        return of(image.raw(map));
    }

    double of(float... values) {
        double pd = 0;
        double pp = 0;
        double dd = 0;
        for (int s = 0; s < losses.length; s++) {
            double sum = 0;
            for (int y = squares[s][1]; y < squares[s][3]; y++) {
                for (int x = squares[s][0]; x < squares[s][2]; x++) {
                    sum += values[y * width + x];
                }
            }
            pd += sum * losses[s];
            pp += sum * sum;
            dd += losses[s] * losses[s];
        }
        // A map turned around foretells nothing.
        double scale = pp == 0 ? 0 : Math.max(0, pd / pp);
        return dd == 0 ? 0 : (dd - 2 * scale * pd + scale * scale * pp) / dd;
    }
}
