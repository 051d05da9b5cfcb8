package io.fovea.cli;

import static io.fovea.cli.CookbookRuns.painted;
import static io.fovea.cli.CookbookRuns.pixels;
import static io.fovea.cli.CookbookRuns.save;
import static org.assertj.core.api.Assertions.assertThat;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.Roi;
import ij.io.FileSaver;
import ij.process.ByteProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;
import io.fovea.cli.CookbookRuns.Recipe;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The macros of the cookbook that count, measure, follow and learn, as they stand, on images whose answers are known. */
@Timeout(400)
class CookbookTest {
    @TempDir
    private static Path folder;

    private static CookbookRuns runs;
    private static Path trimap;

    @BeforeAll
    static void runAll() throws Exception {
        runs = new CookbookRuns(folder);
        trimap = TestModels.trimap(runs.folder("my models"));
        runs.run(List.of(
                count(),
                measure(),
                train(),
                follow(),
                followOpen(),
                intoAFile("measure_second_channel", ""),
                intoAFile("sort_by_class", "input=[" + folder + "]"),
                intoAFile("train_and_apply", "images=[a] strokes=[b] apply=[c]"),
                intoAFile("count_over_time", ""),
                new Recipe(
                        "make_examples",
                        "",
                        "output=[" + folder.resolve("my examples") + "] images=[" + Cli.root("test-images") + "]"),
                new Recipe(
                        "measure_second_channel",
                        "examples",
                        "image=[" + folder.resolve("my examples/stains.tif") + "] output=[" + runs.results("measured")
                                + "]"),
                new Recipe(
                        "count_over_time",
                        "examples",
                        "image=[" + folder.resolve("my examples/moving.tif") + "] output=[" + runs.results("followed")
                                + "]")));
    }

    private static Recipe count() throws IOException {
        Path images = runs.folder("to count");
        save(images.resolve("a.png"), painted(new ByteProcessor(40, 30), 200, new Roi(5, 5, 6, 6)));
        save(
                images.resolve("b, c.png"),
                painted(new ByteProcessor(40, 30), 200, new Roi(5, 5, 6, 6), new Roi(20, 5, 6, 6)));
        return new Recipe(
                "count_nuclei",
                "",
                "input=[" + images + "] output=[" + runs.results("counts") + "] model=[" + trimap + "]");
    }

    @Test
    void aFolderIsCounted() {
        assertThat(runs.printed("count_nuclei", "")).endsWith("3 nuclei in 2 images, 1.5 in each, from 1 to 2");
        assertThat(runs.results("counts/counts.csv")).hasContent("image,nuclei\na.png,1\n\"b, c.png\",2");
        assertThat(runs.results("counts/a-overlay.png")).exists();
        ImageProcessor plot = pixels(runs.results("counts/counts.png"));
        assertThat((double) heightOfBar(plot, 1) / heightOfBar(plot, 0)).isBetween(1.95, 2.05);
    }

    /** Bars stand at 0 and 1 of an axis from -0.6 to 1.6 over 520 pixels, beside the margin of ImageJ's plots. */
    private static int heightOfBar(ImageProcessor plot, int place) {
        int x = 75 + (int) Math.round(520 * (place + 0.6) / 2.2) + 12;
        int height = 0;
        for (int y = 0; y < plot.getHeight(); y++) {
            height += (plot.getPixel(x, y) & 0xffffff) == 0x88aacc ? 1 : 0;
        }
        assertThat(height).isPositive();
        return height;
    }

    private static Recipe measure() throws IOException {
        Roi[] nuclei = {new Roi(5, 5, 6, 6), new Roi(20, 10, 8, 5)};
        ImageStack channels = new ImageStack(40, 30);
        channels.addSlice(painted(new ShortProcessor(40, 30), 60000, nuclei));
        ImageProcessor marker = painted(new ShortProcessor(40, 30), 100, new Roi(0, 0, 40, 30));
        channels.addSlice(painted(painted(marker, 1000, nuclei[0]), 3000, nuclei[1]));
        ImagePlus composite = new CompositeImage(new ImagePlus("", channels), CompositeImage.COMPOSITE);
        Path file = folder.resolve("stains of mine.tif");
        assertThat(new FileSaver(composite).saveAsTiffStack(file.toString())).isTrue();
        return new Recipe(
                "measure_second_channel",
                "",
                "image=[" + file + "] nuclei=1 marker=2 output=[" + runs.results("stains") + "] model=[" + trimap
                        + "]");
    }

    @Test
    void aSecondChannelIsMeasuredInsideNuclei() throws IOException {
        assertThat(runs.printed("measure_second_channel", ""))
                .endsWith("stains of mine.tif: 2 nuclei, channel 2 in them 2000.0 on average, from 1000.0 to 3000.0");
        assertThat(runs.results("stains/nuclei.csv"))
                .hasContent("nucleus,x,y,area,mean,integrated\n1,8.00,8.00,36,1000.00,36000.0\n"
                        + "2,24.00,12.50,40,3000.00,120000.0");
        assertThat(Cli.written(runs.results("stains"))).containsExactly("nuclei.csv", "nuclei.png", "outlines.png");
        assertThat(new Color(pixels(runs.results("stains/outlines.png")).getPixel(24, 12)))
                .isEqualTo(Color.WHITE);
    }

    /** Of dusk, dark has a score of 1 and between one of 0: the probability of dark is e / (e + 1), 0.7311. */
    private static Recipe train() throws IOException {
        Path images = runs.folder("to learn from");
        Path strokes = runs.folder("strokes");
        Path others = runs.folder("others");
        save(images.resolve("a.png"), field(40, 30, new Roi(5, 5, 6, 6)));
        save(strokes.resolve("a.png"), painted(new ByteProcessor(40, 30), 2, new Roi(6, 6, 3, 3)));
        save(images.resolve("larger.png"), field(50, 40, new Roi(25, 25, 6, 6)));
        save(strokes.resolve("larger.png"), painted(new ByteProcessor(50, 40), 1, new Roi(2, 2, 40, 3)));
        save(images.resolve("without strokes.png"), field(60, 60));
        save(
                others.resolve("new.png"),
                field(64, 64, new Roi(5, 5, 6, 6), new Roi(20, 10, 8, 5), new Roi(9, 40, 7, 7)));
        return new Recipe(
                "train_and_apply",
                "",
                "images=[" + images + "] strokes=[" + strokes + "] apply=[" + others + "] output=["
                        + runs.results("learnt") + "] classes=[ground,thing] model=[" + trimap + "]");
    }

    private static ImageProcessor field(int width, int height, Roi... things) {
        return painted(painted(new ByteProcessor(width, height), 100, new Roi(0, 0, width, height)), 140, things);
    }

    @Test
    void aFolderTeachesAndAnotherIsSegmented() {
        List<String> printed = runs.printed("train_and_apply", "");
        assertThat(printed.get(0)).startsWith("images: ground, thing of " + (9 + 120) + " painted pixels");
        assertThat(printed.get(1)).startsWith("new.png\t3 objects");
        assertThat(printed).endsWith("2 images learnt from, model in " + runs.results("learnt") + "/learnt.onnx");
        assertThat(runs.results("learnt/new-labels.png")).exists();
    }

    private static Path film() {
        ImageStack frames = new ImageStack(60, 40);
        for (int t = 0; t < 4; t++) {
            Roi[] there = {new Roi(5 + 3 * t, 5, 6, 6), new Roi(5, 25, 8, 8), new Roi(40, 10 + t, 7, 7)};
            frames.addSlice(painted(new ByteProcessor(60, 40), 200, Arrays.copyOf(there, t < 2 ? 2 : 3)));
        }
        Path file = folder.resolve("film of mine.tif");
        assertThat(new FileSaver(new ImagePlus("", frames)).saveAsTiffStack(file.toString()))
                .isTrue();
        return file;
    }

    private static Recipe follow() {
        return new Recipe(
                "count_over_time",
                "",
                "image=[" + film() + "] output=[" + runs.results("film") + "] model=[" + trimap + "]");
    }

    @Test
    void nucleiAreCountedAndFollowedOverTime() {
        assertThat(runs.printed("count_over_time", ""))
                .endsWith("film of mine.tif: 2 nuclei in the first frame, 3 in the last, 3 in all");
        assertThat(runs.results("film/counts.csv")).hasContent("frame,nuclei\n1,2\n2,2\n3,3\n4,3");
        assertThat(runs.results("film/tracks.csv"))
                .hasContent("nucleus,first,last,path\n1,1,4,9.00\n2,1,4,0.00\n3,3,4,1.00");
        assertThat(runs.results("film/counts.png")).exists();
    }

    /** Runs a macro on an image that is open, as by hand, and prints how many slices and frames that has then. */
    private static Recipe followOpen() throws IOException {
        Files.writeString(
                folder.resolve("open.ijm"),
                "arguments = split(getArgument(), '|');\nopen(arguments[0]);\nid = getImageID();\n"
                        + "runMacro(arguments[1], arguments[2]);\nselectImage(id);\n"
                        + "Stack.getDimensions(width, height, channels, slices, frames);\nprint(slices, frames);\n");
        return new Recipe(
                folder.resolve("open").toString(),
                "",
                film() + "|" + CookbookRuns.MACROS.resolve("count_over_time.ijm") + "|output=["
                        + runs.results("open film") + "] model=[" + trimap + "]");
    }

    @Test
    void slicesThatAreCountedAsFramesStaySlices() {
        assertThat(runs.printed(folder.resolve("open").toString(), "")).endsWith("4 1");
        assertThat(runs.results("open film/counts.csv")).hasContent("frame,nuclei\n1,2\n2,2\n3,3\n4,3");
    }

    private static Recipe intoAFile(String name, String argument) throws IOException {
        Path file = Files.writeString(folder.resolve("a file"), "");
        return new Recipe(name, "into a file", argument + " output=[" + file.resolve("below") + "]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"measure_second_channel", "sort_by_class", "train_and_apply", "count_over_time"})
    void aFolderThatCannotBeMadeIsSaidBeforeTheWork(String recipe) {
        assertThat(runs.lines(recipe, "into a file"))
                .satisfiesExactly(
                        message -> assertThat(message)
                                .contains(folder.resolve("a file/below").toString(), "cannot be made"),
                        error -> assertThat(error).startsWith("Error: "));
    }

    @Test
    void theExamplesHoldWhatTheySay() {
        assertThat(runs.printed("make_examples", "")).hasSize(3);
        assertThat(runs.printed("measure_second_channel", "examples"))
                .last()
                .asString()
                .startsWith("stains.tif: 80 nuclei, channel 2 in them ");
        assertThat(runs.printed("count_over_time", "examples"))
                .endsWith("moving.tif: 8 nuclei in the first frame, 11 in the last, 11 in all");
    }

    static List<String> recipes() {
        return List.of(
                "make_examples",
                "count_nuclei",
                "measure_second_channel",
                "sort_by_class",
                "heat_montage",
                "compare_models",
                "before_after",
                "train_and_apply",
                "count_over_time");
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void withoutAnArgumentFoldersAreAskedFor(String recipe) {
        Path image = save(folder.resolve("any.png"), new ByteProcessor(8, 8));

        Cli.Result result = Cli.run("macro", CookbookRuns.MACROS.resolve(recipe + ".ijm"), "image=[" + image + "]");

        assertThat(result.err()).contains("asks for a file or a folder", "getArgument()");
        assertThat(result.code()).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void thePageHasEachOfThem(String recipe) throws IOException {
        assertThat(Files.readString(Cli.root("docs/cookbook.md"))).contains("macros/" + recipe + ".ijm");
    }
}
