package io.fovea.model;

import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import java.util.List;

/** Graphs as others leave them: without a card. */
final class ForeignNets {
    private ForeignNets() {}

    /** A classifier of square images; sizes of -1 are free. */
    static Graph classifier(int channels, int size, int classes) {
        Graph graph = Graph.create("foreign", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, channels, size, size)));
        head(graph, "x", channels, classes);
        return graph;
    }

    /** One whose input is first shifted, scaled or normalised by a node with one constant. */
    static Graph beginning(String operator, float... constant) {
        Graph graph = Graph.create("foreign", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, 3, 64, 64)));
        graph.put("c", Tensor.of(constant, 1, constant.length, 1, 1));
        graph.append(Node.of(operator, List.of("x", "c"), "n"));
        head(graph, "n", 3, 7);
        return graph;
    }

    static void head(Graph graph, String image, int channels, int classes) {
        graph.put("w", Tensor.of(new float[classes * channels], classes, channels, 1, 1));
        graph.append(Node.of("Conv", List.of(image, "w"), "m"));
        graph.append(Node.of("GlobalAveragePool", List.of("m"), "p"));
        graph.append(Node.of("Flatten", List.of("p"), "y", Attributes.NONE));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.of(1, classes)));
    }
}
