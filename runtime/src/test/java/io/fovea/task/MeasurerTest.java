package io.fovea.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

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
import io.fovea.model.CardFacts;
import io.fovea.model.Input;
import io.fovea.model.Model;
import io.fovea.model.OutputValues;
import io.fovea.model.Task;
import io.fovea.session.Cancellation;
import io.fovea.session.Device;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeasurerTest {
    /** Its mean is 2. */
    private static final Image FOUR = Image.gray8(2, 2, new byte[] {0, 1, 3, 4});

    private static MeasuredValues measured(Model model) {
        try (Measurer measurer = Measurer.open(model, Device.CPU)) {
            return measurer.measure(FOUR, Cancellation.NONE);
        }
    }

    private static Model carded(OutputValues activation, List<String> labels, float... factors) {
        return Model.of(mean(factors))
                .withCard(Card.of("mean", Task.MEASURE, labels, Input.resized(2, 2, Color.GRAY), activation));
    }

    @Test
    void aRegressionGivesItsNumberAndNoProbability() {
        Model model = Model.of(mean(20.5f));

        MeasuredValues result = measured(model);

        assertThat(model.card().task()).isEqualTo(Task.MEASURE);
        assertThat(result.names()).containsExactly("value");
        assertThat(result.values()).containsExactly(41f);
        assertThat(result.seconds()).isPositive();
        assertThatThrownBy(() -> Classifier.open(model, Device.CPU))
                .isInstanceOf(FoveaException.class)
                .hasMessage(
                        "The model 'mean' cannot classify: it measures images, as is assumed; if it does not, say what it"
                                + " does with the key 'task' of its card.");
    }

    @Test
    void numbersHaveTheNamesOfTheCardOrTheirPlaces() {
        assertThat(measured(carded(OutputValues.VALUES, List.of("age", "height"), 3, -1)))
                .satisfies(result -> assertThat(result.names()).containsExactly("age", "height"))
                .satisfies(result -> assertThat(result.values()).containsExactly(6f, -2f));
        assertThat(measured(carded(OutputValues.VALUES, List.of(), 3, -1)).names())
                .containsExactly("value_0", "value_1");
        assertThat(measured(carded(OutputValues.VALUES, List.of("x", "x"), 3, -1))
                        .names())
                .containsExactly("x", "x (1)");
    }

    /** 3-4-5: 6 and -8 are of length 10. */
    @Test
    void embeddingsAreMadeOfUnitLength() {
        MeasuredValues result = measured(carded(OutputValues.VALUES, List.of(), 3, -4));

        assertThat(result.length()).isEqualTo(10);
        assertThat(result.ofUnitLength().values()).containsExactly(0.6f, -0.8f);
        assertThat(measured(carded(OutputValues.VALUES, List.of(), 0, 0))
                        .ofUnitLength()
                        .values())
                .containsExactly(0f, 0f);
        Outcome outcome = Jobs.MEASURE.outcome(result, FOUR, JobSettings.USUAL.with(MeasureJob.UNIT_LENGTH, 1));
        assertThat(outcome.findings().number("value_0").orElseThrow()).isEqualTo(0.6);
    }

    @Test
    void labelsOfWhichSeveralApplyHaveAProbabilityEach() {
        MeasuredValues result = measured(carded(OutputValues.INDEPENDENT_LOGITS, List.of("round", "bright"), 0.5f, -1));

        assertThat(result.names()).containsExactly("round", "bright");
        assertThat(result.values().get(0)).isCloseTo((float) (1 / (1 + Math.exp(-1))), within(1e-6f));
        assertThat(result.values().get(1)).isCloseTo((float) (1 / (1 + Math.exp(2))), within(1e-6f));
    }

    @Test
    void aClassifierGivesTheProbabilityOfEachClass() {
        Card card = Card.of(
                "mean",
                Task.CLASSIFICATION,
                List.of("cat", "dog"),
                Input.resized(2, 2, Color.GRAY),
                OutputValues.LOGITS);

        MeasuredValues two = measured(Model.of(mean(1, 2)).withCard(card));
        MeasuredValues one = measured(Model.of(mean(1)).withCard(card));

        assertThat(two.names()).containsExactly("cat", "dog");
        assertThat(two.values().get(1)).isCloseTo((float) (1 / (1 + Math.exp(-2))), within(1e-6f));
        assertThat(one.names()).containsExactly("cat", "dog");
        assertThat(one.values().get(1)).isCloseTo((float) (1 / (1 + Math.exp(-2))), within(1e-6f));
    }

    @Test
    void smallNumbersKeepTheirDigits() {
        Outcome outcome = Jobs.MEASURE.outcome(
                new MeasuredValues(List.of("a", "b", "c"), List.of(1.25e-9f, 300f, 0f), 0), FOUR, JobSettings.USUAL);

        assertThat(outcome.findings().rows().get(0)).hasToString("[1.25E-9, 300, 0]");
    }

    @Test
    void wrongNumbersOfLabelsAndValuesThatAreNoNumbersAreErrors() {
        assertThatThrownBy(() -> measured(carded(OutputValues.VALUES, List.of("a"), 1, 2)))
                .isInstanceOf(FoveaException.class)
                .hasMessage("The card of 'mean' has 1 labels, but the model answers with 2 scores.");
        assertThatThrownBy(() -> measured(carded(OutputValues.VALUES, List.of(), Float.POSITIVE_INFINITY)))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("answers with values that are no numbers");
        assertThatThrownBy(() -> Measurer.open(Nets.thresholdTrimap(), Device.CPU))
                .hasMessage("The model 'threshold-trimap' cannot measure: it segments images.");
    }

    /** A classifier that answers with rows of many things says so, rather than number thousands of classes. */
    @Test
    void anAnswerOfAnotherShapeIsNoVectorOfScores() {
        Graph graph = Graph.create("rows", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, 1, 2, 2)));
        graph.put("shape", Tensor.of(new long[] {2, 2}, 2));
        graph.append(Node.of("Reshape", List.of("x", "shape"), "y"));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.of(-1, 2)));
        Model model = Model.of(graph);
        assertThat(model.card().task()).isEqualTo(Task.CLASSIFICATION);

        try (Classifier classifier = Classifier.open(model, Device.CPU)) {
            assertThatThrownBy(() -> classifier.classify(FOUR, Cancellation.NONE))
                    .isInstanceOf(FoveaException.class)
                    .hasMessageStartingWith(
                            "The model 'rows' answers with the shape [2, 2]; a score for each class has");
        }
        Model told = model.with(CardFacts.NONE.with("task", "measure"));
        assertThat(measured(told).values()).containsExactly(0f, 1f, 3f, 4f);
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
