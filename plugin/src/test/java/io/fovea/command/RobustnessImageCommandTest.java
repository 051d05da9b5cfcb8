package io.fovea.command;

import static io.fovea.imagej.PlainImageJ.escape;
import static io.fovea.imagej.PlainImageJ.macro;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.IJ;
import ij.ImagePlus;
import ij.measure.ResultsTable;
import ij.process.ByteProcessor;
import io.fovea.image.Image;
import io.fovea.imagej.PlainImageJ;
import io.fovea.imagej.TestModels;
import java.awt.event.KeyEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.module.Module;

/** The classifier's answers follow the mean: above 170 bright, below 64 dark. */
@ExtendWith(PlainImageJ.class)
class RobustnessImageCommandTest {
    @TempDir
    Path folder;

    private Path classifier;

    @BeforeEach
    void writeModel() {
        classifier = TestModels.classifier(folder);
    }

    private Module robustness(ImagePlus image, Object... keys) {
        return PlainImageJ.run(RobustnessImageCommand.class, image, classifier, keys);
    }

    private Path write(String name, int level) throws Exception {
        Path file = folder.resolve("my images").resolve(name);
        Files.createDirectories(file.getParent());
        byte[] pixels = new byte[64];
        Arrays.fill(pixels, (byte) level);
        Image.gray8(8, 8, pixels).write(file);
        return file;
    }

    private static ImagePlus grey(String title, int level) {
        ByteProcessor pixels = new ByteProcessor(8, 8);
        pixels.setColor(level);
        pixels.fill();
        return new ImagePlus(title, pixels);
    }

    private static double value(ResultsTable table, double amount, String column) {
        for (int row = 0; row < table.size(); row++) {
            if (table.getValue("Amount", row) == amount) {
                return table.getValue(column, row);
            }
        }
        throw new AssertionError("no amount " + amount);
    }

    @Test
    void aMacroOfAFolderNeedsNoOpenImage() throws Exception {
        write("bright/a.png", 200);
        String printed = PlainImageJ.printed(() -> assertThat(macro(
                        "run('Robustness...', 'model=[" + escape(classifier) + "] input=["
                                + escape(folder.resolve("my images")) + "]');",
                        "if (getTitle() != 'classifier-robustness') exit('title ' + getTitle());",
                        "if (nSlices != 4 || bitDepth() != 24) exit('slices ' + nSlices);",
                        "setSlice(2);",
                        "if (getInfo('slice.label') != 'contrast') exit(getInfo('slice.label'));"))
                .isEmpty());

        assertThat(printed).contains("my images: 1 image, of 1 the class is known, on cpu");
    }

    @Test
    void aFolderAndEveryOpenImageTogetherAreRefused() {
        String both = "model=[" + escape(classifier) + "] input=[" + escape(folder) + "] every";

        assertThat(macro("newImage('a', '8-bit', 8, 8, 1);", "run('Robustness...', '" + both + "');"))
                .hasValueSatisfying(error -> assertThat(error)
                        .contains("Both a folder, input=[" + folder
                                + "], and every open image are asked for; leave one of them" + " out."));
    }

    @Test
    void theCurvesAreWhatTheModelsFormulaGives() throws Exception {
        write("bright/a.png", 200);
        write("bright/b.png", 255);
        write("dark/c.png", 150);
        ResultsTable table = (ResultsTable)
                robustness(null, "input", folder.resolve("my images").toString(), "by", "brightness")
                        .getOutput("table");

        assertThat(table.size()).isEqualTo(11);
        assertThat(value(table, 0, "Unchanged")).isEqualTo(1);
        assertThat(value(table, 0, "Accuracy")).isEqualTo(2 / 3.0);
        // A fifth less light: 149, 204 and 99; a fifth more: 251, 255 and 201.
        assertThat(value(table, -20, "Unchanged")).isEqualTo(2 / 3.0);
        assertThat(value(table, -20, "Accuracy")).isEqualTo(1 / 3.0);
        assertThat(value(table, 20, "Unchanged")).isEqualTo(2 / 3.0);
        assertThat(value(table, -100, "Accuracy")).isEqualTo(1 / 3.0);
    }

    @Test
    void thePlanesOfTheOpenStackAreShiftedAndOneShiftIsAPlot() {
        ImagePlus stack = IJ.createImage("stack.tif", "8-bit black", 8, 8, 3);
        stack.getStack().getProcessor(2).invert();
        Module found = robustness(stack, "by", "brightness", "slice", "1-2");

        ResultsTable table = (ResultsTable) found.getOutput("table");
        assertThat(table.getValue("Images", 0)).isEqualTo(2);
        assertThat(table.getLabel(0)).isEqualTo("stack.tif");
        assertThat(table.getHeadings()).doesNotContain("Accuracy");
        assertThat(value(table, 40, "Unchanged")).isEqualTo(0.5);
        ImagePlus curves = (ImagePlus) found.getOutput("curves");
        assertThat(curves.getStackSize()).isEqualTo(1);
        assertThat(curves.getProperty(ij.gui.Plot.PROPERTY_KEY)).isInstanceOf(ij.gui.Plot.class);
    }

    @Test
    void everyOpenImageCanBeTaken() {
        String printed = PlainImageJ.printed(() -> assertThat(macro(
                        "newImage('a', '8-bit black', 8, 8, 2); newImage('b', 'RGB white', 9, 7, 1);",
                        "run('Robustness...', 'model=[" + escape(classifier) + "] every by=brightness');",
                        "if (nSlices != 1) exit('slices');"))
                .isEmpty());

        assertThat(printed).contains("the open images: 3 images, of 0 the class is known");
    }

    @Test
    void whatIsWrongIsNamed() throws Exception {
        assertThatThrownBy(() -> robustness(null)).hasMessageContaining("no image open and no folder given");
        assertThatThrownBy(() -> robustness(grey("a", 9), "by", "hue")).hasMessageContaining("only colours have a hue");
        assertThatThrownBy(() -> robustness(grey("a", 9), "by", "pixels"))
                .hasMessageContaining("'pixels' is no shift of an image");
        assertThatThrownBy(() -> robustness(null, "input", "/no/such/folder")).hasMessageContaining("/no/such/folder");
        write("bright/a.png", 200);
        Files.writeString(folder.resolve("my images/broken.png"), "no picture");
        assertThatThrownBy(() ->
                        robustness(null, "input", folder.resolve("my images").toString(), "by", "brightness"))
                .hasMessageContaining("1 file could not be looked at")
                .hasMessageContaining("broken.png");
    }

    @Test
    void escapeEndsIt() {
        IJ.setKeyDown(KeyEvent.VK_ESCAPE);

        IJ.run(grey("a", 9), "Robustness...", "model=[" + classifier + "]");

        assertThat(IJ.getErrorMessage()).isNull();
        IJ.resetEscape();
    }
}
