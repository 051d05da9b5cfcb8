package io.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.Roi;
import ij.io.FileSaver;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ImageStatistics;
import ij.process.ShortProcessor;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The macros of the cookbook as they stand, on images whose answers are known. */
@Timeout(400)
class CookbookTest {
    private static final Path MACROS = Cli.root("macros");

    @TempDir
    private static Path folder;

    /** What was printed, by the name of the macro, a space, and what it was given. */
    private static final Map<String, List<String>> PRINTED = new LinkedHashMap<>();

    private static Path trimap;
    private static Path red;
    private static Path smoothing;
    private static double[] takenAway;

    /** A macro that is going to run. */
    private record Recipe(String name, String what, String argument) {}

    @BeforeAll
    static void runAll() throws Exception {
        trimap = TestModels.trimap(folder(folder, "my models"));
        red = TestModels.redTrimap(folder);
        smoothing = TestModels.smoothing(folder);
        List<Recipe> recipes = List.of(
                count(),
                measure(),
                sort("sure", "0.73"),
                sort("unsure", "0.74"),
                montage(),
                compare(),
                denoise(),
                blur(),
                train(),
                follow(),
                new Recipe(
                        "make_examples",
                        "",
                        "output=[" + folder.resolve("my examples") + "] images=[" + Cli.root("test-images") + "]"),
                new Recipe(
                        "measure_second_channel",
                        "examples",
                        "image=[" + folder.resolve("my examples/stains.tif") + "] output=[" + results("measured")
                                + "]"),
                new Recipe(
                        "count_over_time",
                        "examples",
                        "image=[" + folder.resolve("my examples/moving.tif") + "] output=[" + results("followed")
                                + "]"));
        List<String> lines = new ArrayList<>();
        for (Recipe recipe : recipes) {
            lines.add(MACROS.resolve(recipe.name() + ".ijm").toString());
            lines.add(recipe.argument());
        }
        Path list = Files.write(folder.resolve("macros.txt"), lines);
        ChildJava.Ended ended = new ChildJava(folder).of(MacroRuns.class).run(list, folder);
        assertThat(ended.code()).as(ended.err()).isZero();
        for (int n = 0; n < recipes.size(); n++) {
            PRINTED.put(
                    recipes.get(n).name() + " " + recipes.get(n).what(),
                    Files.readAllLines(folder.resolve("printed-" + n + ".txt")));
        }
    }

    private static List<String> printed(String name, String what) {
        List<String> printed = PRINTED.get(name + " " + what);
        assertThat(printed).noneMatch(line -> line.startsWith("Error: "));
        return printed;
    }

    private static Path folder(Path parent, String name) throws IOException {
        return Files.createDirectories(parent.resolve(name));
    }

    private static Path results(String name) {
        return folder.resolve("my results").resolve(name);
    }

    private static ImageProcessor painted(ImageProcessor pixels, double value, Roi... areas) {
        pixels.setColor(value);
        for (Roi area : areas) {
            pixels.fill(area);
        }
        return pixels;
    }

    private static Path save(Path file, ImageProcessor pixels) {
        assertThat(new FileSaver(new ImagePlus("", pixels)).saveAsPng(file.toString()))
                .isTrue();
        return file;
    }

    private static ImageProcessor pixels(Path file) {
        return IJ.openImage(file.toString()).getProcessor();
    }

    private static Recipe count() throws IOException {
        Path images = folder(folder, "to count");
        save(images.resolve("a.png"), painted(new ByteProcessor(40, 30), 200, new Roi(5, 5, 6, 6)));
        save(
                images.resolve("b, c.png"),
                painted(new ByteProcessor(40, 30), 200, new Roi(5, 5, 6, 6), new Roi(20, 5, 6, 6)));
        return new Recipe(
                "count_nuclei", "", "input=[" + images + "] output=[" + results("counts") + "] model=[" + trimap + "]");
    }

    @Test
    void aFolderIsCounted() {
        assertThat(printed("count_nuclei", "")).endsWith("3 nuclei in 2 images, 1.5 in each, from 1 to 2");
        assertThat(results("counts/counts.csv")).hasContent("image,nuclei\na.png,1\n\"b, c.png\",2");
        assertThat(results("counts/a-overlay.png")).exists();
        ImageProcessor plot = pixels(results("counts/counts.png"));
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
                "image=[" + file + "] nuclei=1 marker=2 output=[" + results("stains") + "] model=[" + trimap + "]");
    }

    @Test
    void aSecondChannelIsMeasuredInsideNuclei() throws IOException {
        assertThat(printed("measure_second_channel", ""))
                .endsWith("stains of mine.tif: 2 nuclei, channel 2 in them 2000.0 on average, from 1000.0 to 3000.0");
        assertThat(results("stains/nuclei.csv"))
                .hasContent("nucleus,x,y,area,mean,integrated\n1,8.00,8.00,36,1000.00,36000.0\n"
                        + "2,24.00,12.50,40,3000.00,120000.0");
        assertThat(Cli.written(results("stains"))).containsExactly("nuclei.csv", "nuclei.png", "outlines.png");
        assertThat(new Color(pixels(results("stains/outlines.png")).getPixel(24, 12)))
                .isEqualTo(Color.WHITE);
    }

    /** Of dusk, dark has a score of 1 and between one of 0: the probability of dark is e / (e + 1), 0.7311. */
    private static Recipe sort(String what, String sure) throws IOException {
        Path images = folder(folder, "photos");
        save(images.resolve("dusk 1.png"), painted(new ByteProcessor(8, 8), 63, new Roi(0, 0, 8, 8)));
        save(images.resolve("day.png"), painted(new ByteProcessor(8, 8), 240, new Roi(0, 0, 8, 8)));
        Files.writeString(images.resolve("notes.txt"), "");
        Path model = TestModels.brightOrDark(folder);
        return new Recipe(
                "sort_by_class",
                what,
                "input=[" + images + "] output=[" + results(what) + "] sure=" + sure + " model=[" + model + "]");
    }

    @Test
    void photosAreSortedIntoFoldersOfTheirClasses() throws IOException {
        assertThat(printed("sort_by_class", "sure")).containsExactly("2 photos sorted into " + results("sure") + "/");
        assertThat(Cli.written(results("sure"))).containsExactly("bright", "dark", "sorted.csv");
        assertThat(results("sure/dark/dusk 1.png")).hasSameBinaryContentAs(folder.resolve("photos/dusk 1.png"));
        assertThat(results("sure/bright/day.png")).hasSameBinaryContentAs(folder.resolve("photos/day.png"));
        assertThat(results("sure/sorted.csv"))
                .hasContent("image,class,probability,folder\nday.png,bright,1.0000,bright\n"
                        + "dusk 1.png,dark,0.7311,dark");
    }

    @Test
    void photosOfWhichTheModelIsNotSureAreKeptApart() throws IOException {
        printed("sort_by_class", "unsure");
        assertThat(Cli.written(results("unsure"))).containsExactly("bright", "sorted.csv", "unsure");
        assertThat(results("unsure/unsure/dusk 1.png")).exists();
        assertThat(results("unsure/sorted.csv")).content().contains("dusk 1.png,dark,0.7311,unsure");
    }

    private static Recipe montage() throws IOException {
        Path images = folder(folder, "to explain");
        for (String name : List.of("a.png", "b.png", "c.png")) {
            save(images.resolve(name), painted(new ByteProcessor(40, 20), 240, new Roi(8, 0, 32, 20)));
        }
        Path model = TestModels.brightOrDark(folder);
        return new Recipe(
                "heat_montage",
                "",
                "input=[" + images + "] output=[" + folder.resolve("my montage.png") + "] model=[" + model + "]");
    }

    @Test
    void heatOfAFolderIsOnePicture() {
        Path montage = folder.resolve("my montage.png");
        assertThat(printed("heat_montage", "")).containsExactly("3 images explained by grad-cam in " + montage);
        ImageProcessor picture = pixels(montage);
        assertThat(picture.getWidth()).isEqualTo(2 * 130 + 2);
        assertThat(picture.getHeight()).isEqualTo(2 * (130 + 18) + 2);
        assertThat(picture.crop().getStats().max).isPositive();
    }

    private static Recipe compare() {
        ColorProcessor pixels = new ColorProcessor(40, 30);
        pixels.setColor(Color.WHITE);
        pixels.fill(new Roi(5, 5, 6, 6));
        pixels.setColor(Color.RED);
        pixels.fill(new Roi(20, 10, 6, 6));
        Path image = save(folder.resolve("two.png"), pixels);
        return new Recipe(
                "compare_models",
                "",
                "image=[" + image + "] first=[" + trimap + "] second=[" + red + "] output=["
                        + folder.resolve("compared.png") + "]");
    }

    @Test
    void twoModelsAreCompared() {
        assertThat(printed("compare_models", ""))
                .endsWith("two.png: 1 objects by " + trimap + ", 2 by " + red
                        + ", 1 are the same; of the area, 50.0 % is common");
        ImageProcessor compared = pixels(folder.resolve("compared.png"));
        assertThat(new Color(compared.getPixel(8, 8))).isEqualTo(Color.WHITE);
        assertThat(new Color(compared.getPixel(23, 13))).isEqualTo(Color.GREEN);
        assertThat(new Color(compared.getPixel(0, 0))).isEqualTo(Color.BLACK);
    }

    private static Recipe denoise() {
        ImageProcessor pixels = painted(new ByteProcessor(40, 30), 250, new Roi(5, 5, 8, 8));
        pixels.set(30, 20, 180);
        takenAway = new double[40 * 30];
        for (int i = 0; i < takenAway.length; i++) {
            int sum = 0;
            for (int n = 0; n < 9; n++) {
                sum += pixels.getPixel(i % 40 + n % 3 - 1, i / 40 + n / 3 - 1);
            }
            takenAway[i] = pixels.get(i) - Math.round(sum / 9.0);
        }
        Path image = save(folder.resolve("speck.png"), pixels);
        return new Recipe(
                "before_after",
                "denoiser",
                "image=[" + image + "] denoiser=[" + smoothing + "] model=[" + trimap + "] output=["
                        + folder.resolve("denoised.png") + "]");
    }

    @Test
    void whatADenoiserTakesAwayIsShown() {
        ImageStatistics expected = new FloatProcessor(40, 30, takenAway).getStats();
        assertThat(expected.stdDev).isPositive();
        assertThat(expected.mean).isBetween(-0.005, 0.005);
        assertThat(printed("before_after", "denoiser"))
                .endsWith("speck.png, " + smoothing + ": 1 nuclei before, 1 after; taken away "
                        + IJ.d2s(expected.stdDev, 2) + " (standard deviation), 0.00 on average");
        assertThat(pixels(folder.resolve("denoised.png")).getWidth()).isEqualTo(3 * 40);
    }

    private static Recipe blur() {
        Path image = save(folder.resolve("block.png"), painted(new ByteProcessor(40, 30), 250, new Roi(5, 5, 9, 9)));
        return new Recipe(
                "before_after",
                "blur",
                "image=[" + image + "] sigma=1 model=[" + trimap + "] output=[" + folder.resolve("blurred.png") + "]");
    }

    @Test
    void withoutADenoiserTheImageIsBlurred() {
        assertThat(printed("before_after", "blur"))
                .last()
                .asString()
                .startsWith("block.png, Gaussian Blur, sigma 1: 1 nuclei before, 1 after; taken away ");
        ImageProcessor shown = pixels(folder.resolve("blurred.png"));
        assertThat(shown.getPixel(9, 9)).isEqualTo(shown.getPixel(49, 9));
        assertThat(shown.getPixel(4, 9)).isLessThan(shown.getPixel(44, 9));
    }

    private static Recipe train() throws IOException {
        Path images = folder(folder, "to learn from");
        Path strokes = folder(folder, "strokes");
        Path others = folder(folder, "others");
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
                "images=[" + images + "] strokes=[" + strokes + "] apply=[" + others + "] output=[" + results("learnt")
                        + "] classes=[ground,thing] model=[" + trimap + "]");
    }

    private static ImageProcessor field(int width, int height, Roi... things) {
        return painted(painted(new ByteProcessor(width, height), 100, new Roi(0, 0, width, height)), 140, things);
    }

    @Test
    void aFolderTeachesAndAnotherIsSegmented() {
        List<String> printed = printed("train_and_apply", "");
        assertThat(printed.get(0)).startsWith("images: ground, thing of " + (9 + 120) + " painted pixels");
        assertThat(printed.get(1)).startsWith("new.png\t3 objects");
        assertThat(printed).endsWith("2 images learnt from, model in " + results("learnt") + "/learnt.onnx");
        assertThat(results("learnt/new-labels.png")).exists();
    }

    private static Recipe follow() {
        ImageStack frames = new ImageStack(60, 40);
        for (int t = 0; t < 4; t++) {
            Roi[] there = {new Roi(5 + 3 * t, 5, 6, 6), new Roi(5, 25, 8, 8), new Roi(40, 10 + t, 7, 7)};
            frames.addSlice(painted(new ByteProcessor(60, 40), 200, Arrays.copyOf(there, t < 2 ? 2 : 3)));
        }
        Path file = folder.resolve("film of mine.tif");
        assertThat(new FileSaver(new ImagePlus("", frames)).saveAsTiffStack(file.toString()))
                .isTrue();
        return new Recipe(
                "count_over_time", "", "image=[" + file + "] output=[" + results("film") + "] model=[" + trimap + "]");
    }

    @Test
    void nucleiAreCountedAndFollowedOverTime() {
        assertThat(printed("count_over_time", ""))
                .endsWith("film of mine.tif: 2 nuclei in the first frame, 3 in the last, 3 in all");
        assertThat(results("film/counts.csv")).hasContent("frame,nuclei\n1,2\n2,2\n3,3\n4,3");
        assertThat(results("film/tracks.csv"))
                .hasContent("nucleus,first,last,path\n1,1,4,9.00\n2,1,4,0.00\n3,3,4,1.00");
        assertThat(results("film/counts.png")).exists();
    }

    @Test
    void theExamplesHoldWhatTheySay() {
        assertThat(printed("make_examples", "")).hasSize(3);
        assertThat(printed("measure_second_channel", "examples"))
                .last()
                .asString()
                .startsWith("stains.tif: 80 nuclei, channel 2 in them ");
        assertThat(printed("count_over_time", "examples"))
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

        Cli.Result result = Cli.run("macro", MACROS.resolve(recipe + ".ijm"), "image=[" + image + "]");

        assertThat(result.err()).contains("asks for a file or a folder", "getArgument()");
        assertThat(result.code()).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void thePageHasEachOfThem(String recipe) throws IOException {
        assertThat(Files.readString(Cli.root("docs/cookbook.md"))).contains("macros/" + recipe + ".ijm");
    }
}
