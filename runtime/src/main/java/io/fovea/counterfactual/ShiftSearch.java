package io.fovea.counterfactual;

import io.fovea.image.Image;
import io.fovea.task.Monitor;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/**
 * Finds the smallest shift to one side that turns an answer: the first of some steps over the range that does, and from there
 * halves back to the border.
 *
 * @param upward whether to the side where amounts grow
 * @param turns whether an image is answered otherwise
 */
record ShiftSearch(Shift shift, boolean upward, Image image, Predicate<Image> turns) {
    private static final int STEPS = 40;
    private static final int HALVINGS = 14;

    /** The amount; empty if none was found. */
    OptionalDouble find(Monitor monitor) {
        double sign = upward ? 1 : -1;
        for (int step = 1; step <= STEPS; step++) {
            monitor.report((double) step / STEPS, shift.side(upward));
            if (turnsAt(sign * step / STEPS)) {
                return OptionalDouble.of(shift.at(border(sign * (step - 1) / STEPS, sign * step / STEPS)));
            }
        }
        return OptionalDouble.empty();
    }

    private double border(double before, double behind) {
        double from = before;
        double to = behind;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (from + to) / 2;
            if (turnsAt(middle)) {
                to = middle;
            } else {
                from = middle;
            }
        }
        return to;
    }

    private boolean turnsAt(double share) {
        return turns.test(shift.apply(image, shift.at(share)));
    }
}
