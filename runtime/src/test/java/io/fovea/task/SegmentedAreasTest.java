package io.fovea.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.model.Task;
import java.util.List;
import org.junit.jupiter.api.Test;

class SegmentedAreasTest {
    private static final List<String> TRIMAP = List.of("foreground", "background", "contour");

    /** A row of pixels, each sure of its class: {@code #}, {@code .} or {@code o}. */
    private static Segmentation row(String pixels) {
        float[][] planes = new float[3][pixels.length()];
        for (int x = 0; x < pixels.length(); x++) {
            planes["#.o".indexOf(pixels.charAt(x))][x] = 1;
        }
        return new Segmentation(
                Task.TRIMAP, TRIMAP, pixels.length(), 1, new ProbabilityMaps(pixels.length(), 1, planes), 0.5);
    }

    private static boolean[] mask(String pixels) {
        boolean[] mask = new boolean[pixels.length()];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = pixels.charAt(i) == 'x';
        }
        return mask;
    }

    @Test
    void areasAreSetIntoBackgroundAndObjectsCountedOverAll() {
        Segmentation left = row("##.");
        SegmentedAreas areas = new SegmentedAreas(8, 2, left);
        areas.add(0, 0, mask("xxx"), left);
        areas.add(4, 1, mask("xxxx"), row(".###"));

        Segmentation all = areas.toSegmentation();

        assertThat(all.instances(1).labels()).containsExactly(1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 2, 2);
        assertThat(all.seconds()).isEqualTo(1);
        assertThat(all.fraction(0)).isEqualTo(5 / 7.0);
        assertThat(all.probability(1)).containsExactly(0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0);
        assertThat(all.instances(3).count()).isEqualTo(1);
    }

    @Test
    void whatAMaskLeavesOutIsBackground() {
        Segmentation found = row("#####");
        SegmentedAreas areas = new SegmentedAreas(5, 1, found);
        areas.add(0, 0, mask("xx.x."), found);

        assertThat(areas.toSegmentation().instances(1).labels()).containsExactly(1, 1, 0, 2, 0);
        assertThat(areas.toSegmentation().fraction(0)).isEqualTo(1);
    }

    @Test
    void objectsThatAModelTellsApartStayApart() {
        float[][] sure = {{0, 0, 0, 1}, {1, 1, 1, 0}};
        Segmentation found = new Segmentation(
                List.of("background", "object"),
                4,
                1,
                new ProbabilityMaps(4, 1, sure),
                new int[] {1, 1, 2, 0},
                new int[0],
                1);
        SegmentedAreas areas = new SegmentedAreas(8, 1, found);
        areas.add(0, 0, mask("xxxx"), found);
        areas.add(4, 0, mask("xxxx"), found);

        assertThat(areas.toSegmentation().instances(1).labels()).containsExactly(1, 1, 2, 0, 3, 3, 4, 0);
        assertThat(areas.toSegmentation().hasTrimap()).isFalse();
    }

    @Test
    void aRectangleBeyondTheImageIsRefused() {
        SegmentedAreas areas = new SegmentedAreas(2, 1, row("#."));

        assertThatThrownBy(() -> areas.add(0, 0, mask("xxx"), row("###")))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }
}
