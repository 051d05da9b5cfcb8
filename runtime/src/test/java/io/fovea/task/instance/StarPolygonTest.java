package io.fovea.task.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.geom.Area;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StarPolygonTest {
    private static final double EXACT = 1e-9;

    private record Star(double[] x, double[] y) {
        double shared(Star other) {
            return new StarPolygon(x, y).shared(other.x, other.y);
        }

        double area() {
            return shared(this);
        }
    }

    private static Star star(double x, double y, double... distances) {
        double[] xs = new double[distances.length];
        double[] ys = new double[distances.length];
        for (int i = 0; i < distances.length; i++) {
            xs[i] = x + distances[i] * Math.cos(2 * Math.PI * i / distances.length);
            ys[i] = y + distances[i] * Math.sin(2 * Math.PI * i / distances.length);
        }
        return new Star(xs, ys);
    }

    /** A square on its corner, half of whose diagonal is {@code d}, has the area 2 d d. */
    @Test
    void squaresOnTheirCornersShareASquare() {
        Star two = star(0, 0, 2, 2, 2, 2);

        assertThat(two.area()).isCloseTo(8, within(EXACT));
        assertThat(two.shared(star(2, 0, 2, 2, 2, 2))).isCloseTo(2, within(EXACT));
        assertThat(two.shared(star(0, 2, 2, 2, 2, 2))).isCloseTo(2, within(EXACT));
        assertThat(two.shared(star(0.5, 0, 1, 1, 1, 1)))
                .as("one within the other")
                .isCloseTo(2, within(EXACT));
        assertThat(star(0.5, 0, 1, 1, 1, 1).shared(two)).isCloseTo(2, within(EXACT));
        assertThat(two.shared(two)).isCloseTo(8, within(EXACT));
        assertThat(two.shared(star(4, 0, 2, 2, 2, 2)))
                .as("touching in a corner")
                .isCloseTo(0, within(EXACT));
        assertThat(two.shared(star(9, 9, 2, 2, 2, 2))).isZero();
    }

    /**
     * A square of side 1 with a spike of height 3.5 on each side has the area 1 + 4 * 1.75. Where the spikes of two lie in
     * each other, what they share is x / 7 above and below the middle up to half way.
     */
    @Test
    void starsThatAreNotConvexShareTheirSpikes() {
        double diagonal = Math.sqrt(0.5);
        double[] spikes = {4, diagonal, 4, diagonal, 4, diagonal, 4, diagonal};

        assertThat(star(0, 0, spikes).area()).isCloseTo(8, within(EXACT));
        assertThat(star(0, 0, spikes).shared(star(4, 0, spikes))).isCloseTo(8 / 7., within(EXACT));
        assertThat(star(0, 0, spikes).shared(star(4, 4, spikes)))
                .as("spikes that cross twice")
                .isCloseTo(reference(corners(0, 0, spikes), corners(4, 4, spikes)), within(1e-6));
    }

    @Test
    void randomStarsShareWhatJavasGeometrySays() {
        Random random = new Random(1);
        for (int trial = 0; trial < 300; trial++) {
            double[] one = distances(random);
            double[] other = distances(random);
            double x = 20 * random.nextDouble() - 10;
            double y = 20 * random.nextDouble() - 10;

            assertThat(star(0, 0, one).shared(star(x, y, other)))
                    .isCloseTo(reference(corners(0, 0, one), corners(x, y, other)), within(1e-4));
        }
    }

    private static double[] distances(Random random) {
        double[] distances = new double[random.nextBoolean() ? 32 : 7];
        for (int i = 0; i < distances.length; i++) {
            distances[i] = 1 + 12 * random.nextDouble();
        }
        return distances;
    }

    private static Area corners(double x, double y, double... distances) {
        Path2D path = new Path2D.Double();
        for (int i = 0; i < distances.length; i++) {
            double angle = 2 * Math.PI * i / distances.length;
            double atX = x + distances[i] * Math.cos(angle);
            double atY = y + distances[i] * Math.sin(angle);
            if (i == 0) {
                path.moveTo(atX, atY);
            } else {
                path.lineTo(atX, atY);
            }
        }
        path.closePath();
        return new Area(path);
    }

    private static double reference(Area one, Area other) {
        Area both = new Area(one);
        both.intersect(other);
        double sum = 0;
        double[] point = new double[6];
        double[] start = new double[2];
        double[] last = new double[2];
        for (PathIterator path = both.getPathIterator(null); !path.isDone(); path.next()) {
            int kind = path.currentSegment(point);
            if (kind == PathIterator.SEG_MOVETO) {
                start = new double[] {point[0], point[1]};
            } else {
                double[] to = kind == PathIterator.SEG_CLOSE ? start : new double[] {point[0], point[1]};
                sum += last[0] * to[1] - to[0] * last[1];
            }
            last = kind == PathIterator.SEG_CLOSE ? start : new double[] {point[0], point[1]};
        }
        return Math.abs(sum) / 2;
    }
}
