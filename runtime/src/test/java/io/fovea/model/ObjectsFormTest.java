package io.fovea.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Outputs that tell objects apart are known by what they are together. */
class ObjectsFormTest {

    @ParameterizedTest
    @CsvSource({
        "32, Relu, 16, STARDIST",
        "8, Relu, 16, STARDIST",
        "7, Relu, 16, NONE",
        "32, Sigmoid, 16, NONE",
        "32, Relu, 15, NONE"
    })
    void aProbabilityBesideDistancesIsOfStars(int rays, String end, int side, DetectorHead head) {
        Graph graph = network();
        conv(graph, "p", 1);
        conv(graph, "d", rays);
        answer(graph, "Sigmoid", "p", "probability", 1, 16, 16);
        answer(graph, end, "d", "distances", rays, 16, side);

        Card card = Card.of(graph);

        assertThat(card.head()).isEqualTo(head);
        if (head == DetectorHead.STARDIST) {
            assertThat(card.activation()).isEqualTo(OutputValues.INDEPENDENT_PROBABILITIES);
        }
    }

    @ParameterizedTest
    @CsvSource({"8, true, STARDIST", "7, true, NONE", "8, false, NONE"})
    void bothMayBeJoinedProbabilityFirst(int rays, boolean first, DetectorHead head) {
        Graph graph = network();
        conv(graph, "p", 1);
        conv(graph, "d", rays);
        graph.append(Node.of("Sigmoid", List.of("p"), "probability"));
        List<String> parts = first ? List.of("probability", "d") : List.of("d", "probability");
        graph.append(Node.of("Concat", parts, "y", Attributes.NONE.with("axis", 1)));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.of(1, rays + 1, -1, -1)));

        assertThat(Card.of(graph).head()).isEqualTo(head);
    }

    @ParameterizedTest
    @CsvSource({
        "Cellpose3, 3, '', 0, CELLPOSE",
        "net, 3, made by CELLPOSE, 0, CELLPOSE",
        "net, 3, '', 256, CELLPOSE",
        "net, 3, '', 255, NONE",
        "net, 3, '', 0, NONE",
        "cellpose, 2, '', 0, NONE",
        "cellpose, 4, '', 0, NONE"
    })
    void flowsAreKnownByTheirNameOrTheirStyle(String name, int channels, String note, int style, DetectorHead head) {
        Graph graph = network(name);
        graph.metadata().put("note", note);
        conv(graph, "f", channels);
        graph.append(Node.of("Identity", List.of("f"), "y"));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.of(1, channels, -1, -1)));
        if (style > 0) {
            conv(graph, "s", style);
            graph.append(Node.of("GlobalAveragePool", List.of("s"), "pooled"));
            graph.append(Node.of("Flatten", List.of("pooled"), "style"));
            graph.addOutput(new ValueInfo("style", ElementType.FLOAT, Shape.of(1, style)));
        }

        assertThat(Card.of(graph).head()).isEqualTo(head);
        if (head == DetectorHead.CELLPOSE) {
            assertThat(Card.of(graph).activation()).isNotEqualTo(OutputValues.INDEPENDENT_PROBABILITIES);
        }
    }

    /** The larger of the two outputs' reaches is the halo: three pixels, of 3 by 3 and then 5 by 5. */
    @Test
    void tilesOverlapByWhatEitherOutputSees() {
        Graph graph = network();
        conv(graph, "p", 1);
        graph.append(Node.of("Sigmoid", List.of("p"), "probability"));
        graph.addOutput(new ValueInfo("probability", ElementType.FLOAT, Shape.of(1, 1, -1, -1)));
        conv(graph, "d", 8);
        graph.put("wide", Tensor.of(new float[8 * 8 * 25], 8, 8, 5, 5));
        graph.append(
                Node.of("Conv", List.of("d", "wide"), "distances", Attributes.NONE.withIntegers("pads", 2, 2, 2, 2)));
        graph.addOutput(new ValueInfo("distances", ElementType.FLOAT, Shape.of(1, 8, -1, -1)));

        Card card = Card.of(graph);

        assertThat(card.head()).isEqualTo(DetectorHead.STARDIST);
        assertThat(card.input())
                .isEqualTo(Input.tiled(io.fovea.image.Color.GRAY, 3, 1)
                        .withNormalisation(card.input().normalisation()));
    }

    private static Graph network() {
        return network("net");
    }

    private static Graph network(String name) {
        Graph graph = Graph.create(name, 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, 1, -1, -1)));
        return graph;
    }

    private static void conv(Graph graph, String output, int channels) {
        graph.put(output + "_w", Tensor.of(new float[channels * 9], channels, 1, 3, 3));
        graph.append(
                Node.of("Conv", List.of("x", output + "_w"), output, Attributes.NONE.withIntegers("pads", 1, 1, 1, 1)));
    }

    private static void answer(Graph graph, String op, String value, String name, long... sizes) {
        graph.append(Node.of(op, List.of(value), name));
        graph.addOutput(new ValueInfo(name, ElementType.FLOAT, Shape.of(1, sizes[0], sizes[1], sizes[2])));
    }
}
