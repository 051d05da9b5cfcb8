package io.fovea.command;

import static io.fovea.imagej.PlainImageJ.escape;
import static io.fovea.imagej.PlainImageJ.macro;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Roi;
import ij.measure.ResultsTable;
import ij.process.ByteProcessor;
import ij.process.ImageProcessor;
import io.fovea.imagej.PlainImageJ;
import io.fovea.imagej.TestModels;
import java.awt.event.KeyEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scijava.module.Module;

@ExtendWith(PlainImageJ.class)
class AuditImageCommandTest {
    private static final String FEW = "hirescam, saliency, attention-rollout";

    @TempDir
    Path folder;

    private Path classifier;
    private Path output;

    @BeforeEach
    void writeModel() {
        classifier = TestModels.classifier(folder);
        output = folder.resolve("my results");
    }

    /** Bright on the left. */
    private static ImagePlus half() {
        ImageProcessor pixels = new ByteProcessor(32, 32);
        pixels.setColor(255);
        pixels.fill(new Roi(0, 0, 24, 32));
        return new ImagePlus("my field.tif", pixels);
    }

    private Module audit(ImagePlus image, Object... more) {
        Object[] keys = new Object[more.length + 8];
        Object[] usual = {"output", output.toString(), "methods", FEW, "copies", 1.0, "steps", 1.0};
        System.arraycopy(usual, 0, keys, 0, usual.length);
        System.arraycopy(more, 0, keys, usual.length, more.length);
        return PlainImageJ.run(AuditImageCommand.class, image, classifier, keys);
    }

    @Test
    void aMacroWritesThePageAndTheTable() throws Exception {
        String[] printed = new String[1];
        printed[0] = PlainImageJ.printed(() -> assertThat(macro(
                        "newImage('my field.tif', '8-bit black', 32, 32, 1);",
                        "makeRectangle(0, 0, 24, 32); setColor(255); fill(); run('Select None');",
                        "run('Audit...', 'model=[" + escape(classifier) + "] output=[" + escape(output) + "] methods=["
                                + FEW + "] copies=1 steps=1');"))
                .isEmpty());

        assertThat(printed[0])
                .contains("Left out: attention-rollout.")
                .containsPattern("my field.tif: (hirescam|saliency) did best of 2 methods; ")
                .contains(output.resolve("audit.html").toString());
        assertThat(Files.readString(output.resolve("audit.html"))).contains("my field.tif: bright", "What it means:");
        assertThat(Files.readAllLines(output.resolve("audit.csv")))
                .hasSize(3)
                .anyMatch(line -> line.startsWith("my field.tif,bright,") && line.contains(",hirescam,"));
    }

    @Test
    void theTableHasTheRankingAndEveryMeasure() {
        ResultsTable table = (ResultsTable) audit(half()).getOutput("audit");

        assertThat(table.size()).isEqualTo(2);
        assertThat(table.getLabel(0)).isEqualTo("my field.tif");
        assertThat(table.getValue("Place", 1)).isEqualTo(2);
        assertThat(table.getValue("Rank", 0)).isLessThanOrEqualTo(table.getValue("Rank", 1));
        assertThat(List.of(table.getStringValue("Method", 0), table.getStringValue("Method", 1)))
                .containsExactlyInAnyOrder("hirescam", "saliency");
        assertThat(table.getHeadings())
                .contains("Deletion", "Insertion", "Road", "Sensitivity", "Randomised", "Agreement")
                .doesNotContain("Energy");
    }

    @Test
    void theSelectionIsWhereTheObjectIs() {
        ImagePlus image = half();
        image.setRoi(new Roi(0, 0, 32, 32));
        ResultsTable whole = (ResultsTable)
                audit(image, "selection", true, "methods", "hirescam").getOutput("audit");
        assertThat(whole.getValue("Energy", 0)).isEqualTo(1);
        image.deleteRoi();
        assertThatThrownBy(() -> audit(image, "selection", true)).hasMessageContaining("no selection with an area");
    }

    @Test
    void thePlaneOnShowIsTakenUnlessAnotherIsSaid() {
        ImagePlus stack = IJ.createImage("stack.tif", "8-bit black", 32, 32, 3);
        stack.getStack().getProcessor(2).invert();
        stack.setSlice(2);

        ResultsTable shown = (ResultsTable) audit(stack, "methods", "hirescam").getOutput("audit");
        assertThat(shown.getStringValue("Class", 0)).isEqualTo("bright");
        assertThat(shown.getValue("Slice", 0)).isEqualTo(2);
        ResultsTable said =
                (ResultsTable) audit(stack, "methods", "hirescam", "slice", "3").getOutput("audit");
        assertThat(said.getStringValue("Class", 0)).isEqualTo("dark");
        assertThatThrownBy(() -> audit(stack, "slice", "1-2")).hasMessageContaining("An audit is of one plane, and 2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "methods | magic | magic",
                "classes | bright, dark | An audit is of one class",
                "classes | blue | blue",
                "output | '' | Say which is the folder for the page: output=[...]."
            })
    void whatIsWrongIsNamed(String key, String value, String sentence) {
        assertThatThrownBy(() -> audit(half(), key, value)).hasMessageContaining(sentence);
        assertThat(output.resolve("audit.html")).doesNotExist();
    }

    @Test
    void countsAreWholeAndOtherFilesAreNotOverwritten() throws Exception {
        assertThatThrownBy(() -> audit(half(), "copies", -1.0)).hasMessageContaining("'copies' is a whole number");
        Files.createDirectories(output);
        Files.writeString(output.resolve("audit.html"), "mine");
        assertThatThrownBy(() -> audit(half())).hasMessageContaining("would be overwritten, but is no audit");
        assertThat(output.resolve("audit.html")).hasContent("mine");
    }

    @Test
    void escapeEndsItAndNothingIsWritten() {
        IJ.setKeyDown(KeyEvent.VK_ESCAPE);

        IJ.run(half(), "Audit...", "model=[" + classifier + "] output=[" + output + "]");

        assertThat(IJ.getErrorMessage()).isNull();
        IJ.resetEscape();
        assertThat(output.resolve("audit.html")).doesNotExist();
        assertThat(output.resolve("audit.csv")).doesNotExist();
    }
}
