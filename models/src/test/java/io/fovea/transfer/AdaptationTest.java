package io.fovea.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.image.Color;
import io.fovea.image.Image;
import io.fovea.layers.Activation;
import io.fovea.layers.BatchNormalization;
import io.fovea.layers.Dense;
import io.fovea.layers.GlobalAveragePooling2D;
import io.fovea.layers.Network;
import io.fovea.model.Card;
import io.fovea.model.Input;
import io.fovea.model.Model;
import io.fovea.model.OutputValues;
import io.fovea.model.Task;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdaptationTest {
    /** Normalises pixels, and weighs their mean by two numbers. */
    private static Model model(boolean normalised) {
        Network network = new Network("net", 1);
        var x = network.input(2, 2, 1);
        if (normalised) {
            x = x.to(new BatchNormalization());
        }
        x = x.to(new GlobalAveragePooling2D()).to(new Dense(2).activation(Activation.SOFTMAX));
        Graph graph = network.finish(x);
        Card.of(
                        "net",
                        Task.CLASSIFICATION,
                        List.of("a", "b"),
                        Input.resized(2, 2, Color.GRAY),
                        OutputValues.PROBABILITIES)
                .writeTo(graph);
        return Model.of(graph);
    }

    private static Image gray(int... values) {
        byte[] pixels = new byte[values.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) values[i];
        }
        return Image.gray8(2, 2, pixels);
    }

    /**
     * The pixels 10, 10, 30, 30 and 20, 20, 20, 20 have a mean of 20 and squares of distances that sum up to 400: a variance
     * of 400 / 7, as a sample's is estimated.
     */
    @Test
    void batchNormalisationsHaveTheMeanAndVarianceOfTheImages() {
        Adaptation adapted = Adaptation.of(model(true), List.of(gray(10, 10, 30, 30), gray(20, 20, 20, 20)));

        Graph graph = adapted.model().graph();
        Node layer = graph.nodes().stream()
                .filter(node -> node.is("BatchNormalization"))
                .findFirst()
                .orElseThrow();
        assertThat(graph.constant(layer.input(3)).orElseThrow().toFloats())
                .containsExactly(new float[] {20}, within(1e-4f));
        assertThat(graph.constant(layer.input(4)).orElseThrow().toFloats())
                .containsExactly(new float[] {400 / 7f}, within(1e-3f));
        assertThat(layer.attributes().real("momentum", 0.9f)).isNotZero();
        assertThat(adapted.layers()).isEqualTo(1);
        assertThat(adapted.images()).isEqualTo(2);
        // Both images have a mean of 0 now, for which the two classes are even: ln 2 nats.
        assertThat(adapted.entropyAfter()).isCloseTo(Math.log(2), within(1e-5));
        assertThat(adapted.entropyBefore()).isBetween(0.0, Math.log(2));
    }

    @Test
    void aModelWithoutBatchNormalisationIsRefused() {
        assertThatThrownBy(() -> Adaptation.of(model(false), List.of(gray(1, 2, 3, 4), gray(1, 2, 3, 4))))
                .hasMessageContaining("no batch normalisation");
        assertThatThrownBy(() -> Adaptation.of(model(true), List.of(gray(1, 2, 3, 4))))
                .hasMessageContaining("at least two");
    }
}
