package io.fovea.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fovea.FoveaException;
import io.fovea.data.Skipped;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import io.fovea.image.Color;
import io.fovea.image.Image;
import io.fovea.model.Card;
import io.fovea.model.DetectorHead;
import io.fovea.model.Input;
import io.fovea.model.Model;
import io.fovea.model.OutputValues;
import io.fovea.model.Task;
import io.fovea.session.Device;
import io.fovea.task.Monitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A detector that finds the same in every image of 100x100 pixels, and truths that it meets in part. */
class DetectionMetricsTest {
    private static final double EXACT = 1e-9;

    @TempDir
    Path folder;

    /**
     * The first class is met by 80x100 of 100x100 pixels, an overlap of 0.8: right at the seven thresholds to 0.80. The second
     * is surer than that, and nowhere.
     */
    @Test
    void precisionsAreMeansOverClassesAndThresholds() throws IOException {
        image("a.png", "0 0.5 0.5 1 1\n1 0.95 0.95 0.1 0.1\n");
        Map<String, Double> metrics = Evaluation.ofBoxes(model(), folder, Device.CPU, new Skipped(), Monitor.NONE)
                .metrics();

        assertThat(metrics).containsOnlyKeys("map_50_95", "map_50", "map_75", "ap_50_cell", "ap_50_nucleus");
        assertThat(metrics.get("map_50_95")).isCloseTo(0.7 / 2, within(EXACT));
        assertThat(metrics.get("map_50")).isCloseTo(0.5, within(EXACT));
        assertThat(metrics.get("map_75")).isCloseTo(0.5, within(EXACT));
        assertThat(metrics.get("ap_50_cell")).isEqualTo(1);
        assertThat(metrics.get("ap_50_nucleus")).isZero();
    }

    @Test
    void whatIsFoundWhereNothingIsCounts() throws IOException {
        image("a.png", "0 0.5 0.5 1 1\n");
        image("b.png", "");
        Evaluation evaluation = Evaluation.ofBoxes(model(), folder, Device.CPU, new Skipped(), Monitor.NONE);

        // One right and one wrong answer of the same score, the right one first: its image comes first.
        assertThat(evaluation.images()).isEqualTo(2);
        assertThat(evaluation.metrics().get("map_50")).isEqualTo(1);
        assertThat(evaluation.unseen()).containsExactly("nucleus", "debris");
    }

    @Test
    void imagesThatCannotBeReadAreLeftOutByName() throws IOException {
        image("a.png", "0 0.5 0.5 1 1\n");
        image("b.png", "0 0.5 0.5 1 1\n");
        Path damaged = folder.resolve("b.png");
        Files.write(damaged, Arrays.copyOf(Files.readAllBytes(damaged), 60));
        Skipped skipped = new Skipped();

        Evaluation evaluation = Evaluation.ofBoxes(model(), folder, Device.CPU, skipped, Monitor.NONE);

        assertThat(evaluation.images()).isEqualTo(1);
        assertThat(skipped.sentences()).singleElement().asString().contains("b.png");
    }

    @Test
    void imagesThatTheModelCannotTakeAreLeftOutByName() throws IOException {
        image("a.png", "0 0.5 0.5 1 1\n");
        Image.gray8(50, 40, new byte[2000]).write(folder.resolve("b.png"));
        Files.writeString(folder.resolve("b.txt"), "0 0.5 0.5 1 1\n");
        image("c.png", "0 0.5 0.5 1 1\n");
        Skipped skipped = new Skipped();

        Evaluation evaluation = Evaluation.ofBoxes(ofOneSizeUnsaid(), folder, Device.CPU, skipped, Monitor.NONE);

        assertThat(evaluation.images()).isEqualTo(2);
        assertThat(skipped.sentences()).singleElement().asString().startsWith("'b.png' cannot be measured: ");
        assertThat(evaluation.metrics().get("map_50")).isEqualTo(1);
    }

    @Test
    void aModelThatCanTakeNoImageIsRefused() throws IOException {
        Image.gray8(50, 40, new byte[2000]).write(folder.resolve("b.png"));
        Files.writeString(folder.resolve("b.txt"), "0 0.5 0.5 1 1\n");
        Model model = ofOneSizeUnsaid();

        assertThatThrownBy(() -> Evaluation.ofBoxes(model, folder, Device.CPU, new Skipped(), Monitor.NONE))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("'b.png' cannot be measured: ");
    }

    @Test
    void dataWithoutBoxesIsRefused() {
        Image.gray8(100, 100, new byte[10_000]).write(folder.resolve("a.png"));
        Model model = model();

        assertThatThrownBy(() -> Evaluation.ofBoxes(model, folder, Device.CPU, new Skipped(), Monitor.NONE))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("has no images with boxes");
    }

    private void image(String name, String boxes) throws IOException {
        Image.gray8(100, 100, new byte[10_000]).write(folder.resolve(name));
        Files.writeString(folder.resolve(name.replace(".png", ".txt")), boxes);
    }

    private static Model model() {
        return model("x", 100);
    }

    /** Declares that any size goes in, and takes 100x100 pixels alone. */
    private static Model ofOneSizeUnsaid() {
        return model("all", -1);
    }

    private static Model model(String seen, int side) {
        Graph graph = Graph.create("drawn", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, 1, side, side)));
        graph.put("pixels", Tensor.of(new long[] {10_000}, 1));
        graph.append(Node.of("Reshape", List.of("x", "pixels"), "all"));
        graph.put("rows", Tensor.of(new float[] {0, 0, 80, 100, 0.5f, 0, 0, 0, 50, 50, 0.75f, 1}, 1, 2, 6));
        graph.put("zero", Tensor.of(0f));
        graph.put("single", Tensor.of(new long[] {1, 1, 1}, 3));
        graph.append(Node.of("ReduceMax", List.of(seen), "most"));
        graph.append(Node.of("Mul", List.of("most", "zero"), "none"));
        graph.append(Node.of("Reshape", List.of("none", "single"), "flat"));
        graph.append(Node.of("Add", List.of("flat", "rows"), "y"));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.of(1, 2, 6)));
        Input input = side > 0 ? Input.resized(side, side, Color.GRAY) : Input.whole(Color.GRAY);
        Card.of("drawn", Task.DETECTION, List.of("cell", "nucleus", "debris"), input, OutputValues.LOGITS)
                .withHead(DetectorHead.NMS)
                .writeTo(graph);
        return Model.of(graph);
    }
}
