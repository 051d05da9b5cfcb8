package io.fovea.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.ImagePlus;
import ij.gui.Line;
import ij.gui.OvalRoi;
import ij.gui.Roi;
import ij.gui.ShapeRoi;
import ij.measure.ResultsTable;
import org.junit.jupiter.api.Test;
import org.scijava.module.Module;

/** What <em>Segment...</em> makes of the selection on an image. */
class SegmentSelectionsTest extends SegmentTests {
    @Test
    void aSelectionIsAllThatIsLookedAt() {
        ImagePlus source = new ImagePlus("a", field());
        source.setRoi(0, 0, 12, 12);

        Module module = segment(source, "table", true);

        assertThat(image(module).getWidth()).isEqualTo(40);
        assertThat(image(module).getStatistics().max).isEqualTo(1);
        assertThat((String) module.getOutput("report")).startsWith("a: 1 object in 1 area in ");
        ResultsTable objects = (ResultsTable) module.getOutput("objects");
        assertThat(objects.getValue("BX", 0)).isEqualTo(5);
        assertThat(objects.getValue("Area", 0)).isEqualTo(36);
        ResultsTable counts = (ResultsTable) module.getOutput("planes");
        assertThat(counts.getValue("foreground_fraction", 0)).isEqualTo(36 / 144.0);
        assertThat(source.getRoi()).isNotNull();
        assertThat(image(segment(source, "whole", true)).getStatistics().max).isEqualTo(3);
    }

    @Test
    void ofSeveralAreasEachIsLookedAtAndObjectsEndAtTheirBorders() {
        ImagePlus source = new ImagePlus("a", field());
        source.setRoi(new ShapeRoi(new Roi(0, 0, 12, 12)).or(new ShapeRoi(new OvalRoi(20, 8, 8, 6))));

        Module module = segment(source, "table", true, "minsize", 5);

        assertThat(image(module).getStatistics().max).isEqualTo(2);
        ResultsTable objects = (ResultsTable) module.getOutput("objects");
        assertThat(objects.getValue("Area", 0)).isEqualTo(36);
        // The rows 10 to 14 of the rectangle lie in the oval's rows 8 to 13, whose corners are cut.
        OvalRoi oval = new OvalRoi(20, 8, 8, 6);
        int expected = 0;
        for (int y = 10; y < 15; y++) {
            for (int x = 20; x < 28; x++) {
                expected += oval.contains(x, y) ? 1 : 0;
            }
        }
        assertThat(objects.getValue("Area", 1)).isEqualTo(expected).isLessThan(32);
        ImagePlus classes = image(segment(source, "output", "classes"));
        assertThat(classes.getProcessor().get(35, 26)).as("background").isEqualTo(1);
        assertThat((String) module.getOutput("report")).startsWith("a: 2 objects in 2 areas in ");
    }

    @Test
    void anAreaOutsideTheImageIsRefused() {
        ImagePlus source = new ImagePlus("a", field());
        source.setRoi(new Roi(-50, -50, 10, 10));
        assertThatThrownBy(() -> segment(source)).hasStackTraceContaining("The selection lies outside 'a'");
        assertThat(image(segment(source, "whole", true)).getStatistics().max).isEqualTo(3);
    }

    @Test
    void aLineOrPointsSelectNoArea() {
        ImagePlus source = new ImagePlus("a", field());
        source.setRoi(new Line(0, 0, 12, 12));
        assertThat(image(segment(source)).getStatistics().max).isEqualTo(3);
        source.setRoi(new Roi(0, 0, 40, 30));
        assertThat((String) segment(source).getOutput("report")).startsWith("a: 3 objects in 0.");
    }
}
