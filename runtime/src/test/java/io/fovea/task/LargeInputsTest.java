package io.fovea.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import io.fovea.model.Input;
import io.fovea.model.Model;
import io.fovea.model.OutputValues;
import io.fovea.model.Task;
import io.fovea.session.Cancellation;
import io.fovea.session.Device;
import io.fovea.session.FloatTensor;
import io.fovea.session.Footprint;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What no memory holds is refused before any of it is taken. */
class LargeInputsTest {
    private static final Image DOT = Image.gray8(1, 1, new byte[1]);

    @ParameterizedTest
    @CsvSource({"99999, 99999, takes about 9536.6 GB", "20000, 20000, takes about 38"})
    void aCardThatAsksForTooMuchIsRefusedAtOnce(int width, int height, String reason) {
        Model classifier = model(Task.CLASSIFICATION, Input.resized(width, height, Color.GRAY));
        Model segmenter = model(Task.SEGMENTATION, Input.resized(width, height, Color.GRAY));
        try (Classifier wide = Classifier.open(classifier, Device.CPU);
                Segmenter other = Segmenter.open(segmenter, Device.CPU)) {
            assertThatThrownBy(() -> wide.classify(DOT, Cancellation.NONE))
                    .isInstanceOf(FoveaException.class)
                    .hasMessageContaining(reason);
            assertThatThrownBy(() -> other.segment(DOT, Monitor.NONE))
                    .isInstanceOf(FoveaException.class)
                    .hasMessageContaining(reason);
        }
    }

    @Test
    void aHaloWiderThanAnImageTakesItWhole() {
        Input input = Input.tiled(Color.GRAY, Input.LARGEST_HALO, Input.LARGEST_MULTIPLE);
        Tiles tiles = Tiles.of(input, 1500, 1, 1_000_000);
        assertThat(tiles.count()).isEqualTo(1);
        assertThat(tiles.width()).isEqualTo(2048);
        assertThat(tiles.height()).isEqualTo(1024);
    }

    @Test
    void aTensorThatJavaCannotHoldIsRefused() {
        assertThatThrownBy(() -> FloatTensor.allocate(1, 1, 99999, 99999))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("has more values than fit into one (536870911)");
        assertThatThrownBy(() -> FloatTensor.allocate(Long.MAX_VALUE, Long.MAX_VALUE))
                .isInstanceOf(FoveaException.class);
    }

    @Test
    void theFootprintCountsWhatIsNeededAtOnce() {
        Graph graph = Graph.create("chain", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, 1, -1, -1)));
        graph.put("w", Tensor.of(new float[4], 4, 1, 1, 1));
        graph.append(Node.of("Conv", List.of("x", "w"), "c"));
        graph.append(Node.of("Relu", List.of("c"), "r"));
        graph.append(Node.of("Neg", List.of("r"), "n"));
        graph.append(Node.of("Add", List.of("n", "r"), "y"));
        graph.expose("y");
        // Three values of four channels: n, r and y; what c took is free by then.
        assertThat(Footprint.of(graph, "x", new long[] {1, 1, 8, 8}, 64).bytesPerPixel())
                .isEqualTo(3 * 4 * 4);
    }

    private static Model model(Task task, Input input) {
        Graph graph = Graph.create("wide", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, 1, -1, -1)));
        graph.put("w", Tensor.of(new float[256], 256, 1, 1, 1));
        graph.append(Node.of("Conv", List.of("x", "w"), "y"));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.of(1, 256, -1, -1)));
        Card.of("wide", task, List.of(), input, OutputValues.LOGITS).writeTo(graph);
        return Model.of(graph);
    }
}
