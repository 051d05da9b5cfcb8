package io.fovea.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import io.fovea.FoveaException;
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
import io.fovea.session.Cancellation;
import io.fovea.session.CancelledException;
import io.fovea.session.Device;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClassifierTest {
    private static final Image BRIGHT = Image.gray16(4, 2, new short[] {100, 900, 900, 900, 900, 900, 900, 100});

    @Test
    void ranksLabelsByProbability() {
        Card card = card(List.of("dark", "grey", "bright"), OutputValues.LOGITS);
        try (Classifier classifier = Classifier.open(Model.of(mean(-1, 0, 1)).withCard(card), Device.CPU)) {
            Classification result = classifier.classify(BRIGHT, Cancellation.NONE);
            assertThat(result.scores()).extracting(Score::label).containsExactly("bright", "grey", "dark");
            assertThat(result.best().index()).isEqualTo(2);
            assertThat(result.top(2)).hasSize(2);
            assertThat(result.top(9)).hasSize(3);
            assertThat(result.scores().stream().mapToDouble(Score::probability).sum())
                    .isCloseTo(1, offset(1e-5));
            assertThat(result.seconds()).isPositive();
            assertThat(classifier.device()).isEqualTo(Device.CPU);
        }
    }

    @Test
    void numbersClassesWithoutLabels() {
        try (Classifier classifier =
                Classifier.open(Model.of(mean(2, 1)).withCard(card(List.of(), OutputValues.LOGITS)), Device.CPU)) {
            assertThat(classifier.classify(BRIGHT, Cancellation.NONE).best().label())
                    .isEqualTo("class 0");
        }
    }

    @Test
    void oneScoreForTwoLabelsIsThatOfTheSecond() {
        Card card = card(List.of("cat", "dog"), OutputValues.INDEPENDENT_LOGITS);
        try (Classifier classifier = Classifier.open(Model.of(mean(1)).withCard(card), Device.CPU)) {
            assertThat(classifier.classify(BRIGHT, Cancellation.NONE).best().label())
                    .isEqualTo("dog");
        }
    }

    @Test
    void namesAMismatchOfLabels() {
        Card card = card(List.of("a", "b"), OutputValues.LOGITS);
        try (Classifier classifier = Classifier.open(Model.of(mean(1, 2, 3)).withCard(card), Device.CPU)) {
            assertThatThrownBy(() -> classifier.classify(BRIGHT, Cancellation.NONE))
                    .isInstanceOf(FoveaException.class)
                    .hasMessage("The card of 'mean' has 2 labels, but the model answers with 3 scores.");
        }
    }

    @Test
    void valuesThatAreNoNumbersCountAsTheLeast() {
        Card card = card(List.of("dark", "bright"), OutputValues.LOGITS);
        float nan = Float.NaN;
        Image hole = Image.gray32(4, 2, new float[] {nan, 9, 9, 9, 1, 9, 9, Float.POSITIVE_INFINITY});
        Image filled = Image.gray32(4, 2, new float[] {1, 9, 9, 9, 1, 9, 9, 1});
        Image nothing = Image.gray32(4, 2, new float[] {nan, nan, nan, nan, nan, nan, nan, nan});
        try (Classifier classifier = Classifier.open(Model.of(mean(-1, 1)).withCard(card), Device.CPU)) {
            assertThat(classifier.classify(hole, Cancellation.NONE).scores())
                    .isEqualTo(classifier.classify(filled, Cancellation.NONE).scores());
            assertThatThrownBy(() -> classifier.classify(nothing, Cancellation.NONE))
                    .isInstanceOf(FoveaException.class)
                    .hasMessageContaining("has no value that is a number");
        }
    }

    @Test
    void canBeCancelled() {
        try (Classifier classifier =
                Classifier.open(Model.of(mean(1, 2)).withCard(card(List.of(), OutputValues.LOGITS)), Device.CPU)) {
            assertThatThrownBy(() -> classifier.classify(BRIGHT, () -> true)).isInstanceOf(CancelledException.class);
        }
    }

    @Test
    void saysWhyAModelCannotClassify() {
        assertThatThrownBy(() -> Classifier.open(Nets.thresholdTrimap(), Device.CPU))
                .isInstanceOf(FoveaException.class)
                .hasMessage("The model 'threshold-trimap' cannot classify: it segments images.");
        Graph vector = Graph.create("vector", 13);
        vector.addInput(new ValueInfo("z", ElementType.FLOAT, Shape.of(1, 5)));
        vector.append(Node.of("Relu", List.of("z"), "y"));
        vector.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.of(1, 5)));
        assertThatThrownBy(() -> Classifier.open(Model.of(vector), Device.CPU))
                .hasMessageStartingWith("The model 'vector' cannot classify:")
                .hasMessageContaining("not that of an image");
    }

    private static Card card(List<String> labels, OutputValues activation) {
        return Card.of("mean", Task.CLASSIFICATION, labels, Input.resized(2, 2, Color.GRAY), activation);
    }

    /** The mean of a 2x2 image by each of some factors. */
    private static Graph mean(float... factors) {
        Graph graph = Graph.create("mean", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, 1, 2, 2)));
        graph.put("w", Tensor.of(factors, factors.length, 1, 1, 1));
        graph.append(Node.of("GlobalAveragePool", List.of("x"), "m"));
        graph.append(Node.of("Conv", List.of("m", "w"), "y"));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.of(1, factors.length, 1, 1)));
        return graph;
    }
}
