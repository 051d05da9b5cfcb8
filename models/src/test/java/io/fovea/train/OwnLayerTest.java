package io.fovea.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.fit.TrainingMonitor;
import io.fovea.graph.Attributes;
import io.fovea.graph.Graph;
import io.fovea.image.Image;
import io.fovea.layers.Activation;
import io.fovea.layers.Dense;
import io.fovea.layers.GlobalAveragePooling2D;
import io.fovea.layers.Initializer;
import io.fovea.layers.Layer;
import io.fovea.layers.LayerWriter;
import io.fovea.layers.Network;
import io.fovea.layers.Rescaling;
import io.fovea.layers.Summary;
import io.fovea.layers.SymbolicTensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A layer that somebody else writes, outside of the layers' own package. */
class OwnLayerTest {

    /** Each channel times a weight of its own. */
    private static final class Scaled extends Layer {
        @Override
        protected long[] write(LayerWriter writer, List<SymbolicTensor> inputs) {
            SymbolicTensor input = inputs.get(0);
            requireImage(input, this);
            int channels = input.channels();
            String factor = writer.weight("factor", Initializer.ONES, channels, channels, channels, 1, 1);
            writer.node("Mul", List.of(input.name(), factor), Attributes.NONE);
            return input.shape();
        }
    }

    private static SymbolicTensor image() {
        return new Network("own", 1).input(4, 4, 1);
    }

    @Test
    void aLayerWithoutANameIsCalledLayer() {
        SymbolicTensor made = image().to(new Layer() {
            @Override
            protected long[] write(LayerWriter writer, List<SymbolicTensor> inputs) {
                writer.node("Neg", List.of(inputs.get(0).name()), Attributes.NONE);
                return inputs.get(0).shape();
            }
        });

        assertThat(made.name()).isEqualTo("layer");
    }

    @Test
    void aLayerThatWritesNothingIsRefused() {
        assertThatThrownBy(() -> image().to(new Layer() {
                    @Override
                    protected long[] write(LayerWriter writer, List<SymbolicTensor> inputs) {
                        return inputs.get(0).shape();
                    }
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'layer' has written no node");
    }

    /** The second would else be the first one's values, too. */
    @Test
    void twoWeightsOfOneNameAreRefused() {
        assertThatThrownBy(() -> image().to(new Layer() {
                    @Override
                    protected long[] write(LayerWriter writer, List<SymbolicTensor> inputs) {
                        String factor = writer.weight("factor", new float[] {1}, 1);
                        String again = writer.weight("factor", new float[] {2}, 1);
                        writer.node("Mul", List.of(factor, again), Attributes.NONE);
                        return inputs.get(0).shape();
                    }
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'layer' has a 'factor' already");
    }

    @TempDir
    Path folder;

    @Test
    void itsNodesAreNamedCountedAndTrained() throws IOException {
        for (String label : new String[] {"bright", "dark"}) {
            Path images = Files.createDirectories(folder.resolve("data").resolve(label));
            for (int i = 0; i < 10; i++) {
                byte[] pixels = new byte[16];
                Arrays.fill(pixels, (byte) (label.equals("bright") ? 200 + i : 10 + i));
                Image.gray8(4, 4, pixels).write(images.resolve(i + ".png"));
            }
        }
        Network network = new Network("scaled", 1);
        SymbolicTensor x = network.input(4, 4, 1).to(new Rescaling(1 / 255f));
        x = x.to(new Scaled()).to(new Scaled().relu()).to(new GlobalAveragePooling2D());
        Graph graph = network.finish(x.to(new Dense(1).activation(Activation.SIGMOID)));

        assertThat(Summary.of(graph).rows().stream().map(Summary.Row::name)).contains("scaled", "scaled_1");
        assertThat(Summary.of(graph).parameters()).isEqualTo(1 + 1 + 2);

        Fitted fitted = Learner.of(graph)
                .compile(options -> options.epochs = 2)
                .fit(folder.resolve("data"), folder.resolve("scaled.onnx"), TrainingMonitor.NONE);

        float[] learnt =
                fitted.model().graph().initializers().get("scaled/factor").toFloats();
        assertThat(learnt).hasSize(1).doesNotContain(1f);
    }
}
