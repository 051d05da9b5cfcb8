package io.fovea.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fovea.FoveaException;
import io.fovea.data.Batch;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.ValueInfo;
import io.fovea.layers.Activation;
import io.fovea.layers.Conv2D;
import io.fovea.layers.Dense;
import io.fovea.layers.Flatten;
import io.fovea.layers.Network;
import io.fovea.layers.ResizeLike;
import io.fovea.layers.SymbolicTensor;
import io.fovea.layers.UpSampling2D;
import io.fovea.recipe.LossName;
import io.fovea.recipe.OptimizerName;
import io.fovea.recipe.TrainingOptions;
import io.fovea.torch.Precision;
import io.fovea.torch.Tensors;
import io.fovea.torch.TorchGraph;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Layers in the middle that answer too: what their loss teaches, worked out by hand. */
class AuxiliaryHeadsTest {

    private static final int SIDE = 8;

    private final PointerScope scope = new PointerScope();

    @AfterEach
    void free() {
        scope.close();
    }

    /** Its mean of each channel goes through a convolution of one pixel: scores are [N, 2, 1, 1], and the network is as it was. */
    @Test
    void layersInTheMiddleAnswerToo() {
        Graph graph = LayerTechniquesTest.residual();
        AuxiliaryHeads heads = AuxiliaryHeads.of(graph, Map.of("add_1", 0.3), 1);

        assertThat(heads.weights()).containsExactly(Map.entry("auxiliary", 0.3));
        assertThat(heads.graph().initializers().get("auxiliary/kernel").shape()).containsExactly(2, 6, 1, 1);
        assertThat(heads.graph().nodes()).startsWith(graph.nodes().toArray(Node[]::new));
        assertThat(AuxiliaryHeads.without(graph, heads.graph()).toBytes()).isEqualTo(graph.toBytes());
        assertThatThrownBy(() -> AuxiliaryHeads.of(graph, Map.of("add_9", 0.3), 1))
                .isInstanceOf(FoveaException.class)
                .hasMessageStartingWith(
                        "'auxiliary' speaks of the layer 'add_9', but the network has none of that name; it has");
        assertThatThrownBy(() -> AuxiliaryHeads.of(graph, Map.of("flatten", 0.3), 1))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("gives no feature maps");
    }

    /** What was put together of files declares no shape but that of its answer, of which height and width may be any. */
    @Test
    void layersAnswerTooWhereNoShapesAreDeclared() {
        Graph graph = LayerTechniquesTest.residual();
        graph.undeclareInner();

        AuxiliaryHeads heads = AuxiliaryHeads.of(graph, Map.of("add_1", 0.3), 1);

        assertThat(heads.graph().initializers().get("auxiliary/kernel").shape()).containsExactly(2, 6, 1, 1);
        assertThat(graph.value("add_1")).isEmpty();
        Network network = new Network("pooled", 1);
        SymbolicTensor x = network.input(SIDE, SIDE, 1).to(new Conv2D(4, 3));
        Graph pooled = network.finish(x.to(new Conv2D(2, SIDE - 2)));
        pooled.undeclareInner();
        String answer = pooled.outputs().get(0).name();
        pooled.redeclare(new ValueInfo(answer, ElementType.FLOAT, Shape.of(-1, 2, -1, -1)));
        assertThat(AuxiliaryHeads.of(pooled, Map.of("conv2d", 0.3), 1).graph().nodes().stream()
                        .map(Node::op))
                .contains("GlobalAveragePool");
    }

    /**
     * A head without weights answers 0 for both classes. The gradient of its kernel is 0.3 times (1/2 - 0) for the class that is
     * not shown, and 0.3 times (1/2 - 1) for the other, times the mean of the map, which is 2.
     */
    @Test
    void theirLossCountsAsMuchAsIsSaid() {
        Network network = new Network("twos", 1);
        SymbolicTensor x = network.input(2, 2, 1).to(new Conv2D(1, 1)).to(new Conv2D(1, 1));
        Graph graph = network.finish(x.to(new Flatten()).to(new Dense(2).activation(Activation.SOFTMAX)));
        graph.put("conv2d/kernel", io.fovea.graph.Tensor.of(new float[] {1}, 1, 1, 1, 1));
        AuxiliaryHeads heads = AuxiliaryHeads.of(graph, Map.of("conv2d", 0.3), 1);
        heads.graph().put("auxiliary/kernel", io.fovea.graph.Tensor.of(new float[2], 2, 1, 1, 1));
        Batch batch = new Batch(new float[] {1, 2, 2, 3}, new long[] {1, 1, 2, 2}, new long[] {1}, new long[] {1});
        try (TorchGraph model = TorchGraph.bind(heads.graph(), Precision.FP32)) {
            TrainingOptions plain = TrainingOptions.of(o -> o.optimizer = OptimizerName.SGD);
            NetworkInTraining training = NetworkInTraining.of(
                    model, StochasticDepth.none(heads.graph()), heads, Head.of(graph), plain, OwnParts.NONE);
            training.step(batch, new Turn(1, 1), training.tally());

            Tensor gradient = model.parameters().get("auxiliary/kernel").grad();
            assertThat(Tensors.toFloats(gradient)).containsExactly(new float[] {0.3f, -0.3f}, within(1e-6f));
        }
    }

    /** Of four by four pixels every other one, from the second on. */
    @Test
    void masksAreThinnedToTheSizeOfACoarseAnswer() {
        Tensor masks = Tensors.of(new long[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}, 1, 4, 4);

        assertThat(Tensors.toLongs(thinned(masks, 2, 2))).containsExactly(5, 7, 13, 15);
        assertThat(Tensors.toLongs(thinned(masks, 4, 4))).hasSize(16);
    }

    private static Tensor thinned(Tensor masks, int rows, int columns) {
        return NetworkInTraining.thinned(masks, rows, columns, tensor -> tensor).contiguous();
    }

    /** With symmetric padding and strides of 2, the answers of a row of 7 pixels are about the 1st, 3rd, 5th and 7th. */
    @Test
    void masksOfOddSidesAreThinnedToThePixelsThatAnswersAreAbout() {
        long[] places = new long[7 * 5];
        for (int i = 0; i < places.length; i++) {
            places[i] = 10 * (i / 5) + i % 5;
        }

        assertThat(Tensors.toLongs(thinned(Tensors.of(places, 1, 7, 5), 4, 3)))
                .containsExactly(0, 2, 4, 20, 22, 24, 40, 42, 44, 60, 62, 64);
        assertThat(Tensors.toLongs(thinned(Tensors.of(places, 1, 7, 5), 2, 1))).containsExactly(12, 52);
    }

    @Test
    void coarseLayersOfImagesOfOddSidesAnswerToo() {
        Network network = new Network("odd", 1);
        SymbolicTensor fine = network.input(5, 7, 1).to(new Conv2D(3, 3).same());
        SymbolicTensor coarse = fine.to(new Conv2D(3, 3).same().strides(2));
        Graph graph = network.finish(ResizeLike.of(coarse, fine).to(new Conv2D(2, 1)));
        AuxiliaryHeads heads = AuxiliaryHeads.of(graph, Map.of("conv2d_1", 0.3), 1);
        float[] pixels = new float[35];
        long[] mask = new long[35];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = i % 5;
            mask[i] = i % 5 / 3;
        }
        Batch batch = new Batch(pixels, new long[] {1, 1, 5, 7}, mask, new long[] {1, 5, 7});
        try (TorchGraph model = TorchGraph.bind(heads.graph(), Precision.FP32)) {
            NetworkInTraining training = NetworkInTraining.of(
                    model,
                    StochasticDepth.none(heads.graph()),
                    heads,
                    Head.of(graph),
                    TrainingOptions.of(o -> o.optimizer = OptimizerName.SGD),
                    OwnParts.NONE);
            training.step(batch, new Turn(1, 1), training.tally());

            float[] gradient =
                    Tensors.toFloats(model.parameters().get("auxiliary/kernel").grad());
            assertThat(gradient).hasSize(2 * 3).doesNotContain(Float.NaN);
            assertThat(gradient[0]).isNotZero();
        }
    }

    /** Of a mask of two by two pixels a layer of one pixel sees the last; where that is ignored, it has nothing to learn from. */
    @Test
    void aCoarseLayerThatSeesNoTruthTeachesNothing() {
        Network network = new Network("coarse", 1);
        SymbolicTensor x = network.input(2, 2, 1).to(new Conv2D(1, 2).strides(2));
        Graph graph = network.finish(x.to(new UpSampling2D(2)).to(new Conv2D(2, 1)));
        AuxiliaryHeads heads = AuxiliaryHeads.of(graph, Map.of("conv2d", 0.3), 1);
        long[] mask = {0, 1, 0, Batch.IGNORED};
        Batch batch = new Batch(new float[] {1, 2, 2, 3}, new long[] {1, 1, 2, 2}, mask, new long[] {1, 2, 2});
        try (TorchGraph model = TorchGraph.bind(heads.graph(), Precision.FP32)) {
            TrainingOptions focal = TrainingOptions.of(o -> {
                o.optimizer = OptimizerName.SGD;
                o.loss = LossName.FOCAL;
            });
            NetworkInTraining training = NetworkInTraining.of(
                    model, StochasticDepth.none(heads.graph()), heads, Head.of(graph), focal, OwnParts.NONE);
            training.step(batch, new Turn(1, 1), training.tally());

            assertThat(Tensors.toFloats(model.parameters().get("conv2d/kernel")))
                    .doesNotContain(Float.NaN);
        }
    }
}
