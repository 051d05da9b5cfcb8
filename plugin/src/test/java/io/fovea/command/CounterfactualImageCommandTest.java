package io.fovea.command;

import static io.fovea.imagej.PlainImageJ.escape;
import static io.fovea.imagej.PlainImageJ.macro;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ij.IJ;
import ij.ImagePlus;
import ij.measure.ResultsTable;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;
import io.fovea.imagej.PlainImageJ;
import io.fovea.imagej.TestModels;
import java.awt.event.KeyEvent;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scijava.module.Module;

/** The classifier's answers follow the mean: above 170 bright, below 64 dark. */
@ExtendWith(PlainImageJ.class)
class CounterfactualImageCommandTest {
    @TempDir
    Path folder;

    private Path classifier;

    @BeforeEach
    void writeModel() {
        classifier = TestModels.classifier(folder);
    }

    /** Of 30 grey levels more than it takes to be bright. */
    private static ImagePlus bright() {
        ImageProcessor pixels = new ByteProcessor(8, 8);
        pixels.setColor(200);
        pixels.fill();
        return new ImagePlus("my field.tif", pixels);
    }

    private Module turn(ImagePlus image, Object... keys) {
        return PlainImageJ.run(CounterfactualImageCommand.class, image, classifier, keys);
    }

    private static List<String> labels(ImagePlus stack) {
        return IntStream.rangeClosed(1, stack.getStackSize())
                .mapToObj(stack.getStack()::getSliceLabel)
                .toList();
    }

    @Test
    void aMacroLeavesTheChangedPicturesAndATable() {
        String printed = PlainImageJ.printed(() -> assertThat(macro(
                        "newImage('my field.tif', '8-bit black', 8, 8, 1);",
                        "setColor(200); fill();",
                        "run('Counterfactual...', 'model=[" + escape(classifier) + "] by=[pixels, brightness, blur]');",
                        "if (getTitle() != 'my field-counterfactual') exit('title ' + getTitle());",
                        "if (nSlices != 5 || bitDepth() != 24) exit('slices ' + nSlices);"))
                .isEmpty());

        assertThat(printed)
                .contains("Note: my field.tif: The answer is not turned by blur.")
                .containsPattern("my field.tif: bright \\(\\d+ %\\), turned by 2 changes, on cpu");
    }

    @Test
    void theSmallestChangesAreThoseThatTheModelsFormulaGives() {
        Module found = turn(bright(), "by", "brightness,pixels", "sigma", 0.0);

        ResultsTable table = (ResultsTable) found.getOutput("table");
        // 64 pixels of weight 1/64 have 30 grey levels to lose in their mean.
        assertThat(table.getStringValue("Change", 0)).isEqualTo("pixels");
        assertThat(table.getValue("Amount", 0)).isCloseTo(30 * 8, within(2.0));
        assertThat(table.getValue("Largest", 0)).isCloseTo(30, within(0.5));
        assertThat(table.getStringValue("Change", 1)).isEqualTo("darker");
        assertThat(table.getValue("Amount", 1)).isCloseTo(-100 * 30 / 255.0, within(0.3));
        assertThat(List.of(table.getStringValue("From", 1), table.getStringValue("To", 1)))
                .containsExactly("bright", "between");
        ImagePlus pictures = (ImagePlus) found.getOutput("changed");
        assertThat(labels(pictures).get(0)).startsWith("as it is: bright (");
        assertThat(labels(pictures).get(1)).isEqualTo("as the model sees it");
        assertThat(labels(pictures).get(2)).startsWith("pixels, 240").contains(" grey levels: between (");
        assertThat(labels(pictures).get(3)).startsWith("the change, times 4.");
        assertThat(labels(pictures).get(4)).startsWith("darker, -12.0 %: between (");
        assertThat(pictures.getStack().getProcessor(1).get(3, 3) & 0xff).isEqualTo(200);
        assertThat(pictures.getStack().getProcessor(5).get(3, 3) & 0xff).isBetween(168, 171);
    }

    @Test
    void anotherClassCanBeAskedFor() {
        ResultsTable table =
                (ResultsTable) turn(bright(), "to", "DARK", "by", "brightness").getOutput("table");

        assertThat(table.getStringValue("To", 0)).isEqualTo("dark");
        assertThat(table.getValue("Amount", 0)).isCloseTo(-100 * 136 / 255.0, within(0.3));
    }

    @Test
    void thePlaneOnShowIsTakenUnlessAnotherIsSaid() {
        ImagePlus stack = IJ.createImage("stack.tif", "8-bit black", 8, 8, 3);
        stack.getStack().getProcessor(2).invert();
        stack.setSlice(2);

        ResultsTable shown = (ResultsTable) turn(stack, "by", "brightness").getOutput("table");
        assertThat(shown.getStringValue("From", 0)).isEqualTo("bright");
        assertThat(shown.getValue("Slice", 0)).isEqualTo(2);
        ResultsTable said =
                (ResultsTable) turn(stack, "by", "brightness", "slice", "3").getOutput("table");
        assertThat(said.getStringValue("From", 0)).isEqualTo("dark");
        assertThatThrownBy(() -> turn(stack, "slice", "1-2")).hasMessageContaining("2 of 'stack.tif' are meant");
    }

    @Test
    void aDeepImageIsShownAtOneScaleAndColoursAreColours() {
        ShortProcessor deep = new ShortProcessor(16, 8);
        for (int i = 0; i < 128; i++) {
            deep.set(i, i % 16 < 8 ? 0 : 60000);
        }
        ImagePlus shifted =
                (ImagePlus) turn(new ImagePlus("deep", deep), "by", "blur, contrast, scale, brightness, pixels")
                        .getOutput("changed");
        assertThat(shifted.getStack().getProcessor(1).get(15, 0) & 0xff).isEqualTo(255);

        ColorProcessor red = new ColorProcessor(16, 8);
        red.setColor(new java.awt.Color(255, 250, 250));
        red.fill();
        ImagePlus colours =
                (ImagePlus) turn(new ImagePlus("red", red), "by", "brightness").getOutput("changed");
        assertThat(colours.getStack().getProcessor(1).get(0, 0) & 0xffffff).isEqualTo(0xfffafa);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "to | blue | blue",
                "to | bright | answers 'bright' as it is",
                "by | magic | 'magic' is no shift of an image",
                "by | blur | Nothing that was tried turns the answer 'bright' to 'my field.tif' (blur)",
            })
    void whatIsWrongIsNamed(String key, String value, String sentence) {
        assertThatThrownBy(() -> turn(bright(), key, value)).hasMessageContaining(sentence);
    }

    @Test
    void aBlurBeyondMeasureIsRefused() {
        assertThatThrownBy(() -> turn(bright(), "sigma", 101.0)).hasMessageContaining("'sigma' is 0 to 100");
    }

    @Test
    void escapeEndsIt() {
        IJ.setKeyDown(KeyEvent.VK_ESCAPE);

        IJ.run(bright(), "Counterfactual...", "model=[" + classifier + "]");

        assertThat(IJ.getErrorMessage()).isNull();
        IJ.resetEscape();
    }
}
