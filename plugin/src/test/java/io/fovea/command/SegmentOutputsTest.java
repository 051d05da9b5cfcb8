package io.fovea.command;

import static io.fovea.imagej.PlainImageJ.escape;
import static io.fovea.imagej.PlainImageJ.macro;
import static org.assertj.core.api.Assertions.assertThat;

import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.measure.ResultsTable;
import ij.process.ImageProcessor;
import io.fovea.imagej.TestModels;
import java.awt.Rectangle;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.scijava.module.Module;

/** What <em>Segment...</em> gives on request: outlines, selections, tables, and other images than labels. */
class SegmentOutputsTest extends SegmentTests {
    @BeforeAll
    static void writeClasses() {
        TestModels.classes(folder);
    }

    @Test
    void outlinesRunAlongTheEdgesOfPixelsInTheColoursOfTheLabels() {
        Module module = segment(new ImagePlus("a", field()), "overlay", true, "rois", true);

        Overlay overlay = (Overlay) module.getOutput("outlines");
        assertThat(overlay.size()).isEqualTo(3);
        assertThat(overlay.get(1).getBounds()).isEqualTo(new Rectangle(20, 10, 8, 5));
        assertThat(overlay.get(1).getName()).isEqualTo("0002");
        int shown = ((int[]) image(module).getProcessor().convertToRGB().getPixels())[12 * 40 + 21];
        assertThat(overlay.get(1).getStrokeColor().getRGB()).isEqualTo(shown);
        assertThat((Roi[]) module.getOutput("managed")).hasSize(3);
    }

    @Test
    void objectsAreMeasuredInTheImagesUnit() {
        ImagePlus source = new ImagePlus("my field.tif", field());
        source.getCalibration().pixelWidth = 0.5;
        source.getCalibration().pixelHeight = 0.5;

        Module module = segment(source, "table", true, "summary", true);

        ResultsTable objects = (ResultsTable) module.getOutput("objects");
        assertThat(objects.size()).isEqualTo(3);
        assertThat(objects.getLabel(1)).isEqualTo("my field.tif");
        assertThat(objects.getValue("Object", 1)).isEqualTo(2);
        assertThat(objects.getValue("Area", 1)).isEqualTo(10);
        assertThat(objects.getValue("X", 1)).isEqualTo(12);
        assertThat(objects.getValue("Y", 1)).isEqualTo(6.25);
        assertThat(objects.getValue("Probability", 1)).isBetween(0.9, 1.0);
        ResultsTable summary = (ResultsTable) module.getOutput("planes");
        assertThat(summary.size()).isEqualTo(1);
        assertThat(summary.getValue("Objects", 0)).isEqualTo(3);
        assertThat(summary.getValue("foreground_fraction", 0)).isEqualTo(100 / 1200.0);
    }

    @Test
    void classesTrimapAndProbabilitiesAreGivenOnRequest() {
        ImageProcessor pixels = field();
        pixels.setColor(100);
        pixels.fill(new Roi(0, 0, 3, 3));
        ImagePlus source = new ImagePlus("a.b.png", pixels);

        ImagePlus classes = image(segment(source, "output", "classes"));
        assertThat(classes.getTitle()).isEqualTo("a.b-classes");
        assertThat(classes.getProcessor().get(1, 1)).isEqualTo(2);
        assertThat(classes.getProcessor().get(7, 7)).isZero();
        ImagePlus trimap = image(segment(source, "output", "trimap"));
        assertThat(trimap.getProcessor().get(1, 1)).isEqualTo(254);
        assertThat(trimap.getProcessor().get(30, 1)).isEqualTo(127);
        ImagePlus probabilities = image(segment(source, "output", "probabilities"));
        assertThat(probabilities.getNChannels()).isEqualTo(3);
        assertThat(probabilities.getBitDepth()).isEqualTo(32);
        assertThat(probabilities.getStack().getSliceLabel(3)).isEqualTo("contour");
        assertThat(probabilities.getStack().getVoxel(7, 7, 0)).isGreaterThan(0.99);
        assertThat(probabilities.getDisplayRangeMax()).isEqualTo(1);
    }

    @Test
    void aModelWithoutContourGivesItsClassesAsLabels() {
        Module module = segment(
                new ImagePlus("a", field()),
                "model",
                folder.resolve("brightness.onnx").toString(),
                "overlay",
                true,
                "table",
                true);

        assertThat(image(module).getTitle()).isEqualTo("a-labels");
        assertThat(image(module).getProcessor().get(0, 0)).isEqualTo(1);
        assertThat(((Overlay) module.getOutput("outlines")).get(0).getName()).isEqualTo("dark");
        assertThat(((ResultsTable) module.getOutput("objects")).size()).isZero();
    }

    @Test
    void objectsOfOtherHeadsAreLabelsOutlinesAndRowsToo() {
        String stars = escape(TestModels.stars(folder));
        String model = "'model=[" + stars + "] ";

        assertThat(macro(
                        "newImage('a', '8-bit black', 60, 40, 1);",
                        "setPixel(15, 20, 255); setPixel(40, 20, 255);",
                        "run('Segment...', " + model + "output=labels overlay table');",
                        "if (getPixel(15, 20) == 0 || getPixel(15, 20) == getPixel(40, 20)) exit('one object');",
                        "if (getPixel(28, 20) != 0) exit('background');"))
                .isEmpty();

        ResultsTable results = ResultsTable.getResultsTable();
        assertThat(results.size()).isEqualTo(2);
        // An octagon of radius 6: 8 triangles of 6 * 6 * sin(45 degrees) / 2.
        assertThat(results.getValue("Area", 0)).isBetween(95., 110.);
        assertThat(macro("newImage('a', '8-bit black', 60, 40, 1);", "run('Segment...', " + model + "output=trimap');"))
                .hasValueSatisfying(error -> assertThat(error).contains("output=trimap needs a trimap model"));
    }

    @Test
    void theRoiManagerNeedsADisplay() {
        assertThat(macro(
                        "newImage('a', '8-bit black', 40, 30, 1);",
                        "run('Segment...', 'model=[" + escape(trimap) + "] rois');"))
                .hasValueSatisfying(error -> assertThat(error).contains("There is no ROI Manager without a display."));
    }
}
