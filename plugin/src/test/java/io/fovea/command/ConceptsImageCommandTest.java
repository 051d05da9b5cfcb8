package io.fovea.command;

import static io.fovea.imagej.PlainImageJ.escape;
import static io.fovea.imagej.PlainImageJ.macro;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ij.IJ;
import ij.ImagePlus;
import ij.measure.ResultsTable;
import io.fovea.image.Image;
import io.fovea.imagej.PlainImageJ;
import io.fovea.imagej.TestModels;
import java.awt.event.KeyEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scijava.module.Module;

/** The classifier's score of bright grows with the mean of an image, so a concept of light speaks for it. */
@ExtendWith(PlainImageJ.class)
class ConceptsImageCommandTest {
    private static final int SIDE = 8;

    @TempDir
    Path folder;

    private final Random random = new Random(5);
    private Path classifier;
    private Path output;

    @BeforeEach
    void drawImages() throws Exception {
        classifier = TestModels.classifier(folder);
        output = folder.resolve("my results");
        draw("all concepts/light", 12, 240, 8);
        draw("all concepts/grey", 12, 128, 40);
        draw("all concepts/random", 60, 128, 40);
        draw("images/bright", 8, 200, 12);
        draw("images/dark", 8, 40, 12);
    }

    private void draw(String name, int count, int mean, int spread) throws Exception {
        Path in = Files.createDirectories(folder.resolve(name));
        for (int i = 0; i < count; i++) {
            int level = mean + random.nextInt(2 * spread + 1) - spread;
            byte[] pixels = new byte[SIDE * SIDE];
            for (int p = 0; p < pixels.length; p++) {
                pixels[p] = (byte) Math.max(0, Math.min(255, level + random.nextInt(9) - 4));
            }
            Image.gray8(SIDE, SIDE, pixels).write(in.resolve("picture " + i + ".png"));
        }
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private Module concepts(ImagePlus image, Object... more) {
        Object[] keys = new Object[more.length + 6];
        Object[] usual = {"output", output.toString(), "layers", "scores", "runs", 5.0};
        System.arraycopy(usual, 0, keys, 0, usual.length);
        System.arraycopy(more, 0, keys, usual.length, more.length);
        return PlainImageJ.run(ConceptsImageCommand.class, image, classifier, keys);
    }

    private Module tested(Object... more) {
        Object[] keys = new Object[more.length + 6];
        Object[] usual = {
            "input", path("images"), "concepts", path("all concepts"), "random", path("all concepts/random")
        };
        System.arraycopy(usual, 0, keys, 0, usual.length);
        System.arraycopy(more, 0, keys, usual.length, more.length);
        return concepts(null, keys);
    }

    @Test
    void aMacroTestsConceptsOfAFolderWithNoImageOpen() throws Exception {
        String printed = PlainImageJ.printed(() -> assertThat(macro(
                        "run('Concepts...', 'model=[" + escape(classifier) + "] input=[" + escape(path("images"))
                                + "] concepts=[light=" + escape(path("all concepts/light")) + "] random=["
                                + escape(path("all concepts/random")) + "] output=[" + escape(output)
                                + "] layers=scores runs=5');",
                        "if (getTitle() != 'classifier-concepts') exit('title ' + getTitle());",
                        "if (nSlices != 1 || bitDepth() != 24) exit('slices ' + nSlices);"))
                .isEmpty());

        assertThat(printed)
                .containsPattern(
                        "images: \\d of 2 pairs of concept and class have to do with each other in layer scores")
                .contains(output.resolve("concepts.html").toString());
        assertThat(Files.readString(output.resolve("concepts.html"))).contains("light", "Images that are most like it");
        assertThat(Files.readAllLines(output.resolve("concepts.csv"))).hasSize(3);
    }

    @Test
    void eachFolderInAFolderIsAConceptAndLightSpeaksForBright() {
        Module found = tested();

        ResultsTable table = (ResultsTable) found.getOutput("table");
        assertThat(table.size()).isEqualTo(4);
        assertThat(Arrays.asList(table.getColumnAsStrings("Concept"))).containsOnly("light", "grey");
        for (int row = 0; row < table.size(); row++) {
            if (table.getStringValue("Concept", row).equals("light")
                    && table.getStringValue("Class", row).equals("bright")) {
                assertThat(table.getValue("Score", row)).isEqualTo(1);
                assertThat(table.getValue("Images", row)).isEqualTo(8);
                assertThat(table.getValue("Accuracy", row)).isGreaterThan(0.9);
                assertThat(table.getValue("Sensitivity", row)).isPositive();
            }
        }
        ImagePlus pictures = (ImagePlus) found.getOutput("pictures");
        assertThat(pictures.getStackSize()).isEqualTo(2);
        assertThat(pictures.getStack().getSliceLabel(1)).startsWith("grey");
        assertThat(pictures.getStack().getSliceLabel(2)).startsWith("light");
        // The first picture of the concept of light lies below its line.
        assertThat(pictures.getStack().getProcessor(2).get(64, 84) & 0xff).isGreaterThan(220);
    }

    @Test
    void withoutConceptsTheModelsOwnAreFound() throws Exception {
        Module found = concepts(null, "input", path("images"), "count", 2.0);

        ResultsTable table = (ResultsTable) found.getOutput("table");
        assertThat(table.size()).isEqualTo(4);
        assertThat(table.getStringValue("Concept", 0)).isEqualTo("concept-1");
        assertThat(table.getHeadings()).contains("Importance", "Share", "Sobol");
        List<String> lines = Files.readAllLines(output.resolve("concepts.csv"));
        for (int row = 0; row < table.size(); row++) {
            double written = Double.parseDouble(
                    lines.get(row + 1).substring(lines.get(row + 1).lastIndexOf(',') + 1));
            assertThat(table.getValue("Sobol", row)).isCloseTo(written, within(1e-6));
        }
        assertThat(((ImagePlus) found.getOutput("pictures")).getStack().getSliceLabel(1))
                .startsWith("concept-1: ");
        assertThat(output.resolve("concept-1.png")).exists();
    }

    @Test
    void theSobolIndexIsMeasuredByAsManyMasksAsAreAskedForOrLeftOut() {
        ResultsTable without = (ResultsTable) concepts(null, "input", path("images"), "count", 2.0, "sobol", 0.0)
                .getOutput("table");
        assertThat(without.getStringValue("Sobol", 0)).isEmpty();

        ResultsTable few = (ResultsTable) concepts(null, "input", path("images"), "count", 2.0, "sobol", 4.0)
                .getOutput("table");
        assertThat(few.getValue("Sobol", 0)).isPositive();
        assertThatThrownBy(() -> concepts(null, "input", path("images"), "count", 2.0, "sobol", 1.0))
                .hasMessageContaining("cannot be measured by 1 samples");
    }

    @Test
    void thePlanesOfTheOpenStackAreImagesAndNothingIsLeftOfThem() throws Exception {
        ImagePlus stack = IJ.createImage("my/stack.tif", "8-bit ramp", 16, 16, 4);
        for (int i = 1; i <= 4; i++) {
            stack.getStack().getProcessor(i).add(10 * i);
        }
        ResultsTable table =
                (ResultsTable) concepts(stack, "count", 1.0, "slice", "2-4").getOutput("table");

        assertThat(table.getValue("Images", 0)).isEqualTo(3);
        try (var left = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            assertThat(left.filter(file -> file.getFileName().toString().startsWith("fovea-planes")))
                    .isEmpty();
        }
    }

    @Test
    void aFileThatCannotBeReadIsNamedAndTheOthersAreUsed() throws Exception {
        Files.writeString(folder.resolve("images/bright/broken.png"), "no picture");
        Module[] found = new Module[1];
        String printed = PlainImageJ.printed(
                () -> assertThatThrownBy(() -> found[0] = concepts(null, "input", path("images"), "count", 1.0))
                        .hasMessageContaining("1 file could not be looked at"));

        assertThat(printed).contains("Failed: ").contains("broken.png");
        assertThat(output.resolve("concepts.csv")).exists();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "random | '' | The keys 'concepts' and 'random' belong together",
                "concepts | /no/such/folder | There is no folder",
                "classes | blue | blue",
                "runs | 1 | 1 runs have no spread",
                "places | some | mean or each",
                "output | '' | Say which is the folder for the results: output=[...].",
            })
    void whatIsWrongIsNamed(String key, String value, String sentence) {
        Object given = key.equals("runs") ? (Object) Double.valueOf(value) : value;
        assertThatThrownBy(() -> tested(key, given)).hasMessageContaining(sentence);
        assertThat(output.resolve("concepts.html")).doesNotExist();
    }

    @Test
    void withoutFolderAndImageItIsSaid() {
        assertThatThrownBy(() -> concepts(null)).hasMessageContaining("no image open and no folder given");
    }

    @Test
    void anotherPageIsNotOverwritten() throws Exception {
        Files.createDirectories(output);
        Files.writeString(output.resolve("concepts.html"), "mine");
        assertThatThrownBy(() -> tested()).hasMessageContaining("would be overwritten, but is no page of concepts");
        assertThat(output.resolve("concepts.html")).hasContent("mine");
    }

    @Test
    void escapeEndsItAndNothingIsWritten() {
        IJ.setKeyDown(KeyEvent.VK_ESCAPE);

        IJ.run("Concepts...", "model=[" + classifier + "] input=[" + path("images") + "] output=[" + output + "]");

        assertThat(IJ.getErrorMessage()).isNull();
        IJ.resetEscape();
        assertThat(output.resolve("concepts.csv")).doesNotExist();
    }
}
