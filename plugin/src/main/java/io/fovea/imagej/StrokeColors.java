package io.fovea.imagej;

import java.awt.Color;

/** The colours in which classes of pixels come, as long as nobody chooses others. */
final class StrokeColors {
    /** Multiples of it never come close to each other on a circle. */
    private static final double GOLDEN = (3 - Math.sqrt(5)) / 2;

    private static final double FIRST_OBJECTS = 1 / 3.0;

    private StrokeColors() {}

    /** Red for background, green for the first objects, and as far from these and each other as hues can be for the others. */
    static Color of(int classIndex) {
        return classIndex == 0
                ? Color.RED
                : Color.getHSBColor((float) (FIRST_OBJECTS + (classIndex - 1) * GOLDEN), 1, 1);
    }
}
