package io.fovea.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.fovea.graph.Graph;
import io.fovea.session.Cancellation;
import io.fovea.session.Device;
import io.fovea.session.FloatTensor;
import io.fovea.session.Session;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LayersTest {

    /** Layer, input {@code H, W, C}, Keras's output {@code C, H, W}, Keras's number of parameters. */
    static Stream<Arguments> layers() {
        return Stream.of(
                arguments(new Conv2D(8, 3), size(9, 7, 4), size(8, 7, 5), 296),
                arguments(new Conv2D(8, 3).strides(2).same(), size(9, 8, 4), size(8, 5, 4), 296),
                arguments(new Conv2D(8, 2).strides(2).same(), size(9, 8, 4), size(8, 5, 4), 136),
                arguments(new Conv2D(8, 1, 5).same(), size(9, 7, 4), size(8, 9, 7), 168),
                arguments(new Conv2D(8, 3).groups(2).withoutBias(), size(9, 7, 4), size(8, 7, 5), 144),
                arguments(new Conv2D(8, 3).dilation(2), size(9, 7, 4), size(8, 5, 3), 296),
                arguments(new Conv2D(8, 3).dilation(3).same(), size(9, 7, 4), size(8, 9, 7), 296),
                arguments(new DepthwiseConv2D(3), size(9, 7, 4), size(4, 7, 5), 40),
                arguments(
                        new DepthwiseConv2D(3).depthMultiplier(2).strides(2).same(), size(9, 7, 4), size(8, 5, 4), 80),
                arguments(new DepthwiseConv2D(3).dilation(2).withoutBias(), size(9, 7, 4), size(4, 5, 3), 36),
                arguments(new SeparableConv2D(8, 3), size(9, 7, 4), size(8, 7, 5), 36 + 40),
                arguments(
                        new SeparableConv2D(8, 3).depthMultiplier(2).strides(2).same(),
                        size(9, 7, 4),
                        size(8, 5, 4),
                        72 + 72),
                arguments(new Conv2DTranspose(8, 3).strides(2).same(), size(5, 4, 4), size(8, 10, 8), 296),
                arguments(new Conv2DTranspose(8, 3).strides(2).withoutBias(), size(5, 4, 4), size(8, 11, 9), 288),
                arguments(new MaxPooling2D(2), size(9, 8, 4), size(4, 4, 4), 0),
                arguments(new MaxPooling2D(3).strides(2).same(), size(9, 8, 4), size(4, 5, 4), 0),
                arguments(new AveragePooling2D(3).strides(1).same(), size(9, 8, 4), size(4, 9, 8), 0),
                arguments(new GlobalAveragePooling2D(), size(9, 8, 4), size(4), 0),
                arguments(new GlobalMaxPooling2D(), size(9, 8, 4), size(4), 0),
                arguments(new UpSampling2D(2), size(3, 5, 4), size(4, 6, 10), 0),
                arguments(new UpSampling2D(3).bilinear(), size(3, 5, 4), size(4, 9, 15), 0),
                arguments(new ZeroPadding2D(3), size(9, 8, 4), size(4, 15, 14), 0),
                arguments(new ZeroPadding2D(0, 1, 2, 3), size(9, 8, 4), size(4, 11, 12), 0),
                arguments(new Reshape(8, -1), size(3, 4, 2), size(8, 3), 0),
                arguments(new Flatten(), size(3, 4, 2), size(24), 0),
                arguments(new SqueezeExcite(2).inner(Activation.SILU), size(3, 4, 8), size(8, 3, 4), 18 + 24),
                arguments(new BatchNormalization(), size(3, 4, 8), size(8, 3, 4), 32),
                arguments(new BatchNormalization().withoutScale(), size(3, 4, 8), size(8, 3, 4), 24),
                arguments(new GroupNormalization(4), size(3, 4, 8), size(8, 3, 4), 16),
                arguments(new GroupNormalization(1).withoutScale(), size(3, 4, 8), size(8, 3, 4), 8),
                arguments(new GroupNormalization(8).withoutCenter(), size(3, 4, 8), size(8, 3, 4), 8),
                arguments(new GroupNormalization(2).withoutCenter().withoutScale(), size(3, 4, 8), size(8, 3, 4), 0));
    }

    private static long[] size(long... sizes) {
        return sizes;
    }

    @ParameterizedTest
    @MethodSource("layers")
    void hasKerasShapeAndNumberOfParameters(Layer layer, long[] input, long[] output, long parameters) {
        Network network = new Network("one", 1);
        SymbolicTensor x =
                network.input(input[0], input[1], Math.toIntExact(input[2])).to(layer);
        assertThat(x.shape()).containsExactly(output);
        Graph graph = network.finish(x);
        assertThat(Summary.of(graph).parameters()).isEqualTo(parameters);
        FloatTensor answer = run(graph, FloatTensor.allocate(2, input[2], input[0], input[1]));
        assertThat(answer.shape()).startsWith(2).endsWith(output).hasSize(output.length + 1);
    }

    /** At -1, 0.5 and 7. */
    static Stream<Arguments> activations() {
        return Stream.of(
                arguments(Activation.LINEAR, List.of(-1.0, 0.5, 7.0)),
                arguments(Activation.RELU, List.of(0.0, 0.5, 7.0)),
                arguments(Activation.RELU6, List.of(0.0, 0.5, 6.0)),
                arguments(Activation.leakyRelu(0.3f), List.of(-0.3, 0.5, 7.0)),
                arguments(Activation.elu(1), List.of(-0.632121, 0.5, 7.0)),
                arguments(Activation.SIGMOID, List.of(0.268941, 0.622459, 0.999089)),
                arguments(Activation.TANH, List.of(-0.761594, 0.462117, 0.999998)),
                arguments(Activation.SILU, List.of(-0.268941, 0.311230, 6.993623)),
                arguments(Activation.HARD_SWISH, List.of(-0.333333, 0.291667, 7.0)),
                arguments(Activation.GELU, List.of(-0.158655, 0.345731, 7.0)),
                arguments(Activation.SOFTMAX, List.of(1.0, 1.0, 1.0)));
    }

    @ParameterizedTest
    @MethodSource("activations")
    void computesItsFunctionAsALayerAndBehindOne(Activation function, List<Double> expected) {
        Layer identity = new DepthwiseConv2D(1).initializer(Initializer.ONES).activation(function);
        for (Layer layer : List.of(function.layer(), identity)) {
            float[] values = apply(layer, FloatTensor.of(new float[] {-1, 0.5f, 7}, 1, 1, 1, 3));
            for (int i = 0; i < values.length; i++) {
                assertThat((double) values[i]).isEqualTo(expected.get(i), offset(1e-5));
            }
        }
    }

    /** On channels {@code 1 2 / 3 4} and {@code 10 20 / 30 40}. */
    static Stream<Arguments> windows() {
        return Stream.of(
                arguments(ones(new DepthwiseConv2D(2)), new float[] {10, 100}),
                arguments(ones(new DepthwiseConv2D(2).depthMultiplier(2)), new float[] {10, 10, 100, 100}),
                arguments(ones(new Conv2D(2, 2)), new float[] {110, 110}),
                arguments(ones(new Conv2D(2, 2).groups(2)), new float[] {10, 100}),
                arguments(ones(new SeparableConv2D(1, 2)), new float[] {110}),
                arguments(ones(new DepthwiseConv2D(3).same().strides(2)), new float[] {10, 100}),
                arguments(new AveragePooling2D(2), new float[] {2.5f, 25}),
                arguments(new AveragePooling2D(3).strides(2).same(), new float[] {2.5f, 25}),
                arguments(new MaxPooling2D(2), new float[] {4, 40}),
                arguments(new GlobalAveragePooling2D(), new float[] {2.5f, 25}),
                arguments(new GlobalMaxPooling2D(), new float[] {4, 40}),
                arguments(new ZeroPadding2D(0, 1, 0, 0), new float[] {0, 1, 2, 0, 3, 4, 0, 10, 20, 0, 30, 40}),
                arguments(new Reshape(8), new float[] {1, 2, 3, 4, 10, 20, 30, 40}));
    }

    private static Layer ones(Convolution<?> layer) {
        return layer.initializer(Initializer.ONES);
    }

    @ParameterizedTest
    @MethodSource("windows")
    void computesWhatItsNameSays(Layer layer, float[] expected) {
        FloatTensor image = FloatTensor.of(new float[] {1, 2, 3, 4, 10, 20, 30, 40}, 1, 2, 2, 2);
        assertThat(apply(layer, image)).containsExactly(expected, offset(1e-5f));
    }

    @ParameterizedTest
    @CsvSource({"false, '1 1 3 3'", "true, '1 1.5 2.5 3'"})
    void upSamplingRepeatsOrInterpolates(boolean bilinear, String row) {
        UpSampling2D layer = bilinear ? new UpSampling2D(2).bilinear() : new UpSampling2D(2);
        float[] values = apply(layer, FloatTensor.of(new float[] {1, 3}, 1, 1, 1, 2));
        String[] expected = row.split(" ");
        for (int i = 0; i < values.length; i++) {
            assertThat(values[i]).isEqualTo(Float.parseFloat(expected[i % 4]));
        }
    }

    @Test
    void addAndMultiplyWorkElementByElement() {
        FloatTensor image = FloatTensor.of(new float[] {1, 2, 3, 4}, 1, 1, 2, 2);
        assertThat(apply(x -> Add.of(x, x, x), image)).containsExactly(3, 6, 9, 12);
        assertThat(apply(x -> Multiply.of(x, x), image)).containsExactly(1, 4, 9, 16);
        assertThat(apply(x -> Multiply.of(x, x.to(new MaxPooling2D(2))), image)).containsExactly(4, 8, 12, 16);
    }

    @Test
    void squeezeExciteWithoutWeightsHalvesEveryChannel() {
        SqueezeExcite layer = new SqueezeExcite(1);
        Network network = new Network("one", 1);
        Graph graph = network.finish(network.input(1, 2, 2).to(layer));
        graph.initializers().keySet().stream()
                .filter(name -> name.endsWith("kernel"))
                .toList()
                .forEach(name -> graph.put(
                        name,
                        io.fovea.graph.Tensor.of(
                                new float[2], graph.initializers().get(name).shape())));
        assertThat(run(graph, FloatTensor.of(new float[] {1, 2, 3, 4}, 1, 2, 1, 2))
                        .toArray())
                .containsExactly(0.5f, 1, 1.5f, 2);
    }

    @ParameterizedTest
    @CsvSource({
        "GLOROT_UNIFORM, 0.0333",
        "GLOROT_NORMAL,  0.0333",
        "HE_UNIFORM,     0.04",
        "HE_NORMAL,      0.04",
    })
    void initialisersHaveTheirPublishedVariance(Initializer initializer, double variance) {
        float[] values = new float[100_000];
        initializer.fill(values, 50, 10, new SplittableRandom(1));
        double mean = 0;
        double square = 0;
        for (float value : values) {
            mean += value / values.length;
            square += value * (double) value / values.length;
        }
        assertThat(mean).isEqualTo(0, offset(0.003));
        assertThat(square).isEqualTo(variance, offset(0.001));
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake("conv2d cannot divide 3 channels and 4 filters into 2", x -> x.to(new Conv2D(4, 1).groups(2))),
                mistake(
                        "A kernel of 2 cannot cover a stride of 3",
                        x -> x.to(new Conv2DTranspose(4, 2).strides(3).same())),
                mistake("does not fit into 8 inputs", x -> x.to(new Conv2D(4, 5).dilation(2))),
                mistake("the shapes differ", x -> Add.of(x, x.to(new MaxPooling2D(2)))),
                mistake("the numbers of values differ", x -> x.to(new Reshape(7))),
                mistake("cannot divide 3 channels", x -> x.to(new GroupNormalization(2))),
                mistake("at least 1 group", x -> x.to(new GroupNormalization(0))),
                mistake("needs an image", x -> x.to(new Flatten()).to(new UpSampling2D(2))),
                mistake("at least 1", x -> x.to(new MaxPooling2D(0))),
                mistake("at most one -1", x -> x.to(new Reshape(-1, -1))));
    }

    private static Arguments mistake(String message, UnaryOperator<SymbolicTensor> layer) {
        return arguments(message, layer);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeIsExplained(String message, UnaryOperator<SymbolicTensor> layer) {
        SymbolicTensor x = new Network("one", 1).input(8, 8, 3);
        assertThatThrownBy(() -> layer.apply(x))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aSecondInputIsRefused() {
        Network network = new Network("one", 1);
        network.input(8, 8, 3);
        assertThatThrownBy(() -> network.input(8, 8, 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'one' has its input already");
    }

    private static float[] apply(Layer layer, FloatTensor image) {
        return apply(x -> x.to(layer), image);
    }

    private static float[] apply(UnaryOperator<SymbolicTensor> layers, FloatTensor image) {
        Network network = new Network("one", 1);
        long[] shape = image.shape();
        SymbolicTensor x = layers.apply(network.input(shape[2], shape[3], Math.toIntExact(shape[1])));
        return run(network.finish(x), image).toArray();
    }

    private static FloatTensor run(Graph graph, FloatTensor image) {
        try (Session session = Session.open(graph.toBytes(), Device.CPU)) {
            Map<String, FloatTensor> outputs = session.run(Map.of("input", image), Cancellation.NONE);
            return outputs.get(graph.outputs().get(0).name());
        }
    }
}
