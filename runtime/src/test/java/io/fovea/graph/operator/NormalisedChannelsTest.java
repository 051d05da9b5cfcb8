package io.fovea.graph.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a batch normalisation makes of each channel. */
class NormalisedChannelsTest {
    private static final List<String> INPUTS = List.of("x", "scale", "bias", "mean", "variance");

    private static Graph parameters() {
        Graph graph = Graph.create("norm", 15);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, 2, 1, 1)));
        graph.put("scale", Tensor.of(2f, 3));
        graph.put("bias", Tensor.of(1f, -1));
        graph.put("mean", Tensor.of(5f, 0));
        graph.put("variance", Tensor.of(3f, 8));
        return graph;
    }

    private static Node norm(Attributes attributes) {
        return Node.of("BatchNormalization", INPUTS, "y", attributes);
    }

    @Test
    void itIsAFactorAndAShift() {
        Graph graph = parameters();
        NormalisedChannels channels = NormalisedChannels.of(
                        graph, graph.append(norm(Attributes.NONE.with("epsilon", 1f))))
                .orElseThrow();

        assertThat(channels.count()).isEqualTo(2);
        assertThat(channels.factor(0)).isCloseTo(1, offset(1e-9));
        assertThat(channels.factor(1)).isCloseTo(1, offset(1e-9));
        assertThat(channels.of(0, 7)).isCloseTo(3, offset(1e-9));
        assertThat(channels.shifts()).containsExactly(-4, -1);
        NormalisedChannels halved = NormalisedChannels.of(graph, norm(Attributes.NONE.with("epsilon", 13f)))
                .orElseThrow();
        assertThat(halved.factor(0)).isCloseTo(0.5, offset(1e-9));
        assertThat(halved.of(0, 7)).isCloseTo(2, offset(1e-9));
    }

    @Test
    void whatDependsOnTheImageIsNone() {
        Graph graph = parameters();
        Attributes none = Attributes.NONE;
        assertThat(NormalisedChannels.of(graph, norm(none))).isPresent();
        assertThat(NormalisedChannels.of(graph, norm(none.with("training_mode", 1))))
                .isEmpty();
        assertThat(NormalisedChannels.of(graph, norm(none.with("spatial", 0)))).isEmpty();
        assertThat(NormalisedChannels.of(graph, norm(none).withOutputs(List.of("y", "m"))))
                .isEmpty();
        assertThat(NormalisedChannels.of(graph, norm(none).withInputs(List.of("x", "x", "bias", "mean", "variance"))))
                .isEmpty();
        assertThat(NormalisedChannels.of(graph, norm(none).withOutputs(List.of("y", "", ""))))
                .as("statistics that nobody asks for")
                .isPresent();
        assertThat(NormalisedChannels.of(graph, Node.of("Conv", INPUTS, "y"))).isEmpty();
        graph.put("bias", Tensor.of(1L, -1));
        assertThat(NormalisedChannels.of(graph, norm(none)))
                .as("whole numbers are no parameters")
                .isEmpty();
    }

    @Test
    void parametersOfDifferentLengthsAreNone() {
        Graph graph = parameters();
        graph.put("mean", Tensor.of(5f));
        assertThat(NormalisedChannels.of(graph, norm(Attributes.NONE))).isEmpty();
    }
}
