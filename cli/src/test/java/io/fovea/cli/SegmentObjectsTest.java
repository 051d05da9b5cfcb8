package io.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.image.Image;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks with the heads of others, from the file to the label image. */
class SegmentObjectsTest {
    private static final int SIDE = 80;

    @TempDir
    private Path folder;

    private Path output;

    @BeforeEach
    void nameOutput() {
        output = folder.resolve("out");
    }

    /** Two discs that touch, by radius 14 around 20, 40 and 48, 40. */
    private Path points() {
        byte[] pixels = new byte[SIDE * SIDE * 3];
        for (int x : new int[] {20, 48}) {
            pixels[(40 * SIDE + x) * 3] = (byte) 255;
            pixels[(40 * SIDE + x) * 3 + 1] = 14;
        }
        Path file = folder.resolve("points.png");
        Image.rgb8(SIDE, SIDE, pixels).write(file);
        return file;
    }

    private Path flows() {
        byte[] pixels = new byte[SIDE * SIDE * 3];
        for (int i = 0; i < SIDE * SIDE; i++) {
            int x = i % SIDE < 34 ? 20 : 48;
            double far = Math.hypot(x - i % SIDE, 40 - i / SIDE);
            boolean inside = far < 14;
            double toward = far < 1e-9 ? 0 : 125 / far;
            pixels[3 * i] = (byte) Math.round(127.5 + toward * (40 - i / SIDE));
            pixels[3 * i + 1] = (byte) Math.round(127.5 + toward * (x - i % SIDE));
            pixels[3 * i + 2] = (byte) (inside ? 255 : 0);
        }
        Path file = folder.resolve("flows.png");
        Image.rgb8(SIDE, SIDE, pixels).write(file);
        return file;
    }

    private void requireTwoDiscs(String stem, String furtherColumns) throws IOException {
        assertThat(Cli.written(output))
                .containsExactlyInAnyOrder(
                        stem + "-labels.png",
                        stem + "-overlay.png",
                        stem + "-rois.zip",
                        "objects.csv",
                        "report.html",
                        "segment-journal.jsonl",
                        "segment.csv");
        Image labels = Image.read(output.resolve(stem + "-labels.png"));
        assertThat(labels.depth()).isEqualTo(Image.Depth.UINT16);
        assertThat(labels.value(20, 40, 0)).isEqualTo(labels.value(12, 45, 0)).isBetween(1f, 2f);
        assertThat(labels.value(48, 40, 0)).isBetween(1f, 2f).isNotEqualTo(labels.value(20, 40, 0));
        assertThat(labels.value(34, 20, 0)).isZero();
        assertThat(Files.readAllLines(output.resolve("segment.csv")))
                .first()
                .isEqualTo("image,width,height,objects,background_fraction,object_fraction" + furtherColumns);
        assertThat(Files.readAllLines(output.resolve("segment.csv")).get(1)).startsWith(stem + ".png,80,80,2,");
    }

    @Test
    void starsAreRecognisedAndFound() throws IOException {
        Cli.Result result =
                Cli.run("segment", points(), "-m", TestModels.stars(folder), "--output", output, "--pixels", "0..255");

        assertThat(result.code()).as(result.err()).isZero();
        requireTwoDiscs("points", "");
    }

    @Test
    void flowsAreFollowedWhereToldSo() throws IOException {
        Cli.Result result = Cli.run(
                "segment",
                flows(),
                "-m",
                TestModels.flows(folder),
                "--output",
                output,
                "--pixels",
                "0..255",
                "--set",
                "head=cellpose");

        assertThat(result.code()).as(result.err()).isZero();
        // How large objects are to Cellpose is known.
        requireTwoDiscs("flows", ",scale,median_diameter,scale_to_try");
    }

    @Test
    void whatIsAssumedIsSaidAndWhatCannotBeDoneIsRefused() throws IOException {
        Path model = TestModels.stars(folder);

        Cli.Result inspected = Cli.run("inspect", model);
        Cli.Result card = Cli.run("card", model, "--set", "nms-threshold=0.3");
        Cli.Result explained = Cli.run("explain", points(), "-m", model, "--output", output);
        Path zip = folder.resolve("a.zip");
        Cli.Result packed = Cli.run(
                "package",
                model,
                "--output",
                zip,
                "--license",
                "CC0-1.0",
                "--author",
                "A",
                "--cite",
                "A, 2020, https://example.org");
        Cli.Result exported = Cli.run("export", model, "--with", "preparation", "--output", folder.resolve("b.onnx"));

        assertThat(inspected.out()).contains("instances").contains("stardist").contains("It segments");
        assertThat(inspected.out()).contains("as usual for StarDist and Cellpose");
        assertThat(card.out()).contains("head: stardist", "prob-threshold: 0.5", "nms-threshold: 0.3");
        assertThat(explained.err()).contains("cannot be explained: it tells objects apart");
        assertThat(packed.err()).contains("cannot become a package");
        assertThat(exported.err()).contains("its outputs would no longer say");
    }
}
