package io.fovea.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.FoveaException;
import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
    @TempDir
    private Path folder;

    private static Graph ending(String last, int count) {
        Graph graph = ForeignNets.classifier(3, 64, count);
        if (!last.isEmpty()) {
            graph.setOutputs(List.of());
            graph.append(Node.of(last, List.of("y"), "z", Attributes.NONE.with("axis", 1)));
            graph.addOutput(new ValueInfo("z", ElementType.FLOAT, Shape.of(1, count)));
        }
        return graph;
    }

    @ParameterizedTest
    @CsvSource({
        "'', 1, MEASURE",
        "Relu, 1, MEASURE",
        "Softmax, 1, MEASURE",
        "Sigmoid, 1, CLASSIFICATION",
        "'', 2, CLASSIFICATION",
        "'', 10, CLASSIFICATION",
        "'', 64, CLASSIFICATION",
        "'', 128, MEASURE",
        "'', 512, MEASURE",
        "Tanh, 2048, MEASURE",
        "Softmax, 512, CLASSIFICATION",
        "LogSoftmax, 512, CLASSIFICATION",
        "Sigmoid, 512, CLASSIFICATION",
        "LpNormalization, 100, MEASURE",
        "'', 101, CLASSIFICATION",
        "'', 1000, CLASSIFICATION",
        "'', 1001, CLASSIFICATION",
        "'', 11703, MEASURE",
        "'', 21843, CLASSIFICATION",
    })
    void areToldFromScoresOfClasses(String last, int count, Task task) {
        Card card = Card.of(ending(last, count));

        assertThat(card.task()).isEqualTo(task);
        if (task == Task.MEASURE) {
            assertThat(card.activation()).isEqualTo(OutputValues.VALUES);
            assertThat(card.labels()).isEmpty();
        }
    }

    /** As PyTorch writes an embedding of unit length. */
    @Test
    void aLengthThatIsDividedByNeedsNoDoubt() {
        Graph graph = ForeignNets.classifier(3, 64, 100);
        graph.setOutputs(List.of());
        graph.append(Node.of(
                "ReduceL2",
                List.of("y"),
                "l",
                Attributes.NONE.withIntegers("axes", 1).with("keepdims", 1)));
        graph.put("least", Tensor.scalar(1e-12f));
        graph.append(Node.of("Clip", List.of("l", "least"), "k"));
        graph.put("size", Tensor.of(new long[] {1, 100}, 2));
        graph.append(Node.of("Expand", List.of("k", "size"), "e"));
        graph.append(Node.of("Div", List.of("y", "e"), "z"));
        graph.addOutput(new ValueInfo("z", ElementType.FLOAT, Shape.of(1, 100)));

        Model model = Model.of(graph);

        assertThat(model.card().task()).isEqualTo(Task.MEASURE);
        assertThat(model.assumed()).noneMatch(fact -> fact.startsWith("task"));
    }

    @Test
    void whatIsAssumedIsSaidInASentence() {
        Model one = Model.of(ending("", 1));

        assertThat(one.card().assumptions())
                .contains("The one number of an answer is read as a measurement, not as scores of classes; if they are"
                        + " those, the card's task is 'classification'.");
        assertThat(one.warning().orElseThrow()).contains(": task=measure, pixels=0..255, color=rgb are assumed");
        assertThat(Card.of(ending("", 512)).assumptions())
                .contains(
                        "The 512 numbers of an answer are read as a measurement, not as scores of classes; if they are"
                                + " those, the card's task is 'classification'.");
        assertThat(Card.of(ending("", 4)).assumptions())
                .contains("The labels of the classes are not recorded; numbers from 0 are used; if the numbers of an"
                        + " answer are no scores of classes, the card's task is 'measure'.");
    }

    @Test
    void namesMakeClassesOfThem() throws IOException {
        Path file = folder.resolve("net.onnx");
        ending("", 128).write(file);
        Files.writeString(folder.resolve("labels.txt"), "a\n".repeat(127) + "b\n");
        Model one = Model.of(ending("", 1));

        assertThat(Model.read(file).card().task()).isEqualTo(Task.CLASSIFICATION);
        assertThat(one.with(CardFacts.NONE.with("labels", "cat,dog")).card().task())
                .isEqualTo(Task.CLASSIFICATION);
        assertThat(one.with(CardFacts.NONE.with("labels", "age")).card().task()).isEqualTo(Task.MEASURE);
        assertThat(one.with(CardFacts.NONE.with("task", "classification"))
                        .card()
                        .activation())
                .isEqualTo(OutputValues.INDEPENDENT_LOGITS);
    }

    /** The tokens of a transformer, as many rows as there are, are no images. */
    @Test
    void rowsOfManyThingsAreNoVector() {
        Graph graph = ForeignNets.classifier(3, 64, 768);
        graph.setOutputs(List.of());
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.of(196, 768)));

        assertThat(Card.of(graph).task()).isEqualTo(Task.OTHER);
        assertThat(Card.of(graph).assumptions().get(0)).contains("its output 'y' of shape (196, 768) is neither");
    }

    @Test
    void severalImagesAtOnceAreMoreThanThereIs() {
        Graph graph = Graph.create("batch", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(8, 3, 64, 64)));
        ForeignNets.head(graph, "x", 3, 2);

        assertThat(Card.of(graph).task()).isEqualTo(Task.OTHER);
        assertThat(Card.of(graph).assumptions().get(0)).contains("its input 'x' takes 8 images at once");
    }

    @Test
    void valuesAreNoScores() {
        assertThatThrownBy(() -> Model.of(ending("", 3)).with(CardFacts.NONE.with("activation", "values")))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("contradicts itself: activation 'values' is for models that have no scores");
    }
}
