package io.fovea.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.task.ObjectRings.Corner;
import io.fovea.task.ObjectRings.Part;
import java.awt.Polygon;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectRingsTest {
    @Test
    void aSquareIsFourCornersFromTheUpperLeftOn() {
        assertThat(ObjectRings.of(map(3, "    ## ##"), 1))
                .containsExactly(new Part(
                        List.of(new Corner(1, 1), new Corner(3, 1), new Corner(3, 3), new Corner(1, 3)), List.of()));
    }

    /** A closed way of pixels around one, which meets itself only in a corner. */
    @Test
    void aHoleThatIsOpenAtACornerAloneIsAHole() {
        List<Part> parts = ObjectRings.of(map(3, "## # ####"), 1);

        assertThat(parts).hasSize(1);
        assertThat(parts.get(0).holes())
                .containsExactly(List.of(new Corner(1, 1), new Corner(1, 2), new Corner(2, 2), new Corner(2, 1)));
    }

    @Test
    void whatHoldsTogetherByACornerAloneIsTwoParts() {
        assertThat(ObjectRings.of(map(2, "# " + " #"), 1))
                .extracting(part -> part.outer().get(0))
                .containsExactly(new Corner(0, 0), new Corner(1, 1));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.3, 0.5, 0.7, 0.9})
    void ringsCoverThePixelsAndNoneMeetsItself(double density) {
        Random random = new Random(7);
        for (int trial = 0; trial < 50; trial++) {
            StringBuilder pixels = new StringBuilder();
            for (int i = 0; i < 12 * 9; i++) {
                pixels.append(random.nextDouble() < density || i == 0 ? '#' : ' ');
            }
            List<Part> parts = ObjectRings.of(map(12, pixels.toString()), 1);

            for (Part part : parts) {
                for (List<Corner> ring : rings(part)) {
                    assertThat(ring).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(4);
                }
            }
            for (int i = 0; i < pixels.length(); i++) {
                double x = i % 12 + 0.5;
                double y = i / 12 + 0.5;
                long within =
                        parts.stream().filter(part -> contains(part, x, y)).count();
                assertThat(within).as(pixels + " at " + i).isEqualTo(pixels.charAt(i) == '#' ? 1 : 0);
            }
        }
    }

    private static boolean contains(Part part, double x, double y) {
        return polygon(part.outer()).contains(x, y)
                && part.holes().stream().noneMatch(hole -> polygon(hole).contains(x, y));
    }

    private static List<List<Corner>> rings(Part part) {
        List<List<Corner>> rings = new ArrayList<>(part.holes());
        rings.add(part.outer());
        return rings;
    }

    private static Polygon polygon(List<Corner> ring) {
        Polygon polygon = new Polygon();
        ring.forEach(corner -> polygon.addPoint(corner.x(), corner.y()));
        return polygon;
    }

    private static LabelMap map(int width, String pixels) {
        int[] labels = pixels.chars().map(c -> c == '#' ? 1 : 0).toArray();
        return new LabelMap(width, labels.length / width, labels, new float[labels.length]);
    }
}
