package io.fovea.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.fovea.data.Dataset;
import io.fovea.data.Example;
import io.fovea.data.Target;
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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A network that finds a square on its corner, four and a half pixels from its middle, around every bright pixel. */
class ObjectMetricsTest {
    private static final int SIDE = 32;

    static Model squares() {
        Graph graph = Graph.create("squares", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, 1, -1, -1)));
        graph.put("one", Tensor.of(new float[] {1}, 1, 1, 1, 1));
        graph.put("least", Tensor.of(new float[] {-200}, 1));
        graph.put("none", Tensor.of(new float[4], 4, 1, 1, 1));
        graph.put("far", Tensor.of(new float[] {4.5f, 4.5f, 4.5f, 4.5f}, 4));
        graph.append(Node.of("Conv", List.of("x", "one", "least"), "score"));
        graph.append(Node.of("Sigmoid", List.of("score"), "prob"));
        graph.append(Node.of("Conv", List.of("x", "none", "far"), "dist"));
        graph.addOutput(new ValueInfo("prob", ElementType.FLOAT, Shape.of(1, 1, -1, -1)));
        graph.addOutput(new ValueInfo("dist", ElementType.FLOAT, Shape.of(1, 4, -1, -1)));
        return Model.of(graph)
                .withCard(Card.of(
                                "squares",
                                Task.INSTANCES,
                                List.of(),
                                Input.tiled(Color.GRAY, 0, 1),
                                OutputValues.INDEPENDENT_PROBABILITIES)
                        .withHead(DetectorHead.STARDIST));
    }

    /** Two objects, 41 pixels each, of which one is found. */
    @Test
    void objectsWithoutAContourAreMeasuredByWhatTheyCover() {
        byte[] pixels = new byte[SIDE * SIDE];
        pixels[10 * SIDE + 10] = (byte) 255;
        short[] truth = new short[SIDE * SIDE];
        for (int i = 0; i < truth.length; i++) {
            boolean one = Math.abs(i % SIDE - 10) + Math.abs(i / SIDE - 10) < 5;
            boolean other = Math.abs(i % SIDE - 24) + Math.abs(i / SIDE - 24) < 5;
            truth[i] = (short) (one ? 7 : other ? 9 : 0);
        }
        Example example =
                new Example("field", Image.gray8(SIDE, SIDE, pixels), new Target.Instances(SIDE, SIDE, truth));

        Map<String, Double> metrics = Evaluation.of(
                        squares(), Dataset.of(1, index -> example), 1, Device.CPU, Monitor.NONE)
                .metrics();

        double background = SIDE * SIDE - 82;
        assertThat(metrics)
                .containsExactly(
                        entry("average_precision_50", 0.5),
                        entry("mean_iou", (background / (background + 41) + 0.5) / 2),
                        entry("pixel_accuracy", (background + 41) / (SIDE * SIDE)),
                        entry("iou_background", background / (background + 41)),
                        entry("iou_object", 0.5),
                        entry("average_precision_75", 0.5),
                        entry("average_precision_50_95", 0.5));
    }
}
