package io.fovea.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.ValueInfo;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the sizes of outputs tell of detectors. An image of 640 x 640 has 8,400 cells (80 x 80 + 40 x 40 + 20 x 20), three
 * boxes in each of which are 25,200.
 */
class HeadFormTest {

    @ParameterizedTest
    @CsvSource({
        // Values of a box before the boxes: four of its place, then one for each class.
        "640, 1 84 8400, YOLOV8, 80",
        "640, 1 5 8400, YOLOV8, 1",
        "640, 1 4 8400, , ",
        "640, 1 84 8401, , ",
        // Boxes before their values: four of the place, one that there is something, then one for each class.
        "640, 1 25200 85, YOLOV5, 80",
        "640, 1 25200 6, YOLOV5, 1",
        "640, 1 25200 5, , ",
        "640, 1 25201 85, , ",
        "640, 1 8400 6, YOLOX, 1",
        "640, 1 8400 5, , ",
        // Boxes that were sorted already: place, score and class, maybe the number of the image in front.
        "640, 1 300 6, NMS, -1",
        "640, 1 300 7, NMS, -1",
        "640, 1 300 8, , ",
        "640, 300 6, , ",
        // An image of two or six cells is no detector's, whatever its outputs' sizes are.
        "8, 1 2 8, , ",
        "16, 1 6 8, , ",
        "32, 1 21 8, YOLOX, 3"
    })
    void sizesTellHowManyClassesThereAre(int side, String sizes, DetectorHead head, Long classes) {
        assertThat(of(graph(side, sizes)).map(HeadForm::head)).isEqualTo(Optional.ofNullable(head));
        assertThat(of(graph(side, sizes)).map(HeadForm::classes)).isEqualTo(Optional.ofNullable(classes));
    }

    @ParameterizedTest
    @CsvSource({"6, true", "7, true", "5, false", "8, false"})
    void boxesThatTheNetworkSortedMayBeAnyNumber(int width, boolean boxes) {
        Graph graph = graph(640, "-1 " + width);
        graph.append(Node.of("NonMaxSuppression", List.of("r0"), "kept"));

        assertThat(of(graph).map(HeadForm::head)).isEqualTo(boxes ? Optional.of(DetectorHead.NMS) : Optional.empty());
    }

    /** 4 + 2 + 32 values: what is behind the two classes are coefficients of 32 planes of a quarter of the image. */
    @ParameterizedTest
    @CsvSource({
        "1 38 8400, 1 32 160 160, 2",
        "1 37 8400, 1 32 160 160, 1",
        "1 36 8400, 1 32 160 160, 32",
        "1 38 8400, 1 32 80 160, 34",
        "1 38 8400, 1 32 160 80, 34",
        "1 38 8400, 32 160 160, 34",
        "1 38 8400, 1 -1 160 160, 34"
    })
    void coefficientsOfPlanesAreNoClasses(String values, String planes, long classes) {
        assertThat(of(graph(640, values, planes)).map(HeadForm::classes)).hasValue(classes);
    }

    /** Metadata of two names: four values and two. */
    @ParameterizedTest
    @CsvSource({
        "1 6 -1, YOLOV8, 2",
        "1 6 7, YOLOV8, 2",
        "1 6 6, NMS, -1",
        "1 5 6, NMS, -1",
        "1 7 100, YOLOV8, 2",
        "1 -1 7, YOLOV5, 2",
        "1 12 7, YOLOV5, 2"
    })
    void namesTellWhereTheClassesEnd(String sizes, DetectorHead head, long classes) {
        Graph graph = named(graph(-1, sizes));

        assertThat(of(graph).map(HeadForm::head)).hasValue(head);
        assertThat(of(graph).map(HeadForm::classes)).hasValue(classes);
    }

    @Test
    void whatIsBehindTheClassesIsDoubtedUnlessSomethingTellsOfIt() {
        String doubt = "The 32 values behind the classes, of masks, points or angles, are not read; boxes are.";
        Graph points = named(graph(-1, "1 38 8400"));
        assertThat(of(points).flatMap(HeadForm::doubt)).hasValue(doubt);
        points.metadata().put("kpt_shape", "[16, 2]");
        assertThat(of(points).flatMap(HeadForm::doubt)).isEmpty();

        assertThat(of(named(graph(-1, "1 38 8400", "1 32 -1 -1"))).flatMap(HeadForm::doubt))
                .isEmpty();
        assertThat(of(named(graph(-1, "1 38 8400", "1 31 -1 -1"))).flatMap(HeadForm::doubt))
                .hasValue(doubt);
        assertThat(of(named(graph(-1, "1 38 8400", "1 32 160"))).flatMap(HeadForm::doubt))
                .hasValue(doubt);
        assertThat(of(named(graph(-1, "1 6 8400"))).flatMap(HeadForm::doubt)).isEmpty();
        assertThat(of(graph(640, "1 84 8400")).flatMap(HeadForm::doubt)).isEmpty();
    }

    /** YOLOX leaves its boxes in cells, and turns its answer last; whoever takes exponentials made pixels of them. */
    @Test
    void cellsAndPixelsAreToldApart() {
        Graph turned = graph(416, "1 3549 85");
        Graph decoded = turned.copy();
        decoded.append(Node.of("Exp", List.of("x"), "e"));
        Graph plain = turned.copy();
        Node last = plain.producer("y0").orElseThrow();
        plain.replace(last, Node.of("Identity", last.inputs(), "y0"));

        assertThat(of(turned).map(HeadForm::head)).hasValue(DetectorHead.YOLOX);
        assertThat(of(turned).flatMap(HeadForm::doubt).orElseThrow()).contains("read as cells of a grid");
        for (Graph graph : List.of(decoded, plain)) {
            assertThat(of(graph).map(HeadForm::head)).hasValue(DetectorHead.YOLOV5);
            assertThat(of(graph).map(HeadForm::classes)).hasValue(80L);
            assertThat(of(graph).flatMap(HeadForm::doubt).orElseThrow()).contains("read as pixels");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Softmax, Identity, SSD, 2",
        "Sigmoid, Identity, SSD, 3",
        "Sigmoid, Sigmoid, DETR, 3",
        "Identity, Sigmoid, DETR, 2",
        "Identity, Identity, , "
    })
    void scoresAndBoxesTellByTheirEnds(String scores, String boxes, DetectorHead head, Long classes) {
        Graph graph = graph(64, "1 10 4", "1 10 3");
        graph.replace(graph.producer("y0").orElseThrow(), Node.of(boxes, List.of("r0"), "y0"));
        graph.replace(graph.producer("y1").orElseThrow(), Node.of(scores, List.of("r1"), "y1"));

        assertThat(of(graph).map(HeadForm::head)).isEqualTo(Optional.ofNullable(head));
        assertThat(of(graph).map(HeadForm::classes)).isEqualTo(Optional.ofNullable(classes));
        assertThat(of(graph).map(HeadForm::output)).isEqualTo(Optional.ofNullable(head == null ? null : "y1"));
    }

    @ParameterizedTest
    @CsvSource({"1 9 4, 1 9 3", "1 10 4, 1 11 3", "1 10 5, 1 10 3", "1 10 4, 1 10 -1", "1 10 4, 1 10 4"})
    void othersAreNoPairs(String boxes, String scores) {
        Graph graph = graph(64, boxes, scores);
        graph.replace(graph.producer("y1").orElseThrow(), Node.of("Softmax", List.of("r1"), "y1"));

        assertThat(of(graph)).isEmpty();
    }

    @Test
    void yunetIsKnownByItsNames() {
        Graph graph = graph(320, "1 1600 1", "1 1600 4");
        graph.append(Node.of("Identity", List.of("y1"), "bbox_8"));
        graph.expose("bbox_8");

        assertThat(of(graph).map(HeadForm::head)).hasValue(DetectorHead.YUNET);
        assertThat(of(graph).map(HeadForm::output)).hasValue("y0");
        assertThat(of(graph).map(HeadForm::classes)).hasValue(1L);
    }

    /** Whoever tells which head there is knows better; how many classes there are, the widest output tells. */
    @ParameterizedTest
    @CsvSource({
        "YOLOV8, 1 84 8400, 80",
        "YOLOV8, 1 84 777, 80",
        "YOLOV5, 1 10 85, 80",
        "YOLOX, 1 10 85, 80",
        "YOLOX, 1 3549 85, 80",
        "YUNET, 1 10 85, 1",
        "NMS, 1 10 85, -1",
        "SSD, 1 10 85, -1",
        "YOLOV5, 10 85, -6"
    })
    void ofAHeadThatIsToldTheClassesAreCounted(DetectorHead head, String sizes, long classes) {
        Graph graph = graph(640, sizes, "1 3 7");

        if (classes < -1) {
            graph.setOutputs(List.of("y0"));
        }
        assertThat(HeadForm.classes(head, graph, form(graph))).isEqualTo(classes);
    }

    private static Optional<HeadForm> of(Graph graph) {
        return HeadForm.of(graph, form(graph));
    }

    private static InputForm form(Graph graph) {
        return InputForm.of(graph, graph.inputs().get(0));
    }

    private static Graph named(Graph graph) {
        graph.metadata().put("stride", "32");
        graph.metadata().put("task", "detect");
        graph.metadata().put("names", "{0: 'nucleus', 1: 'debris'}");
        return graph;
    }

    /** A network of square images with outputs y0 and so on, each turned at the end, of which only sizes matter. */
    private static Graph graph(int side, String... outputs) {
        Graph graph = Graph.create("foreign", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, 3, side, side)));
        for (int i = 0; i < outputs.length; i++) {
            long[] sizes = Arrays.stream(outputs[i].split(" "))
                    .mapToLong(Long::parseLong)
                    .toArray();
            graph.append(Node.of("Relu", List.of("x"), "r" + i));
            graph.append(Node.of("Transpose", List.of("r" + i), "y" + i, Attributes.NONE));
            graph.addOutput(new ValueInfo("y" + i, ElementType.FLOAT, Shape.of(sizes)));
        }
        return graph;
    }
}
