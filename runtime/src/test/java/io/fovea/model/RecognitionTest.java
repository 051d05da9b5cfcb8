package io.fovea.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the shape of an output says of what a model is for, where it has no card. */
class RecognitionTest {

    @ParameterizedTest(name = "{0} to {1}: {2}")
    @CsvSource({
        // A score for each class, wherever the classes lie.
        "1 3 64 48,  1 10,        CLASSIFICATION",
        "1 3 64 48,  1 -1,        CLASSIFICATION",
        "1 3 64 48,  1 10 1 1,    CLASSIFICATION",
        "1 3 64 48,  1 1 1 10,    CLASSIFICATION",
        "1 3 64 48,  1 0,         OTHER",
        "1 3 64 48,  10,          OTHER",
        "1 3 64 48,  1 10 5,      OTHER",
        // One for each class and pixel, or for every few up to 32.
        "1 3 64 48,  1 5 64 48,   SEGMENTATION",
        "1 3 64 48,  1 5 -1 -1,   SEGMENTATION",
        "1 3 64 48,  1 5 2 2,     SEGMENTATION",
        "1 3 64 48,  1 5 1 2,     OTHER",
        "1 3 64 48,  1 5 2 1,     OTHER",
        "1 3 64 48,  1 5 65 48,   OTHER",
        "1 3 64 48,  1 5 64 49,   OTHER",
        "1 3 -1 -1,  1 5 7 9,     SEGMENTATION",
        "1 64 48 3,  1 64 48 5,   SEGMENTATION",
        "1 64 48 3,  1 5 64 48,   OTHER",
        // More pixels than the image has, grey or in colour.
        "1 3 64 48,  1 3 128 96,  TRANSFORM",
        "1 3 64 48,  1 1 128 96,  TRANSFORM",
        "1 3 64 48,  1 5 128 96,  OTHER",
        "1 3 64 48,  1 2 128 96,  OTHER",
        "1 3 64 48,  1 3 128 48,  OTHER",
        "1 3 64 48,  1 3 64 96,   OTHER",
        "1 64 48 3,  1 128 96 3,  TRANSFORM",
    })
    void shapesTellTheTask(String input, String output, Task task) {
        assertThat(Card.of(graph(input, output, ElementType.FLOAT)).task()).isEqualTo(task);
    }

    @Test
    void wholeNumbersAreNoScores() {
        assertThat(Card.of(graph("1 3 64 48", "1 10", ElementType.INT64)).task())
                .isEqualTo(Task.OTHER);
    }

    /** One score for each pixel is that of a sigmoid: a softmax over one class would say 1. One number alone is none. */
    @ParameterizedTest
    @CsvSource({"1 1, VALUES", "1 2, LOGITS", "1 1 64 48, INDEPENDENT_LOGITS", "1 4 64 48, LOGITS"})
    void oneScoreIsOneByItself(String output, OutputValues values) {
        assertThat(Card.of(graph("1 3 64 48", output, ElementType.FLOAT)).activation())
                .isEqualTo(values);
    }

    @ParameterizedTest
    @CsvSource({
        "1 3 64 48,  48, 64, ''",
        "1 3 -1 -1,  224, 224, 'The model takes images of any size; 224x224 is assumed.'",
        "1 3 64 -1,  224, 64, 'The model takes images of any size; 224x64 is assumed.'",
        "1 3 -1 48,  48, 224, 'The model takes images of any size; 48x224 is assumed.'",
    })
    void classifiersOfAnySizeAreGivenTheUsualOne(String input, int width, int height, String assumption) {
        Card card = Card.of(graph(input, "1 10", ElementType.FLOAT));

        assertThat(card.input().width()).hasValue(width);
        assertThat(card.input().height()).hasValue(height);
        assertThat(card.input().fit()).isEqualTo(Fit.RESIZE);
        assertThat(String.join("|", card.assumptions()).contains("any size")).isEqualTo(!assumption.isEmpty());
        if (!assumption.isEmpty()) {
            assertThat(card.assumptions()).contains(assumption);
        }
    }

    /** A tile of a fixed size must have a pixel inside its halo: 65 less twice 32 is one. */
    @ParameterizedTest
    @CsvSource({"64, 63, TILE, 31", "64, 65, RESIZE, 0", "65, 65, TILE, 32", "65, 67, RESIZE, 0", "-1, 65, TILE, 32"})
    void paintersOfOneSizeAreTiledWhereATileHasAnInside(int side, int kernel, Fit fit, int halo) {
        Graph graph = Graph.create("painter", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, 1, side, side)));
        graph.put("w", Tensor.of(new float[kernel * kernel], 1, 1, kernel, kernel));
        int pad = kernel / 2;
        graph.append(Node.of("Conv", List.of("x", "w"), "a", Attributes.NONE.withIntegers("pads", pad, pad, pad, pad)));
        graph.append(Node.of("Tanh", List.of("a"), "y"));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.of(1, 1, side, side)));

        Card card = Card.of(graph);

        assertThat(card.task()).isEqualTo(Task.TRANSFORM);
        assertThat(card.input().fit()).isEqualTo(fit);
        assertThat(card.input().halo()).isEqualTo(halo);
        assertThat(card.input().width()).isEqualTo(side < 0 ? OptionalInt.empty() : OptionalInt.of(side));
    }

    /**
     * Without padding an answer lacks a margin at either side, and only then is a model of one size tiled; of the pixel in
     * its corner a kernel of 7 sees 6 further ones. One of 31 leaves nothing inside a halo of 30.
     */
    @ParameterizedTest
    @CsvSource({
        "32, 7, 7, 26, 26, TILE, 6",
        "32, 1, 1, 32, 32, RESIZE, 0",
        "32, 2, 2, 31, 31, RESIZE, 0",
        "32, 7, 1, 26, 32, RESIZE, 0",
        "32, 15, 15, 18, 18, TILE, 14",
        "33, 17, 17, 17, 17, TILE, 16",
        "32, 7, 7, -1, -1, RESIZE, 0",
        "32, 31, 31, 2, 2, RESIZE, 0",
        "-1, 7, 7, -1, -1, TILE, 6"
    })
    void scoresThatLackAMarginAreTiled(int side, int high, int wide, int rows, int columns, Fit fit, int halo) {
        Graph graph = Graph.create("valid", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, 1, side, side)));
        graph.put("w", Tensor.of(new float[5 * high * wide], 5, 1, high, wide));
        graph.append(Node.of("Conv", List.of("x", "w"), "y"));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.of(1, 5, rows, columns)));

        Card card = Card.of(graph);

        assertThat(card.task()).isEqualTo(Task.SEGMENTATION);
        assertThat(card.input().fit()).isEqualTo(fit);
        assertThat(card.input().halo()).isEqualTo(halo);
        assertThat(card.input().isFixed()).isEqualTo(side > 0);
    }

    @ParameterizedTest
    @CsvSource({"3, true", "5, false"})
    void scoresOfAsManyClassesAsChannelsMayBeAnImage(int classes, boolean doubted) {
        Graph graph = Graph.create("scores", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, 3, 64, 48)));
        graph.put("w", Tensor.of(new float[classes * 3], classes, 3, 1, 1));
        graph.append(Node.of("Conv", List.of("x", "w"), "y"));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.of(1, classes, 64, 48)));

        assertThat(Card.of(graph).task()).isEqualTo(Task.SEGMENTATION);
        assertThat(Card.of(graph).assumptions().stream())
                .filteredOn(said -> said.startsWith("The answer is read as scores of classes; if it is an image, the"
                        + " card's task is 'transform'."))
                .hasSize(doubted ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({"1 5 64 48, 5", "1 7, 7", "7, -1", "'', -1"})
    void classesOfPixelsAreCountedAlongTheChannels(String output, long classes) {
        Graph graph = graph("1 3 64 48", output.isEmpty() ? "1 5 64 48" : output, ElementType.FLOAT);
        ValueInfo value = output.isEmpty()
                ? new ValueInfo("none", ElementType.FLOAT, Shape.UNKNOWN)
                : graph.outputs().get(0);
        InputForm form = InputForm.of(graph, graph.inputs().get(0));

        assertThat(new PixelScores().classes(new Candidate(graph, value, form, false)))
                .isEqualTo(classes);
    }

    @Test
    void whatDoesNotDependOnTheImageIsNoAnswer() {
        Graph graph = Graph.create("constant", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, 3, 64, 48)));
        graph.put("c", Tensor.of(new float[10], 1, 10));
        graph.append(Node.of("Relu", List.of("c"), "fixed"));
        graph.addOutput(new ValueInfo("fixed", ElementType.FLOAT, Shape.of(1, 10)));

        Card alone = Card.of(graph);

        assertThat(alone.task()).isEqualTo(Task.OTHER);
        assertThat(alone.assumptions().get(0))
                .isEqualTo("What the model does with images is not known: its output 'fixed' does not depend on the"
                        + " image.");
        graph.append(Node.of("Relu", List.of("x"), "seen"));
        graph.addOutput(new ValueInfo("seen", ElementType.FLOAT, Shape.of(1, 5, 64, 48)));
        assertThat(Card.of(graph).task()).isEqualTo(Task.SEGMENTATION);
        assertThat(Card.of(graph).output()).hasValue("seen");
    }

    private static Graph graph(String input, String output, ElementType type) {
        Graph graph = Graph.create("foreign", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, shape(input)));
        graph.append(Node.of("Relu", List.of("x"), "y"));
        graph.addOutput(new ValueInfo("y", type, shape(output)));
        return graph;
    }

    private static Shape shape(String text) {
        return Shape.of(
                Arrays.stream(text.split(" ")).mapToLong(Long::parseLong).toArray());
    }
}
