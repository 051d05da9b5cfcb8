package io.fovea.session;

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

class FootprintTest {

    @Test
    void outputsAreKeptUntilTheEnd() {
        Graph graph = Graph.create("two", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, 1, -1, -1)));
        graph.append(Node.of("Concat", List.of("x", "x", "x"), "first", Attributes.NONE.with("axis", 1)));
        graph.append(Node.of("Relu", List.of("x"), "inner"));
        graph.append(Node.of("Neg", List.of("inner"), "second"));
        graph.expose("first");
        graph.expose("second");
        // The three channels of the first output, the inner value and the second output are there together.
        assertThat(Footprint.of(graph, "x", new long[] {1, 1, 2, 2}, 4).bytesPerPixel())
                .isEqualTo((3 + 1 + 1) * 4);
    }

    @Test
    void weightsInConstantNodesDoNotGrowWithTheImage() {
        Graph graph = Graph.create("paddle", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, 1, -1, -1)));
        Tensor kernels = Tensor.of(new float[2 * 3 * 3], 2, 3, 3, 1);
        graph.append(Node.of("Constant", List.of(), "stored", Attributes.NONE.with("value", kernels)));
        graph.append(Node.of("Transpose", List.of("stored"), "w", Attributes.NONE.withIntegers("perm", 0, 3, 1, 2)));
        graph.append(Node.of("Conv", List.of("x", "w"), "y", Attributes.NONE.withIntegers("pads", 1, 1, 1, 1)));
        graph.expose("y");
        // One value of two channels; the kernels alone would be more for an image of four pixels.
        assertThat(Footprint.of(graph, "x", new long[] {1, 1, 2, 2}, 4).bytesPerPixel())
                .isEqualTo(2 * 4);
    }
}
