package io.fovea.task;

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
import io.fovea.image.Normalisation;
import io.fovea.image.Stretch;
import io.fovea.model.Card;
import io.fovea.model.DetectorHead;
import io.fovea.model.Fit;
import io.fovea.model.Input;
import io.fovea.model.Model;
import io.fovea.model.OutputValues;
import io.fovea.model.Task;
import io.fovea.session.Device;
import java.util.List;

/** A detector that answers the same to every image. */
final class DrawnDetector {
    private static final double EXACT = 1e-3;

    private DrawnDetector() {}

    static Detections detections(Model model, int width, int height) {
        try (Detector detector = Detector.open(model, Device.CPU)) {
            return detector.detect(Image.gray8(width, height, new byte[width * height]), Monitor.NONE);
        }
    }

    static void requireBox(Detection object, double x, double y, double width, double height) {
        assertThat(new double[] {object.x(), object.y(), object.width(), object.height()})
                .containsExactly(new double[] {x, y, width, height}, within(EXACT));
    }

    static Model drawn(DetectorHead head, Fit fit, float... row) {
        return drawn(head, fit, row, 1, 1, row.length);
    }

    /** Answers the same whatever the image, of 64x64 pixels. */
    static Model drawn(DetectorHead head, Fit fit, float[] values, long... shape) {
        Graph graph = Graph.create("drawn", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, 1, 64, 64)));
        graph.put("rows", Tensor.of(values, shape));
        graph.put("one", Tensor.of(new long[] {1, 1, 1}, 3));
        graph.put("zero", Tensor.of(new float[] {0}, 1));
        graph.append(Node.of("ReduceMax", List.of("x"), "most"));
        graph.append(Node.of("Mul", List.of("most", "zero"), "nothing"));
        graph.append(Node.of("Reshape", List.of("nothing", "one"), "flat"));
        graph.append(Node.of("Add", List.of("flat", "rows"), "y"));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.of(shape)));
        return model(graph, head, fit);
    }

    static Model model(Graph graph, DetectorHead head, Fit fit) {
        return model(graph, head, fit, OutputValues.LOGITS);
    }

    static Model model(Graph graph, DetectorHead head, Fit fit, OutputValues values) {
        Normalisation unit = new Normalisation(1 / 255f, new float[] {0}, new float[] {1}, Stretch.NONE, 0.1, 99.9);
        Input input = Input.resized(64, 64, Color.GRAY).withNormalisation(unit).withFit(fit);
        Card.of(graph.name(), Task.DETECTION, List.of("a", "b"), input, values)
                .withHead(head)
                .writeTo(graph);
        return Model.of(graph);
    }
}
