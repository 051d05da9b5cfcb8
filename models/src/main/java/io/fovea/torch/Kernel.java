package io.fovea.torch;

/**
 * The interpolation kernel of a Resize.
 *
 * @param cubic whether it is the cubic convolution kernel (Keys, 1981) instead of a triangle
 * @param sharpness the cubic kernel's coefficient, {@code cubic_coeff_a}
 * @param antialias whether it widens where the result is smaller than the input
 * @param excludesOutside whether positions outside of the input get no weight; otherwise the edge goes on there
 */
record Kernel(boolean cubic, double sharpness, boolean antialias, boolean excludesOutside) {

    static Kernel of(NodeCall step, String mode) {
        return new Kernel(
                mode.equals("cubic"),
                step.attributes().real("cubic_coeff_a", -0.75f),
                step.attributes().integer("antialias", 0) != 0,
                step.attributes().integer("exclude_outside", 0) != 0);
    }

    /** Whether this is plain linear interpolation. */
    boolean isTriangle() {
        return !cubic && !antialias && !excludesOutside;
    }

    /** How far from its centre it reaches. */
    int support() {
        return cubic ? 2 : 1;
    }

    /** Its value at {@code distance} from the centre. */
    double at(double distance) {
        double x = Math.abs(distance);
        if (!cubic) {
            return Math.max(0, 1 - x);
        }
        double a = sharpness;
        if (x <= 1) {
            return ((a + 2) * x - (a + 3)) * x * x + 1;
        }
        return x < 2 ? ((a * x - 5 * a) * x + 8 * a) * x - 4 * a : 0;
    }
}
