package io.fovea.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import io.fovea.FoveaException;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.ValueInfo;
import io.fovea.layers.BatchNormalization;
import io.fovea.layers.Dense;
import io.fovea.layers.Dropout;
import io.fovea.layers.Flatten;
import io.fovea.layers.Network;
import io.fovea.layers.SymbolicTensor;
import io.fovea.zoo.Architecture;
import io.fovea.zoo.Zoo;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TorchGraphTest {

    @ParameterizedTest
    @CsvSource({"digits, 1, 28, 28", "trimap-net, 3, 200, 200", "unet, 1, 64, 96"})
    void theSameWeightsAnswerTheSameInLibtorchAndOnnxRuntime(String name, int channels, int height, int width)
            throws Exception {
        Graph graph = Zoo.find(name).build(Architecture.Settings.DEFAULT);
        long[] shape = {2, channels, height, width};
        float[] pixels = pixels(2 * channels * height * width);
        float[] expected = onnxRuntime(graph, pixels, shape);
        assertThat(libtorch(graph, pixels, shape, Precision.FP32)).hasSize(expected.length);
        assertThat(worst(libtorch(graph, pixels, shape, Precision.FP32), expected))
                .isLessThan(1e-4);
        assertThat(worst(libtorch(graph, pixels, shape, Precision.BF16), expected))
                .as("bfloat16 keeps two digits")
                .isLessThan(0.05);
    }

    @Test
    void trainedWeightsGoBackIntoTheGraph() {
        Graph graph = Zoo.find("digits").build(Architecture.Settings.DEFAULT);
        Graph target = graph.copy();
        try (TorchGraph model = TorchGraph.bind(graph, Precision.FP32);
                PointerScope scope = new PointerScope()) {
            Tensor kernel = model.parameters().get("conv2d/kernel");
            assertThat(kernel.requires_grad()).isTrue();
            kernel.detach().mul_(new org.bytedeco.pytorch.Scalar(2));
            model.writeTo(target);
        }
        float[] before = graph.initializers().get("conv2d/kernel").toFloats();
        float[] after = target.initializers().get("conv2d/kernel").toFloats();
        for (int i = 0; i < before.length; i++) {
            assertThat(after[i]).isEqualTo(2 * before[i]);
        }
        assertThat(target.initializers().get("dense/kernel"))
                .isEqualTo(graph.initializers().get("dense/kernel"));
    }

    @ParameterizedTest(name = "{0} channels, every {1} pixels, {2} beside")
    @CsvSource({"1, 2, 0", "2, 2, 0", "3, 2, 0", "3, 3, 1", "5, 2, 1", "7, 2, 0", "8, 2, 0"})
    void kernelsOfOnePixelLearnFromThePixelsThatTheyLookAt(int channels, int stride, int pad) {
        int side = 32;
        Graph graph = Graph.create("strided", 17);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(-1, channels, side, side)));
        graph.put("kernel", io.fovea.graph.Tensor.of(new float[32 * channels], 32, channels, 1, 1));
        graph.append(Node.of(
                "Conv",
                List.of("x", "kernel"),
                "y",
                io.fovea.graph.Attributes.NONE
                        .withIntegers("strides", stride, stride)
                        .withIntegers("pads", pad, pad, pad, pad)));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.of(-1, 32, -1, -1)));
        float[] pixels = pixels(4 * channels * side * side);
        double[] seen = new double[channels];
        for (int i = 0; i < pixels.length; i++) {
            boolean looked = (i % side + pad) % stride == 0 && (i / side % side + pad) % stride == 0;
            seen[i / (side * side) % channels] += looked ? pixels[i] : 0;
        }
        try (TorchGraph model = TorchGraph.bind(graph, Precision.FP32);
                PointerScope scope = new PointerScope()) {
            Tensor x = Tensors.of(pixels, 4, channels, side, side);
            model.run(Map.of("x", x), "y", true).sum().backward();
            float[] gradient = Tensors.toFloats(model.parameters().get("kernel").grad());
            for (int i = 0; i < gradient.length; i++) {
                assertThat(gradient[i]).isCloseTo((float) seen[i % channels], offset(1e-6f * 4 * 255 * side * side));
            }
        }
    }

    @Test
    void dropoutDropsInTrainingOnly() {
        Network network = new Network("dropping", 1);
        SymbolicTensor x = network.input(10, 10, 1);
        Graph graph = network.finish(x.to(new Dropout(0.4f)));
        try (TorchGraph model = TorchGraph.bind(graph, Precision.FP32);
                PointerScope scope = new PointerScope()) {
            float[] ones = new float[100];
            java.util.Arrays.fill(ones, 1);
            Map<String, Tensor> inputs = Map.of("input", Tensors.of(ones, 1, 1, 10, 10));
            assertThat(Tensors.toFloats(model.run(inputs, "dropout", false))).containsOnly(1f);
            assertThat(Tensors.toFloats(model.run(inputs, "dropout", true)))
                    .contains(0f)
                    .contains(1 / 0.6f);
        }
    }

    /** Outside of training dropout passes its input on, which is freed as soon as nobody else takes it. */
    @Test
    void aValueThatIsPassedOnOutlivesItsFirstName() {
        Network network = new Network("passing", 1);
        SymbolicTensor x = network.input(4, 4, 1);
        Graph graph =
                network.finish(x.to(new Dropout(0.4f)).to(new Dropout(0.4f)).to(new Dropout(0.4f)));
        try (TorchGraph model = TorchGraph.bind(graph, Precision.FP32);
                PointerScope scope = new PointerScope()) {
            float[] pixels = pixels(16);
            Tensor given = Tensors.of(pixels, 1, 1, 4, 4);
            Tensor passed = model.run(Map.of("input", given), "dropout_2", false);
            assertThat(Tensors.toFloats(passed)).containsExactly(pixels);
            assertThat(Tensors.toFloats(given)).containsExactly(pixels);
        }
    }

    @Test
    void batchNormalisationMovesItsAveragesInTrainingOnly() {
        Network network = new Network("normalising", 1);
        SymbolicTensor x = network.input(4, 4, 1);
        Graph graph = network.finish(x.to(new BatchNormalization().momentum(0.9f)));
        try (TorchGraph model = TorchGraph.bind(graph, Precision.FP32);
                PointerScope scope = new PointerScope()) {
            float[] tens = new float[16];
            java.util.Arrays.fill(tens, 10);
            Map<String, Tensor> inputs = Map.of("input", Tensors.of(tens, 1, 1, 4, 4));
            model.run(inputs, "batch_normalization", false);
            assertThat(model.averages().get("batch_normalization/moving_mean").item_float())
                    .isEqualTo(0);
            model.run(inputs, "batch_normalization", true);
            assertThat(model.averages().get("batch_normalization/moving_mean").item_float())
                    .isEqualTo(1, offset(1e-6f));
        }
        assertThat(Trainable.movingAverages(graph)).hasSize(2);
    }

    @Test
    void gradientsReachEveryWeight() {
        Network network = new Network("tiny", 1);
        SymbolicTensor x = network.input(4, 4, 1);
        Graph graph = network.finish(x.to(new Flatten()).to(new Dense(3)));
        try (TorchGraph model = TorchGraph.bind(graph, Precision.FP32);
                PointerScope scope = new PointerScope()) {
            Tensor scores = model.run(Map.of("input", Tensors.of(pixels(32), 2, 1, 4, 4)), "dense", true);
            scores.sum().backward();
            assertThat(Tensors.toFloats(model.parameters().get("dense/bias").grad()))
                    .containsExactly(2, 2, 2);
        }
    }

    @Test
    void anOperatorWithoutACounterpartIsNamed() {
        Graph graph = Graph.create("odd", 17);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, 4)));
        graph.append(Node.of("NonZero", List.of("x"), "where"));
        graph.expose("where");
        assertThatThrownBy(() -> TorchGraph.bind(graph, Precision.FP32))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("NonZero")
                .hasMessageContaining("Conv");
    }

    private static float[] pixels(int count) {
        Random random = new Random(3);
        float[] pixels = new float[count];
        for (int i = 0; i < count; i++) {
            pixels[i] = random.nextInt(256);
        }
        return pixels;
    }

    private static double worst(float[] a, float[] b) {
        double worst = 0;
        for (int i = 0; i < a.length; i++) {
            worst = Math.max(worst, Math.abs(a[i] - b[i]));
        }
        return worst;
    }

    private static float[] libtorch(Graph graph, float[] pixels, long[] shape, Precision precision) {
        try (TorchGraph model = TorchGraph.bind(graph, precision);
                PointerScope scope = new PointerScope()) {
            String output = graph.outputs().get(0).name();
            return Tensors.toFloats(model.run(Map.of("input", Tensors.of(pixels, shape)), output, false));
        }
    }

    private static float[] onnxRuntime(Graph graph, float[] pixels, long[] shape) throws Exception {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession session = environment.createSession(graph.toBytes(), new OrtSession.SessionOptions());
                OnnxTensor input = OnnxTensor.createTensor(environment, FloatBuffer.wrap(pixels), shape);
                OrtSession.Result result = session.run(Map.of("input", input))) {
            FloatBuffer buffer = ((OnnxTensor) result.get(0)).getFloatBuffer();
            float[] values = new float[buffer.remaining()];
            buffer.get(values);
            return values;
        }
    }
}
