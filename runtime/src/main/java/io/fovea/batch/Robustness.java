package io.fovea.batch;

import io.fovea.counterfactual.Shift;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How a model's answers stand shifts of the images.
 *
 * @param images how many there are
 * @param known of how many the class is known by the folder that they are in
 * @param points by shift, then by amount
 */
public record Robustness(int images, int known, List<Point> points) {
    /** Copies the list. */
    public Robustness {
        points = List.copyOf(points);
    }

    /**
     * One amount of a shift.
     *
     * @param images how many were shifted
     * @param accuracy share of right answers among images whose class is known, 0..1; empty where there are none
     * @param unchanged share of answers that are those to the image as it is, 0..1
     */
    public record Point(Shift shift, double amount, int images, OptionalDouble accuracy, double unchanged) {}
}
