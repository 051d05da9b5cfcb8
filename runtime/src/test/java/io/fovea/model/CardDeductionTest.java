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
import io.fovea.image.Color;
import io.fovea.image.Normalisation;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is made of a graph without a card, and what is said of that. */
class CardDeductionTest {
    private static final String UNKNOWN = "What the model does with images is not known: ";

    @Test
    void onlyOneImageIsGiven() {
        Graph two = ForeignNets.classifier(3, 64, 5);
        two.addInput(new ValueInfo("z", ElementType.FLOAT, Shape.of(1, 3, 64, 64)));
        two.append(Node.of("Identity", List.of("z"), "zz"));
        assertThat(Card.of(two).task()).isEqualTo(Task.OTHER);
        assertThat(Card.of(two).assumptions())
                .containsExactly(UNKNOWN + "it takes 2 inputs, and one image is what there is to give.");

        assertThat(Card.of(ofShape(2, 3, 64, 64)).assumptions().get(0))
                .startsWith(UNKNOWN + "its input 'x' takes 2 images at once");
        assertThat(Card.of(ofShape(3, 64, 64)).assumptions().get(0)).contains("not that of an image: four dimensions");
        assertThat(Card.of(ofShape(1, 3, 64, 64)).assumptions()).noneMatch(sentence -> sentence.startsWith(UNKNOWN));
    }

    @ParameterizedTest
    @CsvSource({"16, 16, false", "17, 17, true"})
    void imagesHaveUpToSixteenChannels(int channels, int kept, boolean unknown) {
        Card card = Card.of(ofShape(1, channels, 64, 64));

        assertThat(card.input().channels()).isEqualTo(kept);
        assertThat(card.assumptions().stream().anyMatch(sentence -> sentence.contains("images have 1 to 16")))
                .isEqualTo(unknown);
        assertThat(card.task() == Task.OTHER).isEqualTo(unknown);
    }

    @Test
    void anInputWithoutChannelsIsTakenForAnyImage() {
        Card card = Card.of(ofShape(1, 0, 64, 20));

        assertThat(card.task()).isEqualTo(Task.OTHER);
        assertThat(card.input().channels()).isEqualTo(3);
        assertThat(card.input().isFree()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1, ''", "2, 'What the 2 channels show is not recorded'", "3, 'The order of the colour channels'"})
    void whatIsAssumedOfChannelsIsSaid(int channels, String sentence) {
        List<String> assumptions =
                Card.of(ForeignNets.classifier(channels, 64, 5)).assumptions();

        if (sentence.isEmpty()) {
            assertThat(assumptions).noneMatch(said -> said.contains("channel"));
        } else {
            assertThat(assumptions).anyMatch(said -> said.startsWith(sentence));
        }
    }

    @Test
    void aColourThatDoesNotFitTheChannelsIsNotTaken() {
        assertThat(told(ForeignNets.classifier(3, 64, 5), "color", "bgr")
                        .input()
                        .color())
                .isEqualTo(Color.BGR);
        assertThatThrownBy(() -> told(ForeignNets.classifier(2, 64, 5), "color", "rgb"))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("channels=3 does not fit it, channels=2 would.");
    }

    @ParameterizedTest
    @CsvSource({"UINT8, 0, ''", "INT8, 128, 'The input is of signed bytes'", "FLOAT, 0, 'The scale of the input'"})
    void numbersOfAnInputFollowFromItsType(ElementType type, float mean, String sentence) {
        Graph graph = ForeignNets.classifier(3, 64, 5);
        graph.addInput(new ValueInfo("x", type, Shape.of(1, 3, 64, 64)));

        Card card = Card.of(graph);

        assertThat(card.input().scale()).isEqualTo(1);
        assertThat(card.input().normalisation().mean(0)).isEqualTo(mean);
        assertThat(card.input().normalisation().equals(Normalisation.RAW)).isEqualTo(mean == 0);
        assertThat(card.assumptions().stream().filter(said -> said.contains("pixel values 0..255")))
                .allMatch(said -> !sentence.isEmpty() && said.startsWith(sentence))
                .hasSize(sentence.isEmpty() ? 0 : 1);
    }

    @Test
    void ofOutputsThatAnswerAlikeTheOthersAreNamed() {
        Graph graph = ForeignNets.classifier(3, 64, 5);
        more(graph, "second", 7);
        more(graph, "third", 8);

        assertThat(Card.of(graph).assumptions())
                .contains("The network has several outputs that answer alike: 'y' is taken; say output=second or"
                        + " output=third for another.");
        assertThat(Card.of(graph).output()).hasValue("y");
        assertThat(told(graph, "task", "classification").assumptions()).anyMatch(said -> said.contains("answer alike"));
        assertThat(told(graph, "output", "third").assumptions()).noneMatch(said -> said.contains("answer alike"));
        assertThat(told(graph, "output", "third").output()).hasValue("third");
    }

    @Test
    void whatElseANetworkAnswersIsSaid() {
        Graph graph = ForeignNets.classifier(3, 64, 5);
        graph.append(Node.of("Softmax", List.of("m"), "map", Attributes.NONE.with("axis", 1)));
        graph.addOutput(new ValueInfo("map", ElementType.FLOAT, Shape.of(1, 5, 64, 64)));
        String said = "The output 'y' is taken (classification); there is also 'map' (segmentation), which commands for"
                + " that take by themselves, and output=NAME for all.";

        assertThat(Card.of(graph).assumptions()).contains(said);
        assertThat(Card.of(graph).output()).isEmpty();
        assertThat(told(graph, "task", "classification").assumptions()).contains(said);
        // Whatever has scores of pixels is alike.
        assertThat(told(graph, "task", "trimap").output()).hasValue("map");
    }

    @Test
    void anOutputThatIsEmptyIsNotTold() {
        Graph graph = ForeignNets.classifier(3, 64, 5);
        more(graph, "second", 7);
        assertThat(deduced(graph, CardFacts.NONE.with("output", "")).labels()).isEmpty();
        assertThat(deduced(graph, CardFacts.NONE.with("output", "")).task()).isEqualTo(Task.CLASSIFICATION);
    }

    @Test
    void anOutputThatWasChosenForACommandIsSaid() {
        Graph graph = ForeignNets.classifier(3, 64, 5);
        more(graph, "second", 7);
        CardFacts chosen = CardFacts.NONE.with(CardKey.OUTPUT, "second", Basis.of(Basis.Kind.DEDUCED));

        assertThat(deduced(graph, chosen).assumptions())
                .contains(
                        "Of the network's outputs 'second' is taken, the only one for classification; output=NAME takes"
                                + " another.");
        assertThat(told(graph, "output", "second").assumptions())
                .noneMatch(said -> said.startsWith("Of the network's outputs"));
    }

    @Test
    void outputsThatNobodyKnowsAreSaid() {
        Graph graph = ofShape(-1, -1, -1, -1);
        graph.append(Node.of("Flatten", List.of("p"), "odd"));
        graph.setOutputs(List.of());
        graph.addOutput(new ValueInfo("odd", ElementType.INT64, Shape.of(1, 7)));

        Card card = Card.of(graph);

        assertThat(card.task()).isEqualTo(Task.OTHER);
        assertThat(card.assumptions())
                .anyMatch(said -> said.startsWith(UNKNOWN + "its output 'odd' of shape")
                        && said.endsWith("is neither a score for each class nor one for each class and pixel nor"
                                + " boxes around objects nor an image nor numbers of the image."))
                .anyMatch(said -> said.startsWith("The input's shape does not tell which dimension is colour"));
    }

    /** Of one class there may be two names, for yes and no, or one. */
    @ParameterizedTest
    @CsvSource({"5, 5, true", "5, 4, false", "5, 1, false", "2, 2, true", "1, 2, true", "1, 1, true", "1, 3, false"})
    void labelsFitTheClasses(int classes, int labels, boolean fits) {
        Graph graph = ForeignNets.classifier(3, 64, classes);
        CardFacts facts = CardFacts.NONE
                .with("task", "classification")
                .with(
                        "labels",
                        String.join(",", List.of("a", "b", "c", "d", "e").subList(0, labels)));

        if (fits) {
            assertThat(deduced(graph, facts).labels()).hasSize(labels);
        } else {
            assertThatThrownBy(() -> deduced(graph, facts))
                    .isInstanceOf(FoveaException.class)
                    .hasMessage("The model has " + classes + " classes, but " + labels
                            + (labels == 1 ? " label is" : " labels are") + " given; give one for each.");
        }
    }

    @Test
    void namesMakeClassesOfNumbers() {
        Graph one = ForeignNets.classifier(3, 64, 1);

        assertThat(Card.of(one).task()).isEqualTo(Task.MEASURE);
        assertThat(told(one, "labels", "no,yes").task()).isEqualTo(Task.CLASSIFICATION);
        assertThat(told(one, "labels", "size").task()).isEqualTo(Task.MEASURE);
    }

    private static void more(Graph graph, String name, int classes) {
        graph.put("w_" + name, Tensor.of(new float[classes * 3], classes, 3, 1, 1));
        graph.append(Node.of("Conv", List.of("x", "w_" + name), "m_" + name));
        graph.append(Node.of("GlobalAveragePool", List.of("m_" + name), "p_" + name));
        graph.append(Node.of("Flatten", List.of("p_" + name), name));
        graph.addOutput(new ValueInfo(name, ElementType.FLOAT, Shape.of(1, classes)));
    }

    /** A classifier of five classes for an input of a shape. */
    private static Graph ofShape(long... shape) {
        Graph graph = Graph.create("foreign", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(shape)));
        graph.append(Node.of("GlobalAveragePool", List.of("x"), "p"));
        graph.append(Node.of("Flatten", List.of("p"), "y"));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.of(1, 5)));
        return graph;
    }

    private static Card told(Graph graph, String key, String value) {
        return deduced(graph, CardFacts.NONE.with(key, value));
    }

    private static Card deduced(Graph graph, CardFacts facts) {
        return Understanding.of(graph, Optional.empty(), facts).card();
    }
}
