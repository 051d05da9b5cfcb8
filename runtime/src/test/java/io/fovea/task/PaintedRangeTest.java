package io.fovea.task;

import static io.fovea.task.Painters.bent;
import static io.fovea.task.Painters.card;
import static io.fovea.task.Painters.conv;
import static io.fovea.task.Painters.plain;
import static io.fovea.task.Painters.repeating;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.FoveaException;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import io.fovea.model.Card;
import io.fovea.model.Model;
import io.fovea.model.Task;
import io.fovea.session.Device;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a network tells of itself: whether it paints, and what black and white are to it. */
class PaintedRangeTest {
    @ParameterizedTest
    @CsvSource({
        "Tanh, 1, 0, -1, 1",
        "Tanh, 150, 127.5, 0, 255",
        "Tanh, 0.5, 0.5, 0, 1",
        "Sigmoid, 1, 0, 0, 1",
        "Sigmoid, 255, 0, 0, 255",
        "Sigmoid, -255, 255, 0, 255",
        "Sigmoid, 2, -1, -1, 1"
    })
    void theEndOfTheNetworkTellsBlackAndWhite(String bend, float factor, float shift, float black, float white) {
        assertThat(PaintedRange.of(bent(bend, factor, shift), "y")).contains(new PaintedRange(black, white));
    }

    @ParameterizedTest
    @CsvSource({
        "3, 2, TRANSFORM, 1",
        "3, 2.5, TRANSFORM, 255",
        "3, 255, TRANSFORM, 255",
        "3, 1, TRANSFORM, 1",
        "1, 255, SEGMENTATION, 255"
    })
    void valuesThatAreCutOffAreAnImagesIfThereAreAsManyColours(int channels, float most, Task task, float white) {
        Graph graph = plain(3, 16, "Conv");
        graph.put("w", Tensor.of(new float[channels * 3], channels, 3, 1, 1));
        graph.put("b", Tensor.of(new float[channels], channels));
        graph.put("least", Tensor.scalar(0f));
        graph.put("most", Tensor.scalar(most));
        graph.append(Node.of("Conv", List.of("x", "w", "b"), "z"));
        graph.append(Node.of("Clip", List.of("z", "least", "most"), "y"));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.of(1, channels, 16, 16)));

        assertThat(Model.of(graph).card().task()).isEqualTo(task);
        assertThat(PaintedRange.of(graph, "y")).contains(new PaintedRange(0, white));
    }

    @Test
    void whatIsAddedToTheImageIsBoundedByNothing() {
        Graph graph = plain(3, -1, "Conv");
        graph.append(Node.of("Tanh", List.of("x"), "a"));
        graph.append(Node.of("Add", List.of("a", "x"), "y"));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.of(1, 3, -1, -1)));

        assertThat(Model.of(graph).card().task()).isEqualTo(Task.TRANSFORM);
        assertThat(PaintedRange.of(graph, "y")).isEmpty();
    }

    @Test
    void anEndThatNothingBoundsTellsNothing() {
        assertThat(PaintedRange.of(bent("Relu", 255, 0), "y")).isEmpty();
        assertThat(PaintedRange.of(repeating(1, 2, -1), "y")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"Tanh, 1, TRANSFORM", "Sigmoid, 255, TRANSFORM", "Sigmoid, 1, SEGMENTATION", "Relu, 1, SEGMENTATION"})
    void paintingsAreToldFromScores(String bend, float factor, Task task) {
        assertThat(Model.of(bent(bend, factor, 0)).card().task()).isEqualTo(task);
    }

    @Test
    void whereBothArePossibleTheCardSaysSo() {
        Card card = Model.of(bent("Relu", 1, 0)).card();

        assertThat(card.assumptions()).anyMatch(sentence -> sentence.contains("'transform'"));
    }

    @Test
    void aMaskIsNoImage() {
        Graph graph = plain(1, 16, "Conv");
        graph.put("w", Tensor.of(new float[] {1}, 1, 1, 1, 1));
        graph.put("b", Tensor.of(0f));
        Model model = Model.of(conv(graph));
        assertThat(model.card().task()).isEqualTo(Task.SEGMENTATION);
        assertThatThrownBy(() -> ImageTransformer.open(model, Device.CPU))
                .isInstanceOf(FoveaException.class)
                .hasMessage(
                        "The model 'plain' cannot transform: it segments images, as is assumed; if it does not, say what"
                                + " it does with the key 'task' of its card.");
    }
}
