package io.fovea.cli;

import static io.fovea.cli.CookbookRuns.painted;
import static io.fovea.cli.CookbookRuns.pixels;
import static io.fovea.cli.CookbookRuns.save;
import static org.assertj.core.api.Assertions.assertThat;

import ij.IJ;
import ij.gui.Roi;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ImageStatistics;
import io.fovea.cli.CookbookRuns.Recipe;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The macros of the cookbook that sort, explain and compare, as they stand, on images whose answers are known. */
@Timeout(400)
class CookbookPicturesTest {
    @TempDir
    private static Path folder;

    private static CookbookRuns runs;
    private static Path trimap;
    private static Path red;
    private static Path smoothing;
    private static double[] takenAway;

    @BeforeAll
    static void runAll() throws Exception {
        runs = new CookbookRuns(folder);
        trimap = TestModels.trimap(runs.folder("my models"));
        red = TestModels.redTrimap(folder);
        smoothing = TestModels.smoothing(folder);
        runs.run(List.of(sort("sure", "0.73"), sort("unsure", "0.74"), montage(), compare(), denoise(), blur()));
    }

    private static Recipe sort(String what, String sure) throws IOException {
        Path images = runs.folder("photos");
        save(images.resolve("dusk 1.png"), painted(new ByteProcessor(8, 8), 63, new Roi(0, 0, 8, 8)));
        save(images.resolve("day.png"), painted(new ByteProcessor(8, 8), 240, new Roi(0, 0, 8, 8)));
        Files.writeString(images.resolve("notes.txt"), "");
        Path model = TestModels.brightOrDark(folder);
        return new Recipe(
                "sort_by_class",
                what,
                "input=[" + images + "] output=[" + runs.results(what) + "] sure=" + sure + " model=[" + model + "]");
    }

    @Test
    void photosAreSortedIntoFoldersOfTheirClasses() throws IOException {
        assertThat(runs.printed("sort_by_class", "sure"))
                .containsExactly("2 photos sorted into " + runs.results("sure") + "/");
        assertThat(Cli.written(runs.results("sure"))).containsExactly("bright", "dark", "sorted.csv");
        assertThat(runs.results("sure/dark/dusk 1.png")).hasSameBinaryContentAs(folder.resolve("photos/dusk 1.png"));
        assertThat(runs.results("sure/bright/day.png")).hasSameBinaryContentAs(folder.resolve("photos/day.png"));
        assertThat(runs.results("sure/sorted.csv"))
                .hasContent("image,class,probability,folder\nday.png,bright,1.0000,bright\n"
                        + "dusk 1.png,dark,0.7311,dark");
    }

    @Test
    void photosOfWhichTheModelIsNotSureAreKeptApart() throws IOException {
        runs.printed("sort_by_class", "unsure");
        assertThat(Cli.written(runs.results("unsure"))).containsExactly("bright", "sorted.csv", "unsure");
        assertThat(runs.results("unsure/unsure/dusk 1.png")).exists();
        assertThat(runs.results("unsure/sorted.csv")).content().contains("dusk 1.png,dark,0.7311,unsure");
    }

    private static Recipe montage() throws IOException {
        Path images = runs.folder("to explain");
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
        assertThat(runs.printed("heat_montage", "")).containsExactly("3 images explained by grad-cam in " + montage);
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
        assertThat(runs.printed("compare_models", ""))
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
        assertThat(runs.printed("before_after", "denoiser"))
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
        assertThat(runs.printed("before_after", "blur"))
                .last()
                .asString()
                .startsWith("block.png, Gaussian Blur, sigma 1: 1 nuclei before, 1 after; taken away ");
        ImageProcessor shown = pixels(folder.resolve("blurred.png"));
        assertThat(shown.getPixel(9, 9)).isEqualTo(shown.getPixel(49, 9));
        assertThat(shown.getPixel(4, 9)).isLessThan(shown.getPixel(44, 9));
    }
}
