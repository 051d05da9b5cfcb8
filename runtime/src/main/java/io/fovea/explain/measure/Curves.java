package io.fovea.explain.measure;

import io.fovea.anatomy.PixelGrid;
import io.fovea.explain.HeatMap;
import io.fovea.image.Image;
import io.fovea.image.Mats;
import io.fovea.session.FloatTensor;
import io.fovea.task.Monitor;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Areas under the class's probability while pixels are taken away, or put back on a blurred image, the hottest first, in {@value
 * #STEPS} steps (Petsiuk et al., "RISE", 2018).
 *
 * @param deletion area while pixels become the mean colour, 0..1; less is better
 * @param insertion area while pixels come back, 0..1; more is better
 */
public record Curves(double deletion, double insertion) {
    static final int STEPS = 50;
    private static final double BLUR = 5;
    private static final int BLURRED_AT = 224;

    /**
     * Measures a map. Blocks.
     *
     * @param original the image that was scored
     * @throws io.fovea.session.CancelledException if cancelled
     */
    public static Curves of(ScoredImage image, Image original, HeatMap map, Monitor monitor) {
        PixelGrid grid = image.grid();
        FloatTensor whole = image.tensor();
        FloatTensor grey = FloatTensor.allocate(whole.shape());
        float[] means = grid.means(whole);
        for (int c = 0; c < grid.channels(); c++) {
            for (int i = 0; i < grid.pixels(); i++) {
                grey.data().put(grid.at(c, i), means[c]);
            }
        }
        int[] hottest = ScoredImage.fallingOrder(image.heat(map));
        FloatTensor blurred = image.tensor(blurred(original));
        return new Curves(area(image, hottest, whole, grey, monitor), area(image, hottest, blurred, whole, monitor));
    }

    /** The area under the curve from one image to the other, by the trapezoidal rule. */
    private static double area(ScoredImage image, int[] order, FloatTensor from, FloatTensor to, Monitor monitor) {
        PixelGrid grid = image.grid();
        int steps = Math.min(STEPS, order.length);
        double[] probabilities = image.probabilities(
                steps + 1,
                (step, into) -> {
                    into.data().put(0, from.data(), 0, from.size());
                    int end = (int) ((long) order.length * step / steps);
                    for (int done = 0; done < end; done++) {
                        for (int c = 0; c < grid.channels(); c++) {
                            int at = grid.at(c, order[done]);
                            into.data().put(at, to.data().get(at));
                        }
                    }
                },
                monitor);
        double area = 0;
        for (int step = 0; step <= steps; step++) {
            area += step == 0 || step == steps ? probabilities[step] / 2 : probabilities[step];
        }
        return area / steps;
    }

    /** Blurred as Petsiuk et al. do at 224 pixels: a Gaussian of 5 in a window of 11, in proportion; at least of 1. */
    private static Image blurred(Image image) {
        double scale = Math.max(image.width(), image.height()) / (double) BLURRED_AT;
        double sigma = Math.max(1, BLUR * scale);
        int side = 2 * (int) Math.ceil(sigma) + 1;
        Mat mat = Mats.of(image);
        try {
            Imgproc.GaussianBlur(mat, mat, new Size(side, side), sigma);
            return Mats.toImage(mat);
        } finally {
            mat.release();
        }
    }
}
