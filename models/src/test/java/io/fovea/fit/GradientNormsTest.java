package io.fovea.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.graph.Graph;
import io.fovea.layers.Dense;
import io.fovea.layers.Flatten;
import io.fovea.layers.Network;
import io.fovea.torch.Precision;
import io.fovea.torch.Tensors;
import io.fovea.torch.TorchGraph;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class GradientNormsTest {

    @Test
    void aLayersGradientIsAsLongAsThoseOfItsWeightsTogether() {
        try (PointerScope scope = new PointerScope()) {
            Tensor kernel = weight(2);
            Tensor bias = weight(1);
            Tensor other = weight(1);
            GradientNorms norms = new GradientNorms(Map.of("dense", List.of(kernel, bias), "other", List.of(other)));
            step(norms, kernel, 2, 3);
            // What a backward pass adds to is what was there.
            bias.mul(Tensors.of(new float[] {6}, 1)).sum().backward();
            norms.beforeStep();

            // First step: |(2, 3)|; second: |(2, 3, 6)| = 7. No gradient at all counts as 0.
            assertThat(norms.take())
                    .containsEntry("gradient_norm:dense", (Math.sqrt(13) + 7) / 2)
                    .containsEntry("gradient_norm:other", 0.0);
            assertThat(norms.take()).isEmpty();
        }
    }

    @Test
    void afterTheFirstEightEveryEighthStepIsLookedAt() {
        try (PointerScope scope = new PointerScope()) {
            Tensor weight = weight(1);
            GradientNorms norms = new GradientNorms(Map.of("dense", List.of(weight)));
            // Gradients 1, 2, ... 20, of which 1 to 8, 9 and 17 are looked at.
            for (int i = 1; i <= 20; i++) {
                step(norms, weight, 1);
            }
            assertThat(norms.take()).containsEntry("gradient_norm:dense", (36 + 9 + 17) / 10.0);
        }
    }

    @Test
    void layersAreThoseOfTheNetworkInItsOrder() {
        Network network = new Network("two", 1);
        Graph graph = network.finish(
                network.input(2, 2, 1).to(new Flatten()).to(new Dense(3)).to(new Dense(2)));
        try (TorchGraph model = TorchGraph.bind(graph, Precision.FP32)) {
            Map<String, List<Tensor>> layers = GradientNorms.layers(graph, model.parameters());
            assertThat(layers.keySet()).containsExactly("dense", "dense_1");
            assertThat(layers.get("dense")).hasSize(2);
        }
    }

    private static Tensor weight(int size) {
        return Tensors.of(new float[size], size).set_requires_grad(true);
    }

    private static void step(GradientNorms norms, Tensor weight, float... gradient) {
        weight.mul(Tensors.of(gradient, gradient.length)).sum().backward();
        norms.beforeStep();
    }
}
