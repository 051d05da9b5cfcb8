package io.fovea.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fovea.FoveaException;
import io.fovea.batch.Failure;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import io.fovea.image.Color;
import io.fovea.image.Image;
import io.fovea.model.CardFacts;
import io.fovea.model.Model;
import io.fovea.session.Device;
import io.fovea.task.Monitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RankingTest {
    @TempDir
    Path folder;

    /**
     * Tells dark, red and blue apart, if blue comes first and values are 0..1: scores {@code 1 - (r + b)}, {@code r - b} and
     * {@code b - r}.
     */
    private static Model colours() {
        Graph graph = Graph.create("colours", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, 3, 8, 8)));
        graph.put("w", Tensor.of(new float[] {-1, 0, -1, -1, 0, 1, 1, 0, -1}, 3, 3, 1, 1));
        graph.put("b", Tensor.of(1f, 0f, 0f));
        graph.append(Node.of("Conv", List.of("x", "w", "b"), "m"));
        graph.append(Node.of("GlobalAveragePool", List.of("m"), "p"));
        graph.append(Node.of("Flatten", List.of("p"), "y"));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.of(1, 3)));
        return Model.of(graph);
    }

    private void paint(String file, int red, int blue) throws IOException {
        byte[] pixels = new byte[8 * 8 * 3];
        for (int i = 0; i < pixels.length; i += 3) {
            pixels[i] = (byte) red;
            pixels[i + 1] = (byte) (red == blue ? red : 0);
            pixels[i + 2] = (byte) blue;
        }
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Image.rgb8(8, 8, pixels).write(path);
    }

    private void paintAll(String dark, String red, String blue) throws IOException {
        for (int i = 0; i < 6; i++) {
            paint(dark.formatted(i), 110 + i, 110 + i);
            paint(red.formatted(i), 140 + i, 64);
            paint(blue.formatted(i), 64, 140 + i);
        }
    }

    private Ranking rank(Model model) {
        return Ranking.of(model, folder, OptionalInt.empty(), Device.CPU, Monitor.NONE);
    }

    @Test
    void findsTheRightPreparationByLabels() throws IOException {
        paintAll("dark/%d.png", "RED/%d.png", "blue/%d.png");
        Ranking ranking = rank(colours().with(CardFacts.NONE.with("labels", "dark,red,blue")));
        assertThat(ranking.best().tried()).isEqualTo(new TriedPixels("0..1", Color.BGR));
        assertThat(ranking.best().tried().options()).isEqualTo("--pixels 0..1 --color bgr");
        assertThat(ranking.best().score()).isEqualTo(1);
        assertThat(ranking.images()).isEqualTo(18);
        assertThat(ranking.before()).isEqualTo(new TriedPixels("0..255", Color.RGB));
        assertThat(ranking.outcomes()).hasSize(14);
        assertThat(outcome(ranking, "0..1", Color.RGB).score())
                .as("red and blue taken for each other")
                .isEqualTo(6 / 18.);
        assertThat(outcome(ranking, "0..255", Color.BGR).score())
                .as("nothing is dark")
                .isEqualTo(12 / 18.);
        // A stretch makes the same of these images; what scales all alike comes first.
        assertThat(outcome(ranking, "percentiles", Color.BGR).score()).isEqualTo(1);
        assertThat(ranking.doubt().orElseThrow())
                .isEqualTo(
                        "18 images do not tell the best from --pixels percentiles --color bgr, or from --pixels zero-mean"
                                + " --color bgr.");
    }

    private static TrialScore outcome(Ranking ranking, String pixels, Color color) {
        return ranking.outcomes().stream()
                .filter(outcome -> outcome.tried().equals(new TriedPixels(pixels, color)))
                .findFirst()
                .orElseThrow();
    }

    /** Bright or dark, and for values in 0..1 as sure of it as it is right: three times in four. */
    private static Model brightness() {
        float sure = (float) Math.log(3);
        Graph graph = Graph.create("brightness", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, 1, 8, 8)));
        graph.put("w", Tensor.of(new float[] {-sure, sure}, 2, 1, 1, 1));
        graph.put("b", Tensor.of(sure / 2, -sure / 2));
        graph.append(Node.of("Conv", List.of("x", "w", "b"), "m"));
        graph.append(Node.of("GlobalAveragePool", List.of("m"), "p"));
        graph.append(Node.of("Flatten", List.of("p"), "y"));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.of(1, 2)));
        return Model.of(graph).with(CardFacts.NONE.with("labels", "dark,bright"));
    }

    /** Every fourth image is called by the other name. */
    private void paintDarkAndBright(int each) throws IOException {
        for (int i = 0; i < each; i++) {
            paint((i % 4 == 0 ? "bright" : "dark") + "/dark-" + i + ".png", 0, 0);
            paint((i % 4 == 0 ? "dark" : "bright") + "/bright-" + i + ".png", 255, 255);
        }
    }

    @Test
    void tellsByLikelihoodWhatIsRightAsOften() throws IOException {
        paintDarkAndBright(100);

        Ranking ranking = rank(brightness());

        assertThat(ranking.best().tried()).isEqualTo(new TriedPixels("0..1", Color.GRAY));
        assertThat(ranking.best().score()).isEqualTo(0.75);
        assertThat(ranking.best().logLikelihood())
                .isCloseTo(0.75 * Math.log(0.75) + 0.25 * Math.log(0.25), within(1e-6));
        assertThat(outcome(ranking, "-1..1", Color.GRAY).score()).isEqualTo(0.75);
        assertThat(outcome(ranking, "-1..1", Color.GRAY).logLikelihood())
                .as("dark ones give sigmoids of three times the logit")
                .isCloseTo(
                        (0.75 * Math.log(0.75)
                                        + 0.25 * Math.log(0.25)
                                        + 0.75 * Math.log(27 / 28.)
                                        + 0.25 * Math.log(1 / 28.))
                                / 2,
                        within(1e-6));
        assertThat(ranking.alike()).isEmpty();
        assertThat(ranking.lessLikely())
                .extracting(TriedPixels::pixels)
                .containsExactlyInAnyOrder("0..255", "-1..1", "imagenet", "imagenet-caffe");
        assertThat(ranking.reason().orElseThrow())
                .startsWith("By share right alone, 200 images do not tell the best from ")
                .contains("--pixels -1..1 --color gray")
                .endsWith("; but with the best the right answers are likelier.");
        assertThat(ranking.doubt()).isEmpty();
    }

    @Test
    void doesNotTellByLikelihoodWhatFewImagesDoNotTell() throws IOException {
        paintDarkAndBright(8);

        Ranking ranking = rank(brightness());

        assertThat(ranking.alike()).extracting(TriedPixels::pixels).contains("-1..1");
        assertThat(ranking.lessLikely()).extracting(TriedPixels::pixels).doesNotContain("-1..1");
        assertThat(ranking.doubt().orElseThrow()).startsWith("16 images do not tell the best from ");
        assertThat(Ranking.of(brightness(), folder, OptionalInt.of(12), Device.CPU, Monitor.NONE)
                        .doubt()
                        .orElseThrow())
                .startsWith("12 images do not tell the best from ")
                .endsWith("; there are 16 of which to try more.");
    }

    @Test
    void findsItByNumbersOfFoldersAndOfFiles() throws IOException {
        paintAll("0_dark/%d.png", "1/%d.png", "002 blue/%d.png");
        assertThat(rank(colours()).best().tried()).isEqualTo(new TriedPixels("0..1", Color.BGR));
    }

    @Test
    void findsItByNumbersOfFilesAlone() throws IOException {
        paintAll("000_%d.png", "001_%d.png", "002_%d.png");
        assertThat(rank(colours()).best().tried()).isEqualTo(new TriedPixels("0..1", Color.BGR));
    }

    @Test
    void givesUpEarlyWhatIsClearlyWrong() throws IOException {
        for (int i = 0; i < 40; i++) {
            paint("0/" + i + ".png", 110, 110);
            paint("1/" + i + ".png", 140, 64);
            paint("2/" + i + ".png", 64, 140);
        }
        Ranking ranking = rank(colours());
        assertThat(ranking.images()).isEqualTo(120);
        assertThat(outcome(ranking, "0..1", Color.RGB).images()).isEqualTo(60);
        assertThat(Ranking.of(colours(), folder, OptionalInt.of(30), Device.CPU, Monitor.NONE)
                        .images())
                .isEqualTo(30);
    }

    @Test
    void leavesOutDamagedFilesForAllPreparationsAlike() throws IOException {
        paintAll("0/%d.png", "1/%d.png", "2/%d.png");
        Files.writeString(folder.resolve("1/damaged.png"), "no picture");

        Ranking ranking = rank(colours());

        assertThat(ranking.best().tried()).isEqualTo(new TriedPixels("0..1", Color.BGR));
        assertThat(ranking.outcomes()).extracting(TrialScore::images).containsOnly(18);
        assertThat(ranking.failures())
                .extracting(Failure::file)
                .containsExactly(folder.resolve("1").resolve("damaged.png"));
        assertThat(ranking.doubt().orElseThrow()).contains("1 file was left out. ", "damaged.png");
    }

    @Test
    void givesUpNothingOnTheFewThatDamagedFilesLeave() throws IOException {
        for (int i = 0; i < 200; i++) {
            Path file = folder.resolve("0/" + i + ".png");
            Files.createDirectories(file.getParent());
            Files.writeString(file, "no picture");
        }
        for (int i = 0; i < 40; i++) {
            paint("1/" + i + ".png", 140, 64);
            paint("2/" + i + ".png", 64, 140);
        }

        Ranking ranking = rank(colours());

        assertThat(ranking.images()).isEqualTo(80);
        assertThat(outcome(ranking, "0..1", Color.RGB).images()).isEqualTo(60);
        assertThat(ranking.failures()).hasSize(200);
        assertThat(ranking.doubt().orElseThrow()).contains("200 files were left out. The first: ");
    }

    @Test
    void refusesAFolderOfWhichNothingCanBeTried() throws IOException {
        Files.createDirectories(folder.resolve("0"));
        Files.writeString(folder.resolve("0/damaged.png"), "no picture");

        assertThatThrownBy(() -> rank(colours()))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("can be tried: ")
                .hasMessageContaining("damaged.png");
    }

    @Test
    void saysWhatAFolderMustLookLike() throws IOException {
        paint("cat/1.png", 1, 1);
        assertThatThrownBy(() -> rank(colours()))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("'cat' names no class of 'colours': the model's classes have no names");
        assertThatThrownBy(() -> rank(colours().with(CardFacts.NONE.with("labels", "dark,red,blue"))))
                .hasMessageContaining("its labels are dark, red, blue.");
        assertThatThrownBy(() -> rank(colours().with(CardFacts.NONE.with("task", "segmentation"))))
                .hasMessageContaining("must hold a folder 'images'");
        assertThatThrownBy(() -> rank(colours().with(CardFacts.NONE.with("task", "other"))))
                .hasMessageContaining("does neither");
        assertThatThrownBy(() ->
                        Ranking.of(colours(), folder.resolve("none"), OptionalInt.empty(), Device.CPU, Monitor.NONE))
                .hasMessageContaining("There is no folder");
        paint("7/1.png", 1, 1);
        Files.delete(folder.resolve("cat/1.png"));
        Files.delete(folder.resolve("cat"));
        assertThatThrownBy(() -> rank(colours())).hasMessageContaining("knows classes 0 to 2 only");
    }
}
