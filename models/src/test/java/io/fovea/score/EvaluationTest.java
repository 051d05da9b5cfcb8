package io.fovea.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.fovea.FoveaException;
import io.fovea.data.Dataset;
import io.fovea.data.Example;
import io.fovea.data.Target;
import io.fovea.graph.Graph;
import io.fovea.graph.Tensor;
import io.fovea.image.Color;
import io.fovea.image.Image;
import io.fovea.layers.Activation;
import io.fovea.layers.Conv2D;
import io.fovea.layers.Dense;
import io.fovea.layers.GlobalAveragePooling2D;
import io.fovea.layers.Layer;
import io.fovea.layers.Network;
import io.fovea.layers.SymbolicTensor;
import io.fovea.model.Card;
import io.fovea.model.Input;
import io.fovea.model.Model;
import io.fovea.model.OutputValues;
import io.fovea.model.Task;
import io.fovea.session.Device;
import io.fovea.task.Monitor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Models that look at nothing but brightness, on images of which one knows the answer. */
class EvaluationTest {

    private static final int SIDE = 4;

    @Test
    void aSigmoidAnswersWithTheSecondOfTwoClasses() {
        Model model = classifier(List.of("dark", "bright"), new float[] {1}, new float[] {-100});
        Map<String, Double> metrics = evaluate(
                model,
                image(new Target.ClassIndex(0), 50),
                image(new Target.ClassIndex(1), 150),
                image(new Target.ClassIndex(0), 150),
                image(new Target.ClassIndex(0), 50));
        assertThat(metrics)
                .containsExactly(
                        entry("accuracy", 0.75),
                        entry("f1", (4 / 5.0 + 2 / 3.0) / 2),
                        entry("precision_dark", 1.0),
                        entry("recall_dark", 2 / 3.0),
                        entry("precision_bright", 0.5),
                        entry("recall_bright", 1.0));
    }

    @Test
    void labelsAreMeasuredEachByItself() {
        // The first label where it is brighter than 50, the second where it is brighter than 100.
        Model model = classifier(List.of("grey", "bright"), new float[] {1, 1}, new float[] {-50, -100});
        Map<String, Double> metrics = evaluate(
                model,
                image(new Target.Labels(new boolean[] {true, true}), 150),
                image(new Target.Labels(new boolean[] {false, false}), 150),
                image(new Target.Labels(new boolean[] {true, false}), 75),
                image(new Target.Labels(new boolean[] {true, true}), 75));
        assertThat(metrics)
                .containsEntry("binary_accuracy", (3 / 4.0 + 2 / 4.0) / 2)
                .containsEntry("f1", (6 / 7.0 + 2 / 4.0) / 2)
                .containsEntry("all_labels_right", 0.5)
                .containsEntry("precision_grey", 3 / 4.0)
                .containsEntry("recall_bright", 1 / 2.0);
    }

    @Test
    void classMapsAreMeasuredWithoutIgnoredPixels() {
        Graph graph = graph(new Conv2D(2, 1).activation(Activation.SOFTMAX), new float[] {0, 1}, new float[] {0, -100});
        Model model = model(graph, Task.SEGMENTATION, List.of("background", "object"));
        byte[] pixels = {0, 0, 0, 0, 0, 0, 0, 0, -56, -56, -56, -56, -56, -56, -56, -56};
        byte[] truth = {0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 0, -1};
        Example example = new Example("half", Image.gray8(SIDE, SIDE, pixels), new Target.ClassMap(SIDE, SIDE, truth));
        assertThat(evaluate(model, example))
                .containsExactly(
                        entry("mean_iou", (7 / 9.0 + 6 / 8.0) / 2),
                        entry("pixel_accuracy", 13 / 15.0),
                        entry("iou_background", 7 / 9.0),
                        entry("iou_object", 6 / 8.0));
    }

    @Test
    void examplesThatDoNotFitTheTaskAreRefused() {
        Model model = classifier(List.of("dark", "bright"), new float[] {1}, new float[] {-100});
        Example pixels = image(new Target.ClassMap(SIDE, SIDE, new byte[SIDE * SIDE]), 50);
        assertThatThrownBy(() -> evaluate(model, pixels))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("every pixel");
        assertThatThrownBy(() -> evaluate(model)).isInstanceOf(FoveaException.class);
    }

    @Test
    void whatIsNoNumberIsNullInJson() {
        Evaluation evaluation =
                new Evaluation("test", 3, Device.CPU, Map.of("precision_cat", Double.NaN), List.of("cat"));
        assertThat(evaluation.toJson()).contains("\"precision_cat\" : null").doesNotContain("NaN");
    }

    private static Map<String, Double> evaluate(Model model, Example... examples) {
        Dataset dataset = Dataset.of(examples.length, index -> examples[index]);
        return Evaluation.of(model, dataset, 1, Device.CPU, Monitor.NONE).metrics();
    }

    private static Example image(Target target, int brightness) {
        byte[] pixels = new byte[SIDE * SIDE];
        java.util.Arrays.fill(pixels, (byte) brightness);
        return new Example("image", Image.gray8(SIDE, SIDE, pixels), target);
    }

    private static Model classifier(List<String> labels, float[] kernel, float[] bias) {
        Network network = new Network("brightness", 1);
        SymbolicTensor mean = network.input(SIDE, SIDE, 1).to(new GlobalAveragePooling2D());
        Graph graph = network.finish(mean.to(new Dense(kernel.length).activation(Activation.SIGMOID)));
        return model(filled(graph, kernel, bias), Task.CLASSIFICATION, labels);
    }

    private static Graph graph(Layer layer, float[] kernel, float[] bias) {
        Network network = new Network("brightness", 1);
        return filled(network.finish(network.input(SIDE, SIDE, 1).to(layer)), kernel, bias);
    }

    private static Graph filled(Graph graph, float[] kernel, float[] bias) {
        Map.copyOf(graph.initializers()).forEach((name, constant) -> {
            if (constant.type().isFloatingPoint()) {
                float[] values = constant.shape().length > 1 ? kernel : bias;
                graph.put(name, Tensor.of(values, constant.shape()));
            }
        });
        return graph;
    }

    private static Model model(Graph graph, Task task, List<String> labels) {
        Card card = Card.of(
                "brightness",
                task,
                labels,
                Input.resized(SIDE, SIDE, Color.GRAY),
                OutputValues.INDEPENDENT_PROBABILITIES);
        return Model.of(graph).withCard(card);
    }
}
