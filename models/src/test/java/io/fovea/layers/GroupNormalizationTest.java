package io.fovea.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import io.fovea.model.Card;
import io.fovea.model.Fit;
import io.fovea.session.Cancellation;
import io.fovea.session.Device;
import io.fovea.session.FloatTensor;
import io.fovea.session.Session;
import io.fovea.torch.Tensors;
import java.util.Map;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GroupNormalizationTest {

    /** Channels {@code 1 2 / 3 4} and {@code 10 20 / 30 40}: mean 2.5, variance 1.25; 25, 125; 13.75, 189.6875. */
    @ParameterizedTest
    @CsvSource({
        "17, 2, -1.341104 -0.447035 0.447035 1.341104 -1.341635 -0.447212 0.447212 1.341635",
        "24, 2, -1.341104 -0.447035 0.447035 1.341104 -1.341635 -0.447212 0.447212 1.341635",
        "17, 1, -0.925741 -0.853134 -0.780527 -0.707920 -0.272277 0.453795 1.179866 1.905938",
        "24, 1, -0.925741 -0.853134 -0.780527 -0.707920 -0.272277 0.453795 1.179866 1.905938",
    })
    void givesEveryGroupAMeanOf0AndAVarianceOf1(int opset, int groups, String expected) {
        Graph graph = graph(opset, new GroupNormalization(groups), 1, 2, 2, 2);
        float[] found = run(graph, new float[] {1, 2, 3, 4, 10, 20, 30, 40}, 1, 2, 2, 2);
        String[] numbers = expected.split(" ");
        for (int i = 0; i < found.length; i++) {
            assertThat(found[i]).isEqualTo(Float.parseFloat(numbers[i]), offset(2e-6f));
        }
    }

    @ParameterizedTest
    @CsvSource({"17, 1, 5", "17, 3, 5", "17, 6, 1", "24, 1, 5", "24, 3, 5", "24, 6, 2"})
    void isLibtorchsWithScalesAndShifts(int opset, int groups, int side) {
        Graph graph = graph(opset, new GroupNormalization(groups).epsilon(0.01f), 2, 6, side, side);
        float[] gamma = random(1, 6);
        float[] beta = random(2, 6);
        put(graph, "gamma", gamma);
        put(graph, "beta", beta);
        float[] x = random(3, 2 * 6 * side * side);
        float[] found = run(graph, x, 2, 6, side, side);
        try (PointerScope scope = new PointerScope()) {
            float[] expected = Tensors.toFloats(torch.group_norm(
                    Tensors.of(x, 2, 6, side, side),
                    groups,
                    new TensorOptional(Tensors.of(gamma, 6)),
                    new TensorOptional(Tensors.of(beta, 6)),
                    0.01,
                    false));
            assertThat(found).containsExactly(expected, offset(1e-5f));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 24})
    void ofAVectorTakesFeaturesForChannels(int opset) {
        Graph graph = graph(opset, new GroupNormalization(2).epsilon(0), 1, 4);
        assertThat(run(graph, new float[] {1, 3, 10, 30}, 1, 4))
                .containsExactly(new float[] {-1, 1, -1, 1}, offset(1e-5f));
    }

    @Test
    void isTheOperatorWhereTheOperatorSetHasIt() {
        assertThat(graph(24, new GroupNormalization(2), 1, 2, 2, 2).nodes())
                .extracting(Node::op)
                .containsExactly("GroupNormalization");
        assertThat(graph(17, new GroupNormalization(2), 1, 2, 2, 2).nodes())
                .extracting(Node::op)
                .contains("InstanceNormalization")
                .doesNotContain("GroupNormalization");
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 24})
    void aNetworkOfAnySizeIsNotTiled(int opset) {
        Graph base = Graph.create("any", opset);
        base.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(-1, 3, -1, -1)));
        Network network = Network.on(base, 1);
        SymbolicTensor x = network.value("x").to(new Conv2D(4, 3).same()).to(new GroupNormalization(2));
        Graph graph = network.finish(x.to(new Conv2D(2, 1).activation(Activation.SOFTMAX)));
        assertThat(Card.of(graph).input().fit()).isEqualTo(Fit.RESIZE);
    }

    private static Graph graph(int opset, Layer layer, long... shape) {
        Graph base = Graph.create("one", opset);
        base.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(shape)));
        Network network = Network.on(base, 1);
        return network.finish(network.value("x").to(layer));
    }

    private static void put(Graph graph, String what, float[] values) {
        String name = "group_normalization/" + what;
        graph.put(name, Tensor.of(values, graph.initializers().get(name).shape()));
    }

    private static float[] run(Graph graph, float[] x, long... shape) {
        try (Session session = Session.open(graph.toBytes(), Device.CPU)) {
            return session.run(Map.of("x", FloatTensor.of(x, shape)), Cancellation.NONE)
                    .get(graph.outputs().get(0).name())
                    .toArray();
        }
    }

    private static float[] random(int seed, int count) {
        Random random = new Random(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.nextFloat() * 4 - 1;
        }
        return values;
    }
}
