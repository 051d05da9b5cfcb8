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
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Detectors are known by the shapes of what they answer with. */
class DetectorsTest {

    @ParameterizedTest
    @CsvSource({
        "640, 25200, 85, yolov5, 80",
        "640, 84, 8400, yolov8, 80",
        "416, 3549, 85, yolox, 80",
        "416, 7, 3549, yolov8, 3",
        "640, 300, 6, nms, 0",
        "640, 100, 7, nms, 0",
        "1280, 102000, 6, yolov5, 1"
    })
    void oneOutputIsKnownByItsSizes(int side, int first, int last, String head, int classes) {
        Card card = Card.of(detector(side, first, last));

        assertThat(card.task()).isEqualTo(Task.DETECTION);
        assertThat(CardKey.word(card.head())).isEqualTo(head);
        assertThat(card.labels()).hasSize(classes == 80 ? 80 : 0);
        assertThat(card.input().fit()).isEqualTo(Fit.LETTERBOX);
    }

    @Test
    void cocosNamesHaveCocosNumbers() {
        List<String> labels = Card.of(detector(416, 3549, 85)).labels();

        assertThat(labels.get(0)).isEqualTo("person");
        assertThat(labels.get(15)).isEqualTo("cat");
        assertThat(labels.get(16)).isEqualTo("dog");
        assertThat(labels.get(41)).isEqualTo("cup");
        assertThat(labels.get(79)).isEqualTo("toothbrush");
    }

    @Test
    void yoloxWantsBlueFirstAndSaysThatThisIsAssumed() {
        Card card = Card.of(detector(416, 3549, 85));

        assertThat(card.input().color()).isEqualTo(Color.BGR);
        assertThat(card.input().scale()).isEqualTo(1);
        assertThat(card.assumptions())
                .anyMatch(sentence -> sentence.contains("cells of a grid"))
                .contains(
                        "The order of the colour channels is not recorded; what is usual for such detectors is assumed.",
                        "The scale of the input is not recorded; what is usual for such detectors is assumed.");
        assertThat(Card.of(detector(640, 84, 8400)).input().scale()).isEqualTo(1 / 255f);
    }

    @Test
    void manyTokensAreNoBoxes() {
        assertThat(Card.of(detector(224, 197, 768)).task()).isEqualTo(Task.OTHER);
        assertThat(Card.of(detector(640, 84, 8401)).task()).isEqualTo(Task.OTHER);
    }

    @Test
    void whatIsToldDecides() {
        Graph graph = detector(416, 3549, 85);
        Card card = Understanding.of(graph, Optional.empty(), CardFacts.NONE.with("head", "yolov5"))
                .card();

        assertThat(card.head()).isEqualTo(DetectorHead.YOLOV5);
        assertThat(card.labels()).hasSize(80);
        assertThat(card.assumptions()).noneMatch(sentence -> sentence.contains("cells of a grid"));
    }

    @Test
    void metadataNameTheClassesOfADetectorOfAnySize() {
        Graph graph = detector(-1, 39, -1);
        graph.metadata().put("stride", "32");
        graph.metadata().put("names", "{0: 'nucleus', 1: 'debris', 2: 'cell'}");
        graph.metadata().put("task", "segment");
        graph.metadata().put("imgsz", "[320, 512]");
        Card card = Card.of(graph);

        assertThat(card.head()).isEqualTo(DetectorHead.YOLOV8);
        assertThat(card.labels()).containsExactly("nucleus", "debris", "cell");
        assertThat(card.input().height()).hasValue(320);
        assertThat(card.input().width()).hasValue(512);
        assertThat(card.assumptions())
                .containsExactly(
                        "The 32 values behind the classes, of masks, points or angles, are not read; boxes are.");
    }

    @Test
    void aSizeOfNothingIsNotRecorded() {
        Graph graph = detector(-1, 7, -1);
        graph.metadata().put("stride", "32");
        graph.metadata().put("names", "{0: 'nucleus', 1: 'debris', 2: 'cell'}");
        graph.metadata().put("imgsz", "[0, 512]");

        Card card = Card.of(graph);

        assertThat(card.head()).isEqualTo(DetectorHead.YOLOV8);
        assertThat(card.input().height()).hasValue(640);
        assertThat(card.input().width()).hasValue(640);
    }

    @Test
    void boxesThatAreTurnedAreNotTakenForOthers() {
        Graph graph = detector(1024, 20, 21504);
        graph.metadata().put("task", "obb");

        assertThat(Card.of(graph).task()).isEqualTo(Task.OTHER);
    }

    @ParameterizedTest
    @CsvSource({"Softmax, ssd, 2", "Sigmoid, ssd, 3"})
    void scoresAndBoxesArePairs(String end, String head, int classes) {
        Card card = Card.of(pair(end, "Identity", 3));

        assertThat(card.task()).isEqualTo(Task.DETECTION);
        assertThat(CardKey.word(card.head())).isEqualTo(head);
        assertThat(card.input().fit()).isEqualTo(Fit.RESIZE);
        assertThat(card.activation())
                .isEqualTo(classes == 2 ? OutputValues.PROBABILITIES : OutputValues.INDEPENDENT_PROBABILITIES);
    }

    @Test
    void sortedBoxesMayHaveScoresAndClassesBesideThem() {
        Graph graph = Graph.create("foreign", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, 3, 64, 64)));
        graph.put("b", Tensor.of(new long[] {-1, 4}, 2));
        graph.put("n", Tensor.of(new long[] {-1}, 1));
        graph.append(Node.of("Reshape", List.of("x", "b"), "boxes"));
        graph.append(Node.of("Reshape", List.of("x", "n"), "scores"));
        graph.append(Node.of("Reshape", List.of("x", "n"), "labels"));
        graph.addOutput(new ValueInfo("boxes", ElementType.FLOAT, Shape.of(-1, 4)));
        graph.addOutput(new ValueInfo("scores", ElementType.FLOAT, Shape.of(-1)));
        graph.addOutput(new ValueInfo("labels", ElementType.FLOAT, Shape.of(-1)));

        assertThat(Card.of(graph).head()).isEqualTo(DetectorHead.NMS);
    }

    @Test
    void aSigmoidOverBoxesIsOfQueries() {
        Card card = Card.of(pair("Identity", "Sigmoid", 2));

        assertThat(card.head()).isEqualTo(DetectorHead.DETR);
        assertThat(card.activation()).isEqualTo(OutputValues.LOGITS);
    }

    /** Three classes and none of them make as many scores as a box has numbers. */
    @Test
    void whereScoresAreAsManyAsNumbersNamesTellThem() {
        Card card = Card.of(pair("Identity", "Sigmoid", 4));

        assertThat(card.head()).isEqualTo(DetectorHead.DETR);
        assertThat(card.activation()).isEqualTo(OutputValues.LOGITS);
    }

    @Test
    void headsAreKeptInCardsAndOnlyDetectorsAreLetterboxed() {
        Graph graph = detector(416, 3549, 85);
        Card.of(graph).writeTo(graph);
        assertThat(Card.of(graph).head()).isEqualTo(DetectorHead.YOLOX);

        CardFacts told = CardFacts.NONE.with("fit", "letterbox");
        Graph classifier = ForeignNets.classifier(3, 64, 7);
        assertThatThrownBy(() -> Understanding.of(classifier, Optional.empty(), told))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("fit 'letterbox' is for models that find objects");
    }

    /** The shapes of a detector, whatever the values. */
    private static Graph detector(int side, int first, int last) {
        Graph graph = Graph.create("foreign", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, 3, side, side)));
        graph.put("shape", Tensor.of(new long[] {1, first, last}, 3));
        graph.append(Node.of("Reshape", List.of("x", "shape"), "r"));
        graph.append(Node.of("Transpose", List.of("r"), "y", Attributes.NONE.withIntegers("perm", 0, 1, 2)));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.of(1, first, last)));
        return graph;
    }

    private static Graph pair(String scores, String boxes, int width) {
        Graph graph = Graph.create("foreign", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, 3, 64, 64)));
        graph.put("s", Tensor.of(new long[] {1, -1, width}, 3));
        graph.put("b", Tensor.of(new long[] {1, -1, 4}, 3));
        graph.append(Node.of("Reshape", List.of("x", "s"), "t"));
        graph.append(Node.of("Reshape", List.of("x", "b"), "c"));
        graph.append(Node.of(scores, List.of("t"), "scores"));
        graph.append(Node.of(boxes, List.of("c"), "boxes"));
        graph.addOutput(new ValueInfo("scores", ElementType.FLOAT, Shape.of(1, 100, width)));
        graph.addOutput(new ValueInfo("boxes", ElementType.FLOAT, Shape.of(1, 100, 4)));
        return graph;
    }
}
