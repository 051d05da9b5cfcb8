package io.fovea.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import io.fovea.image.Color;
import io.fovea.image.Image;
import io.fovea.model.Model;
import io.fovea.session.Device;
import io.fovea.task.Monitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaskRankingTest {
    @TempDir
    Path folder;

    /** Grey in; foreground is what is above 0: right for values in -1..1. */
    private static Model aboveZero() {
        Graph graph = Graph.create("above", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, 1, 16, 16)));
        graph.put("w", Tensor.of(new float[] {-1, 1}, 2, 1, 1, 1));
        graph.append(Node.of("Conv", List.of("x", "w"), "y"));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.of(1, 2, 16, 16)));
        return Model.of(graph);
    }

    private void paintAll() throws IOException {
        Files.createDirectories(folder.resolve("images"));
        Files.createDirectories(folder.resolve("trimaps"));
        for (int n = 0; n < 4; n++) {
            byte[] image = new byte[256];
            byte[] trimap = new byte[256];
            for (int i = 0; i < 256; i++) {
                int column = i % 16;
                image[i] = (byte) (column < 4 + n ? 120 : column == 4 + n ? 30 : 150);
                trimap[i] = (byte) (column < 4 + n ? 2 : column == 4 + n ? 3 : 1);
            }
            Image.gray8(16, 16, image).write(folder.resolve("images/" + n + ".png"));
            Image.gray8(16, 16, trimap).write(folder.resolve("trimaps/" + n + ".png"));
        }
    }

    private Ranking rank() {
        return Ranking.of(aboveZero(), folder, OptionalInt.empty(), Device.CPU, Monitor.NONE);
    }

    @Test
    void findsTheRightPreparationByMasks() throws IOException {
        paintAll();
        Ranking ranking = rank();
        assertThat(ranking.best().tried()).isEqualTo(new TriedPixels("-1..1", Color.GRAY));
        assertThat(ranking.best().score()).isEqualTo(1);
        // Logits of both classes differ by twice the value; image n has 4 + n columns of background, 11 - n of
        // foreground.
        double background = -Math.log1p(Math.exp(2 * (120 / 127.5 - 1)));
        double foreground = -Math.log1p(Math.exp(-2 * (150 / 127.5 - 1)));
        assertThat(ranking.best().logLikelihood())
                .as("by the pixel")
                .isCloseTo((background * (4 + 5 + 6 + 7) + foreground * (11 + 10 + 9 + 8)) / 4 / 15, within(1e-5));
        assertThat(ranking.outcomes()).hasSize(7);
        // Everything is foreground: 16 columns less the contour's hold 11, 10, 9, 8 columns of it.
        assertThat(ranking.outcomes().stream()
                        .filter(outcome -> outcome.tried().pixels().equals("0..255"))
                        .findFirst()
                        .orElseThrow()
                        .score())
                .isEqualTo((11 + 10 + 9 + 8) / 4. / 15);
    }

    @Test
    void leavesOutWhatIsDamagedOrOfAnotherSize() throws IOException {
        paintAll();
        Files.writeString(folder.resolve("images/0.png"), "no picture");
        Files.writeString(folder.resolve("trimaps/1.png"), "no picture");
        Image.gray8(8, 8, new byte[64]).write(folder.resolve("images/2.png"));

        Ranking ranking = rank();

        assertThat(ranking.best().tried()).isEqualTo(new TriedPixels("-1..1", Color.GRAY));
        assertThat(ranking.outcomes()).extracting(TrialScore::images).containsOnly(1);
        assertThat(ranking.failures())
                .extracting(
                        failure -> folder.relativize(failure.file()).toString().replace('\\', '/'))
                .containsExactlyInAnyOrder("images/0.png", "trimaps/1.png", "images/2.png");
    }

    @Test
    void leavesOutWhatHasSeveralMasks() throws IOException {
        paintAll();
        Files.copy(folder.resolve("trimaps/0.png"), folder.resolve("trimaps/1.tif"));

        Ranking ranking = rank();

        assertThat(ranking.images()).isEqualTo(3);
        assertThat(ranking.failures()).hasSize(1);
        assertThat(ranking.doubt().orElseThrow())
                .contains("1 file was left out. There are several masks for '", "1.png and ", "; leave one.");
    }

    @Test
    void masksMeanWhatTheirNumbersSay() {
        MaskMeaning trimap = MaskMeaning.of(Set.of(1, 2, 3));
        assertThat(trimap.isForeground(1)).isTrue();
        assertThat(trimap.isForeground(2)).isFalse();
        assertThat(trimap.isIgnored(3)).isTrue();
        MaskMeaning binary = MaskMeaning.of(Set.of(0, 255));
        assertThat(binary.isForeground(255)).isTrue();
        assertThat(binary.isForeground(0)).isFalse();
        MaskMeaning voc = MaskMeaning.of(Set.of(0, 8, 255));
        assertThat(voc.isIgnored(255)).isTrue();
        assertThat(voc.isForeground(8)).isTrue();
        MaskMeaning labels = MaskMeaning.of(Set.of(0, 255, 300));
        assertThat(labels.isForeground(255)).as("one of many objects").isTrue();
        assertThat(MaskMeaning.of(Set.of(0, 1, 2, 3)).isForeground(2)).isTrue();
    }
}
