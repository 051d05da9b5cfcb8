package io.fovea.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;
import static org.junit.jupiter.api.Assumptions.abort;

import io.fovea.FoveaException;
import io.fovea.graph.Graph;
import io.fovea.graph.ValueInfo;
import io.fovea.layers.Summary;
import io.fovea.session.Cancellation;
import io.fovea.session.Device;
import io.fovea.session.FloatTensor;
import io.fovea.session.Session;
import io.fovea.torch.Precision;
import io.fovea.torch.Tensors;
import io.fovea.torch.TorchGraph;
import java.util.Map;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZooTest {

    private static Graph published(String name) {
        return Zoo.find(name).build(Architecture.Settings.DEFAULT);
    }

    /** The totals that the lectures and Keras print; moving averages count, and are not trainable. */
    @ParameterizedTest
    @CsvSource({
        "digits,                        104202,    104202",
        "digits-without-pooling,        712202,    712202",
        "sequential,                     93322,     93322",
        "sequential-global-pooling,      56394,     56394",
        "cats-dogs,                     991041,    991041",
        "cats-dogs-without-dropout,     991041,    991041",
        "cats-dogs-150,                3453121,   3453121",
        "car-truck,                     291405,    291405",
        "small-resnet,                  297697,    297697",
        "mini-xception,                 721857,    718849",
        "trimap-net,                   2880643,   2880643",
        "vgg16,                      138357544, 138357544",
        "resnet50,                    25636712,  25583592",
        "xception,                    22910480,  22855952",
        "inception-v3,                23851784,  23817352",
        "mobilenet-v2,                 3538984,   3504872",
        "efficientnet-v2-b0,           7200312,   7139704",
        "densenet121,                  8062504,   7978856",
        "alexnet,                     62378344,  62378344",
        "lenet5,                         61706,     61706",
    })
    void hasThePublishedNumberOfParameters(String name, long parameters, long trainable) {
        Summary summary = Summary.of(published("zoo:" + name));
        assertThat(summary.parameters()).isEqualTo(parameters);
        assertThat(summary.trainableParameters()).isEqualTo(trainable);
    }

    @ParameterizedTest
    @CsvSource({
        "sequential,            55744, '(batch, 64, 3, 3)'",
        "vgg16,              14714688, '(batch, 512, 7, 7)'",
        "resnet50,           23587712, '(batch, 2048, 7, 7)'",
        "xception,           20861480, '(batch, 2048, 10, 10)'",
        "inception-v3,       21802784, '(batch, 2048, 8, 8)'",
        "mobilenet-v2,        2257984, '(batch, 1280, 7, 7)'",
        "efficientnet-v2-b0,  5919312, '(batch, 1280, 7, 7)'",
        "densenet121,         7037504, '(batch, 1024, 7, 7)'",
        "alexnet,             3747200, '(batch, 256, 6, 6)'",
        "lenet5,                 2572, '(batch, 16, 5, 5)'",
    })
    void endsInItsFeatureMapWithoutTheHead(String name, long parameters, String shape) {
        Graph graph = Zoo.find(name).build(Architecture.Settings.DEFAULT.withoutTop());
        assertThat(Summary.of(graph).parameters()).isEqualTo(parameters);
        assertThat(graph.outputs()).singleElement().extracting(ValueInfo::shape).hasToString(shape);
    }

    /** Listings 9.2 and 9.3 have one convolution of three pixels in their block; our {@code residual} has two. */
    @ParameterizedTest
    @CsvSource({
        "residual,          896;18496;36928;2112",
        "residual-widening, 896;18496;2112",
        "residual-pooling,  896;18496;2112",
    })
    void residualLayersHaveTheirNumbersOfParameters(String name, String counts) {
        assertThat(Summary.of(published(name)).rows())
                .filteredOn(row -> row.operators().contains("Conv"))
                .extracting(Summary.Row::parameters)
                .containsExactly(Stream.of(counts.split(";")).map(Long::valueOf).toArray(Long[]::new));
    }

    /** In ONNX Runtime, on two black images; the largest at a size that takes no seconds. */
    @ParameterizedTest
    @CsvSource({
        "digits,                     28,  28,  1,   10",
        "digits-without-pooling,     28,  28,  1,   10",
        "sequential,                 28,  28,  1,   10",
        "sequential-global-pooling,  28,  28,  1,   10",
        "cats-dogs,                 180, 180,  3,    1",
        "cats-dogs-150,             150, 150,  3,    1",
        "car-truck,                 128, 128,  3,    1",
        "residual,                   32,  32,  3,   10",
        "residual-pooling,           32,  32,  3,   10",
        "residual-widening,          32,  32,  3,   10",
        "small-resnet,               32,  32,  3,    1",
        "mini-xception,             180, 180,  3,    1",
        "resnet50,                   64,  64,  3, 1000",
        "xception,                   96,  96,  3, 1000",
        "inception-v3,               96,  96,  3, 1000",
        "mobilenet-v2,               64,  64,  3, 1000",
        "efficientnet-v2-b0,         64,  64,  3, 1000",
        "densenet121,                64,  64,  3, 1000",
        "alexnet,                    75,  75,  3, 1000",
        "lenet5,                     28,  28,  1,   10",
    })
    void classifies(String name, int height, int width, int channels, int classes) {
        Graph graph = Zoo.find(name).build(Architecture.Settings.DEFAULT.withSize(height, width));
        FloatTensor answer = runOnZeros(graph, channels, height, width);
        assertThat(answer.shape()).containsExactly(2, classes);
        assertThat(sum(answer)).isBetween(classes == 1 ? 0.0 : 1.99, classes == 1 ? 2.0 : 2.01);
    }

    @Test
    void vgg16FindsFeatures() {
        Architecture.Settings small =
                Architecture.Settings.DEFAULT.withSize(64, 64).withoutTop();
        assertThat(runOnZeros(Zoo.find("vgg16").build(small), 3, 64, 64).shape())
                .containsExactly(2, 512, 2, 2);
    }

    @ParameterizedTest
    @CsvSource({"trimap-net, 3, 200, 200", "unet, 1, 64, 96", "separable-unet, 3, 64, 96"})
    void segmentsEveryPixel(String name, int channels, int height, int width) {
        FloatTensor answer = runOnZeros(published(name), channels, height, width);
        assertThat(answer.shape()).containsExactly(2, 3, height, width);
        assertThat(sum(answer) / (2 * height * width)).isBetween(0.999, 1.001);
    }

    private static FloatTensor runOnZeros(Graph graph, int channels, int height, int width) {
        return run(graph, FloatTensor.allocate(2, channels, height, width));
    }

    private static FloatTensor run(Graph graph, FloatTensor images) {
        try (Session session = Session.open(graph.toBytes(), Device.CPU)) {
            return session.run(Map.of("input", images), Cancellation.NONE)
                    .get(graph.outputs().get(0).name());
        }
    }

    private static double sum(FloatTensor tensor) {
        double sum = 0;
        for (float value : tensor.toArray()) {
            sum += value;
        }
        return sum;
    }

    /** The same weights, the same answer; skipped where an operator has no libtorch counterpart yet. */
    @ParameterizedTest
    @CsvSource({
        "sequential,          28, 1",
        "cats-dogs,          180, 3",
        "residual-pooling,    32, 3",
        "small-resnet,        32, 3",
        "mini-xception,       64, 3",
        "separable-unet,      32, 3",
        "resnet50,            32, 3",
        "xception,            71, 3",
        "inception-v3,        75, 3",
        "mobilenet-v2,        32, 3",
        "efficientnet-v2-b0,  32, 3",
        "densenet121,         32, 3",
        "lenet5,              28, 1",
    })
    void answersTheSameInLibtorch(String name, int side, int channels) {
        Graph graph = Zoo.find(name).build(Architecture.Settings.DEFAULT.withSize(side, side));
        float[] pixels = new float[channels * side * side];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = i * 7919L % 256;
        }
        float[] expected =
                run(graph, FloatTensor.of(pixels, 1, channels, side, side)).toArray();
        try (TorchGraph model = bound(graph);
                PointerScope scope = new PointerScope()) {
            Map<String, Tensor> inputs = Map.of("input", Tensors.of(pixels, 1, channels, side, side));
            String output = graph.outputs().get(0).name();
            assertThat(Tensors.toFloats(model.run(inputs, output, false))).containsExactly(expected, offset(1e-4f));
        }
    }

    private static TorchGraph bound(Graph graph) {
        try {
            return TorchGraph.bind(graph, Precision.FP32);
        } catch (FoveaException e) {
            return abort(e.getMessage());
        }
    }

    @Test
    void severalClassesExcludeEachOtherAndOneIsAYesOrNo() {
        assertThat(published("cats-dogs").producer("dense").orElseThrow().op()).isEqualTo("Sigmoid");
        Architecture.Settings two = Architecture.Settings.DEFAULT.withClasses(2).withSeed(7);
        assertThat(Zoo.find("cats-dogs")
                        .build(two)
                        .producer("dense")
                        .orElseThrow()
                        .op())
                .isEqualTo("Softmax");
    }

    @Test
    void theSameSeedGivesTheSameWeights() {
        Architecture.Settings seven = Architecture.Settings.DEFAULT.withSeed(7);
        assertThat(Zoo.find("digits").build(seven).toBytes())
                .isEqualTo(Zoo.find("digits").build(seven).toBytes())
                .isNotEqualTo(published("digits").toBytes());
    }

    @Test
    void anUnknownArchitectureIsAnErrorThatListsTheKnownOnes() {
        assertThatThrownBy(() -> Zoo.find("zoo:alphanet"))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("'alphanet'")
                .hasMessageContaining("digits, digits-without-pooling");
    }
}
