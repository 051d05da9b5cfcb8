package io.fovea.imagej;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.gui.Line;
import ij.gui.PointRoi;
import ij.gui.PolygonRoi;
import ij.gui.Roi;
import ij.process.ByteProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;
import io.fovea.FoveaException;
import org.junit.jupiter.api.Test;

class LabelPlaneTest {
    private final ImageProcessor labels = new ShortProcessor(20, 12);

    /** 1: 6x4 pixels at 1,1; 2: 3x4 pixels at 7,1, beside it; 5: 4x3 pixels at 14,8. */
    private LabelPlane plane() {
        fill(new Roi(1, 1, 6, 4), 1);
        fill(new Roi(7, 1, 3, 4), 2);
        fill(new Roi(14, 8, 4, 3), 5);
        return new LabelPlane(labels, 5);
    }

    private void fill(Roi roi, int label) {
        labels.setColor(label);
        labels.fill(roi);
    }

    private int count(int label) {
        int count = 0;
        for (int i = 0; i < labels.getPixelCount(); i++) {
            count += labels.get(i) == label ? 1 : 0;
        }
        return count;
    }

    @Test
    void whatIsTouchedBecomesTheFirstOfThem() {
        LabelPlane plane = plane();

        assertThat(plane.correct(Correction.MERGE, new Line(5, 2, 8, 3))).isEqualTo("2 objects are object 1 now");
        assertThat(count(1)).isEqualTo(24 + 12);
        assertThat(count(2)).isZero();
        assertThat(count(5)).isEqualTo(12);
        assertThat(plane.correct(Correction.MERGE, new PointRoi(new int[] {2, 15}, new int[] {2, 9}, 2)))
                .startsWith("2 objects");
        assertThat(count(1)).isEqualTo(48);
        assertThatThrownBy(() -> plane.correct(Correction.MERGE, new Roi(2, 2, 2, 2)))
                .isInstanceOf(FoveaException.class)
                .hasMessage("The selection touches one object, 1; to merge, touch those that are one.");
    }

    @Test
    void aLinePartsWhatItCrosses() {
        LabelPlane plane = plane();

        assertThat(plane.correct(Correction.SPLIT, new Line(3, 0, 3, 8))).isEqualTo("object 1 is 2 now");
        // Columns 4 to 6 are the largest; the cut, column 3, goes to a part that it is beside.
        assertThat(labels.get(5, 2)).isEqualTo(1);
        assertThat(labels.get(1, 2)).isEqualTo(6);
        assertThat(labels.get(2, 2)).isEqualTo(6);
        assertThat(labels.get(3, 2)).isEqualTo(1);
        assertThat(count(1) + count(6)).isEqualTo(24);
        assertThat(count(2)).isEqualTo(12);
        assertThat(plane.highest()).isEqualTo(6);
    }

    @Test
    void aWideLinePartsAlongItsMiddle() {
        LabelPlane plane = plane();
        Line wide = new Line(3, 0, 3, 8);
        wide.setStrokeWidth(5);

        assertThat(plane.correct(Correction.SPLIT, wide)).isEqualTo("object 1 is 2 now");
        assertThat(labels.get(5, 2)).isEqualTo(1);
        assertThat(labels.get(1, 2)).isEqualTo(6);
        assertThat(count(6)).isEqualTo(8);
    }

    @Test
    void aSlantedLineLeavesNoGap() {
        fill(new Roi(0, 0, 20, 12), 3);
        LabelPlane plane = new LabelPlane(labels, 3);

        plane.correct(Correction.SPLIT, new Line(-1, -1, 20, 12));

        assertThat(labels.get(0, 11)).isNotEqualTo(labels.get(19, 0));
        assertThat(count(3) + count(4)).isEqualTo(240);
        // A bent line along the edge and out again.
        plane.correct(Correction.SPLIT, new PolygonRoi(new int[] {10, 10, 0}, new int[] {11, 9, 9}, 3, Roi.POLYLINE));
        assertThat(count(5)).isPositive();
        assertThatThrownBy(() -> plane.correct(Correction.SPLIT, new Line(2, 6, 3, 6)))
                .hasMessageContaining("parts no object");
    }

    @Test
    void pointsPartAnObjectByWhatIsNearest() {
        LabelPlane plane = plane();

        plane.correct(Correction.SPLIT, new PointRoi(new int[] {1, 6, 15}, new int[] {2, 2, 9}, 3));

        // Of columns 1 to 6 three are nearer to each.
        assertThat(count(1)).isEqualTo(12);
        assertThat(count(6)).isEqualTo(12);
        assertThat(labels.get(3, 1)).isEqualTo(labels.get(1, 2));
        assertThat(labels.get(4, 1)).isEqualTo(labels.get(6, 2));
        assertThat(count(5)).isEqualTo(12);
        assertThatThrownBy(() -> plane.correct(Correction.SPLIT, new PointRoi(15, 9)))
                .hasMessageContaining("No two of the points");
        assertThatThrownBy(() -> plane.correct(Correction.SPLIT, new Roi(1, 1, 2, 2)))
                .hasMessageContaining("draw a line");
    }

    @Test
    void whatIsTouchedIsDeleted() {
        LabelPlane plane = plane();

        assertThat(plane.correct(Correction.DELETE, new Roi(9, 4, 6, 5))).isEqualTo("2 objects are deleted");
        assertThat(count(2) + count(5)).isZero();
        assertThat(count(1)).isEqualTo(24);
        assertThatThrownBy(() -> plane.correct(Correction.DELETE, new Roi(0, 10, 3, 2)))
                .hasMessage("The selection touches no object.");
    }

    @Test
    void anObjectIsDrawnWhereNoneIs() {
        LabelPlane plane = plane();

        assertThat(plane.correct(Correction.DRAW, new Roi(8, 3, 4, 4))).isEqualTo("object 6 is drawn");
        // 16 pixels less those 2 by 2 that are of object 2.
        assertThat(count(6)).isEqualTo(12);
        assertThat(count(2)).isEqualTo(12);
        assertThatThrownBy(() -> plane.correct(Correction.DRAW, new Roi(1, 1, 2, 2)))
                .hasMessageContaining("Nothing of the selection is free");
        assertThatThrownBy(() -> plane.correct(Correction.DRAW, new Line(1, 1, 2, 2)))
                .hasMessageContaining("select its area");
    }

    @Test
    void anObjectIsDrawnAnew() {
        LabelPlane plane = plane();

        assertThat(plane.correct(Correction.REDRAW, new Roi(2, 2, 6, 4))).isEqualTo("object 1 is drawn anew");
        // 24 pixels less those 1 by 3 that are of object 2.
        assertThat(count(1)).isEqualTo(21);
        assertThat(labels.get(1, 1)).isZero();
        assertThat(labels.get(2, 5)).isEqualTo(1);
        assertThat(count(2)).isEqualTo(12);
    }

    @Test
    void noNumberIsGivenTwice() {
        ByteProcessor full = new ByteProcessor(4, 4);
        full.set(0, 0, 255);

        assertThatThrownBy(() -> new LabelPlane(full, 255).correct(Correction.DRAW, new Roi(1, 1, 2, 2)))
                .hasMessageContaining("no number left");
    }
}
