package io.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import io.fovea.image.Color;
import io.fovea.image.Image;
import io.fovea.model.Card;
import io.fovea.model.Input;
import io.fovea.model.Model;
import io.fovea.model.OutputValues;
import io.fovea.model.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network to which what is brighter than 100 is bright, and five images each of grey 0 to 8 and of 200 to 208. */
class QuantizeCommandTest {
    private static final int SIDE = 4;
    private static final int IMAGES = 5;

    @TempDir
    private Path folder;

    private Path model;

    @BeforeEach
    void makeModelAndImages() throws IOException {
        Graph graph = Graph.create("net", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, 1, SIDE, SIDE)));
        graph.put("w", Tensor.of(new float[] {-1, 1}, 2, 1, 1, 1));
        graph.put("b", Tensor.of(100f, -100f));
        graph.append(Node.of("Conv", List.of("x", "w", "b"), "above", Attributes.NONE));
        graph.append(Node.of("GlobalAveragePool", List.of("above"), "mean"));
        graph.append(Node.of("Flatten", List.of("mean"), "scores"));
        graph.append(Node.of("Softmax", List.of("scores"), "y"));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.of(1, 2)));
        Card.of(
                        "brightness",
                        Task.CLASSIFICATION,
                        List.of("dark", "bright"),
                        Input.resized(SIDE, SIDE, Color.GRAY),
                        OutputValues.PROBABILITIES)
                .writeTo(graph);
        model = folder.resolve("brightness.onnx");
        graph.write(model);
        for (int i = 0; i < IMAGES; i++) {
            write(folder.resolve("images/dark/" + i + ".png"), 2 * i);
            write(folder.resolve("images/bright/" + i + ".png"), 200 + 2 * i);
        }
    }

    private static void write(Path file, int grey) throws IOException {
        byte[] pixels = new byte[SIDE * SIDE];
        Arrays.fill(pixels, (byte) grey);
        Files.createDirectories(file.getParent());
        Image.gray8(SIDE, SIDE, pixels).write(file);
    }

    private Cli.Result quantize(String calibrate, Path output) {
        return Cli.run(
                "quantize",
                model,
                "--calibrate",
                folder.resolve(calibrate),
                "--evaluate",
                folder.resolve("images"),
                "--output",
                output);
    }

    @Test
    void theScoresOfBothModelsAreTold() {
        Path output = folder.resolve("small.onnx");

        Cli.Result result = quantize("images", output);

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out())
                .contains(
                        "1 kernels of ",
                        " bits work on whole numbers",
                        "share right 1.0000 before, 1.0000 after, on 10 images (all).");
        assertThat(result.err()).doesNotContain("Warning");
        assertThat(Model.read(output).card().labels()).containsExactly("dark", "bright");
    }

    private Cli.Result quantizeTo(int bits) {
        return Cli.run(
                "quantize",
                model,
                "--calibrate",
                folder.resolve("images"),
                "--kernel-bits",
                bits,
                "--output",
                folder.resolve(bits + ".onnx"));
    }

    @Test
    void kernelsHaveSevenBitsOrEight() {
        Cli.Result seven = quantizeTo(7);
        Cli.Result six = quantizeTo(6);

        assertThat(seven.out()).contains("1 kernels of seven bits");
        assertThat(six.err()).contains("--kernel-bits is '6'; it is 7 or 8.");
        assertThat(six.code()).isEqualTo(2);
    }

    /** Where only dark images are seen, what is brighter is cut off, and five of ten answers are wrong. */
    @Test
    void whoLosesAPointOrMoreIsWarned() {
        Path output = folder.resolve("small.onnx");

        Cli.Result result = quantize("images/dark", output);

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("share right 1.0000 before, 0.5000 after, on 10 images (all).");
        assertThat(result.err())
                .contains("Warning: That is 50.0 points worse; calibrate on images of all kinds that the model tells");
        assertThat(output).isNotEmptyFile();
    }

    @Test
    void whatCannotBeMeasuredWritesNothing() {
        Path output = folder.resolve("small.onnx");

        Cli.Result result = Cli.run(
                "quantize",
                model,
                "--calibrate",
                folder.resolve("images"),
                "--evaluate",
                folder.resolve("gone"),
                "--output",
                output);

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("gone");
        assertThat(output).doesNotExist();
    }
}
