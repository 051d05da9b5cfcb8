package io.fovea.command;

import static io.fovea.imagej.PlainImageJ.escape;
import static io.fovea.imagej.PlainImageJ.macro;
import static org.assertj.core.api.Assertions.assertThat;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import io.fovea.imagej.PlainImageJ;
import io.fovea.imagej.TestModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.scijava.module.Module;

/** The key {@code augment} of the commands. */
class ViewsInMacrosTest extends SegmentTests {

    @Test
    void whatLooksTheSameFromEverySideIsCountedTheSameAndTheCostIsSaid() {
        Module[] turned = new Module[1];

        String printed = PlainImageJ.printed(
                () -> turned[0] = segment(new ImagePlus("a", field()), "augment", "turns", "output", "labels"));

        assertThat(printed)
                .contains("Note: Each image is looked at in 8 ways (augment), which takes about 8 times as long.");
        assertThat((byte[]) image(turned[0]).getProcessor().convertToByte(false).getPixels())
                .isEqualTo((byte[]) image(segment(new ImagePlus("a", field()), "output", "labels"))
                        .getProcessor()
                        .convertToByte(false)
                        .getPixels());
        assertThat(PlainImageJ.printed(() -> segment(new ImagePlus("a", field()), "augment", "none")))
                .doesNotContain("Note:");
    }

    @Test
    void folderResultsAreWrittenForAllViewsTogether() throws IOException {
        Path images = Files.createDirectory(folder.resolve("my fields"));
        Path results = folder.resolve("my results");

        assertThat(macro(
                        "newImage('a', '8-bit black', 40, 30, 1); setColor(200); fillRect(5, 5, 6, 6);",
                        "saveAs('PNG', '" + escape(images.resolve("a.png")) + "');",
                        "run('Segment Folder...', 'input=[" + escape(images) + "] output=[" + escape(results)
                                + "] model=[" + escape(trimap) + "] augment=flips');"))
                .isEmpty();

        assertThat(Files.readString(results.resolve("segment.csv"))).contains("a.png,40,30,1,");
        assertThat(Files.readString(results.resolve("segment-journal.jsonl"))).contains("flips");
    }

    @Test
    void theOtherCommandsHaveTheKeyToo() {
        String numbers = "model=[" + escape(TestModels.brightness(folder)) + "] augment=mirror";
        String boxes = "model=[" + escape(TestModels.detector(folder)) + "] augment=flips";
        String labels = "model=[" + escape(TestModels.classifier(folder)) + "] augment=turns";

        assertThat(macro(
                        "newImage('a', '8-bit white', 32, 32, 1);",
                        "run('Measure with Model...', '" + numbers + "');",
                        "if (getResult('mean', 0) != 255) exit('mean is ' + getResult('mean', 0));",
                        "run('Clear Results');",
                        "run('Classify...', '" + labels + "');",
                        "run('Detect...', '" + boxes + "');"))
                .isEmpty();
        assertThat(ResultsTable.getResultsTable().size()).isPositive();
    }

    @Test
    void whatIsNoViewOrShowsTheModelNothingElseIsRefused() {
        String open = "newImage('a', '8-bit white', 32, 24, 1);";
        String classifier = "model=[" + escape(TestModels.classifier(folder)) + "] augment=";

        assertThat(macro(open, "run('Classify...', '" + classifier + "sideways');"))
                .hasValueSatisfying(
                        error -> assertThat(error).contains("sideways").contains("augment"));
        assertThat(macro(open, "run('Classify...', '" + classifier + "scales');"))
                .hasValueSatisfying(error -> assertThat(error)
                        .contains("is given every image at one size")
                        .contains("mirror, flips or turns"));
    }
}
