package io.fovea.command;

import static io.fovea.imagej.PlainImageJ.escape;
import static io.fovea.imagej.PlainImageJ.macro;
import static org.assertj.core.api.Assertions.assertThat;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Overlay;
import ij.measure.ResultsTable;
import io.fovea.imagej.PlainImageJ;
import io.fovea.imagej.TestModels;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.module.Module;

@ExtendWith(PlainImageJ.class)
class DetectCommandTest {
    @TempDir
    static Path folder;

    private static String model;
    private static Path file;

    @BeforeAll
    static void writeModel() {
        file = TestModels.detector(folder);
        model = "model=[" + escape(file) + "]";
    }

    @Test
    void boxesWithNamesLieOnTheImage() {
        assertThat(macro(
                        "newImage('a.png', '8-bit ramp', 80, 40, 1);",
                        "run('Detect...', '" + model + " score=0.25 overlap=0.45 table=false');",
                        "if (Overlay.size != 1) exit('there are ' + Overlay.size);",
                        "Overlay.activateSelection(0);",
                        "if (Roi.getName != 'nucleus 0.75') exit('it is ' + Roi.getName);",
                        "getSelectionBounds(x, y, width, height);",
                        "if (x != 20 || y != 5 || width != 40 || height != 20) exit(x + ' ' + y + ' ' + width);"))
                .isEmpty();
    }

    @Test
    void resultsAreInTheUnitOfTheImage() {
        ImagePlus image = IJ.createImage("a", "8-bit ramp", 80, 40, 2);
        image.getCalibration().pixelWidth = 0.5;
        image.getCalibration().pixelHeight = 0.25;
        Module module = PlainImageJ.run(DetectCommand.class, image, file);
        ResultsTable objects = (ResultsTable) module.getOutput("objects");
        Overlay boxes = (Overlay) module.getOutput("boxes");

        assertThat(objects.size()).isEqualTo(2);
        assertThat(objects.getStringValue("Class", 1)).isEqualTo("nucleus");
        assertThat(objects.getValue("Score", 1)).isEqualTo(0.75);
        assertThat(objects.getValue("BX", 1)).isEqualTo(10);
        assertThat(objects.getValue("BY", 1)).isEqualTo(1.25);
        assertThat(objects.getValue("Width", 1)).isEqualTo(20);
        assertThat(objects.getValue("Height", 1)).isEqualTo(5);
        assertThat(boxes.get(1).getPosition()).isEqualTo(2);
        assertThat(boxes.get(1).getName()).isEqualTo("z0002-nucleus 0.75");
    }

    @Test
    void whatIsNotSureEnoughIsLeftOutAndNonsenseRefused() {
        assertThat(macro(
                        "newImage('a', '8-bit ramp', 80, 40, 1);",
                        "run('Detect...', '" + model + " score=0.8');",
                        "if (Overlay.size != 0) exit('there are ' + Overlay.size);"))
                .isEmpty();
        assertThat(macro("newImage('a', '8-bit ramp', 8, 8, 1);", "run('Detect...', '" + model + " score=25');"))
                .hasValueSatisfying(error -> assertThat(error).contains("score is 25; give 0 to 1"));
    }

    @Test
    void aClassifierIsRefused() {
        String classifier = escape(TestModels.classifier(folder));

        assertThat(macro("newImage('a', '8-bit', 8, 8, 1);", "run('Detect...', 'model=[" + classifier + "]');"))
                .hasValueSatisfying(error -> assertThat(error).contains("cannot detect: it classifies whole images"));
    }
}
