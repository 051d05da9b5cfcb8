package io.fovea.explain.measure;

import io.fovea.anatomy.PixelGrid;
import io.fovea.explain.HeatMap;
import io.fovea.task.Monitor;

/**
 * What becomes of the class's probability {@code Y} when the image is darkened by its own map, {@code O} (Chattopadhay et al.
 * 2018).
 *
 * @param drop {@code max(0, Y - O) / Y}, 0..1; less is better
 * @param increase 1 if {@code O > Y}, else 0; more is better
 */
public record Confidence(double drop, double increase) {

    /**
     * Measures a map: every pixel is multiplied with its heat, so that what has none is black. Blocks.
     *
     * @throws io.fovea.session.CancelledException if cancelled
     */
    public static Confidence of(ScoredImage image, HeatMap map, Monitor monitor) {
        float[] heat = image.heat(map);
        PixelGrid grid = image.grid();
        double whole = image.probability(monitor);
        double left = image.probabilities(
                        1,
                        (index, into) -> {
                            for (int c = 0; c < grid.channels(); c++) {
                                float black = image.black(c);
                                for (int i = 0; i < heat.length; i++) {
                                    int at = grid.at(c, i);
                                    into.data()
                                            .put(
                                                    at,
                                                    black
                                                            + heat[i]
                                                                    * (image.tensor()
                                                                                    .data()
                                                                                    .get(at)
                                                                            - black));
                                }
                            }
                        },
                        monitor)[0];
        return new Confidence(whole == 0 ? 0 : Math.max(0, whole - left) / whole, left > whole ? 1 : 0);
    }
}
