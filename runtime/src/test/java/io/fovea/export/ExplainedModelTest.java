package io.fovea.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.fovea.FoveaException;
import io.fovea.SharedData;
import io.fovea.anatomy.NetsByHand;
import io.fovea.anatomy.NetsByHand.Chain;
import io.fovea.explain.ExplainOptions;
import io.fovea.explain.Explainer;
import io.fovea.explain.method.Method;
import io.fovea.graph.Tensor;
import io.fovea.image.Color;
import io.fovea.image.Image;
import io.fovea.model.Card;
import io.fovea.model.Input;
import io.fovea.model.Model;
import io.fovea.model.OutputValues;
import io.fovea.model.Task;
import io.fovea.session.Device;
import io.fovea.task.Monitor;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A model with its explanation, run as anyone would: by plain ONNX Runtime. */
class ExplainedModelTest {

    private static float[] run(Model model, OnnxTensor image, long wanted, String output) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession session = environment.createSession(model.onnx());
                image;
                OnnxTensor chosen =
                        OnnxTensor.createTensor(environment, LongBuffer.wrap(new long[] {wanted}), new long[] {1})) {
            List<String> inputs = new ArrayList<>(session.getInputNames());
            assertThat(inputs).hasSize(2).contains("class");
            inputs.remove("class");
            try (OrtSession.Result result =
                    session.run(Map.of(inputs.get(0), image, "class", chosen), Set.of(output))) {
                FloatBuffer values = ((OnnxTensor) result.get(0)).getFloatBuffer();
                float[] found = new float[values.remaining()];
                values.get(found);
                return found;
            }
        }
    }

    private static OnnxTensor floats(float[] values, long... shape) throws OrtException {
        return OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), FloatBuffer.wrap(values), shape);
    }

    private static float[] ramp() {
        float[] values = new float[16];
        for (int i = 0; i < 16; i++) {
            values[i] = 2 * i;
        }
        return values;
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "-1, 0"})
    void theHeatIsTheMapWorkedOutByHand(long wanted, int label) throws OrtException {
        Model explained = ExplainedModel.of(NetsByHand.twoFilters(), ExplainOptions.DEFAULT);
        float[][] maps = NetsByHand.rampMaps();
        float[] expected = new float[16];
        float highest = 0;
        for (int i = 0; i < 16; i++) {
            expected[i] =
                    Math.max(0, NetsByHand.HEAD[2 * label] * maps[0][i] + NetsByHand.HEAD[2 * label + 1] * maps[1][i]);
            highest = Math.max(highest, expected[i]);
        }
        for (int i = 0; i < 16; i++) {
            expected[i] /= highest;
        }

        assertThat(run(explained, floats(ramp(), 1, 1, 4, 4), wanted, "heat")).containsExactly(expected, offset(1e-5f));
        assertThat(run(explained, floats(ramp(), 1, 1, 4, 4), wanted, "probabilities"))
                .hasSize(2)
                .satisfies(p -> assertThat(p[0]).isGreaterThan(0.99f));
    }

    @ParameterizedTest
    @ValueSource(strings = {"grad-cam", "grad-cam++", "hirescam", "layercam", "xgrad-cam"})
    void everyMethodOfTheFamilyIsTheSameAsFoveasOwn(String name) throws OrtException {
        Chain net = new Chain(1, 16);
        Model model = net.conv("conv1", 1, 4, 3)
                .node("Relu", "relu1")
                .pool("pool")
                .conv("conv2", 4, 6, 3)
                .node("Relu", "maps")
                .head(6, 3)
                .model(1, 16, 3);
        ExplainOptions options = ExplainOptions.DEFAULT.withMethod(Method.parse(name));
        byte[] pixels = new byte[256];
        new Random(4).nextBytes(pixels);
        Image image = Image.gray8(16, 16, pixels);
        float[] values = new float[256];
        for (int i = 0; i < 256; i++) {
            values[i] = pixels[i] & 0xff;
        }
        Model explained = ExplainedModel.of(model, options);

        for (int label = 0; label < 3; label++) {
            float[] found = run(explained, floats(values, 1, 1, 16, 16), label, "heat");
            assertThat(found).containsExactly(own(model, options, image, label), offset(1e-5f));
        }
    }

    private static float[] own(Model model, ExplainOptions options, Image image, int label) {
        try (Explainer explainer = Explainer.openForAnyClass(model, options, Device.CPU)) {
            return explainer
                    .explain(image, Optional.empty(), List.of(label), Monitor.NONE)
                    .get(0)
                    .map()
                    .heat()
                    .floats();
        }
    }

    @Test
    void oneScoreForTwoClassesExplainsBoth() throws OrtException {
        Chain net = new Chain(1, 4);
        net.graph.put("filters", Tensor.of(new float[] {1, -0.5f}, 2, 1, 1, 1));
        net.graph.put("offsets", Tensor.of(-10f, 5f));
        net.graph.put("head", Tensor.of(new float[] {1, -1}, 2, 1));
        net.node("Conv", "conv", "filters", "offsets")
                .node("Relu", "maps")
                .node("GlobalAveragePool", "pooled")
                .node("Flatten", "flat")
                .node("MatMul", "scores", "head")
                .node("Sigmoid", "probability");
        net.graph.expose("probability");
        Card.of(
                        "one",
                        Task.CLASSIFICATION,
                        List.of("dark", "bright"),
                        Input.resized(4, 4, Color.GRAY),
                        OutputValues.INDEPENDENT_PROBABILITIES)
                .writeTo(net.graph);
        Model explained = ExplainedModel.of(Model.of(net.graph), ExplainOptions.DEFAULT);

        float[] bright = run(explained, floats(ramp(), 1, 1, 4, 4), 1, "heat");
        assertThat(run(explained, floats(ramp(), 1, 1, 4, 4), -1, "heat")).containsExactly(bright);
        assertThat(bright[15]).isEqualTo(1);
        assertThat(bright[0]).isZero();
        float[] dark = run(explained, floats(ramp(), 1, 1, 4, 4), 0, "heat");
        assertThat(dark[0]).isEqualTo(1);
        assertThat(dark[15]).isZero();
    }

    @Test
    void aSegmentationExplainsTheClassOfMostPixels() throws OrtException {
        Model explained = ExplainedModel.of(NetsByHand.brightness(), ExplainOptions.DEFAULT);
        float[] values = new float[64];
        for (int i = 0; i < 64; i++) {
            values[i] = i < 48 ? 150 + i : 20;
        }
        float[] top = run(explained, floats(values, 1, 1, 8, 8), -1, "heat");

        assertThat(top).hasSize(64).containsExactly(run(explained, floats(values, 1, 1, 8, 8), 1, "heat"));
        assertThat(run(explained, floats(values, 1, 1, 8, 8), 0, "heat")).isNotEqualTo(top);
    }

    /** The grid of the layer is coarser than the input, and that smaller than the image. */
    @ParameterizedTest
    @CsvSource({"40, 30, 1e-5", "32, 32, 1e-5", "16, 16, 1e-5", "61, 16, 1e-5", "12, 10, 0.02"})
    void preparationAndExplanationGoTogether(int width, int height, float tolerance) throws OrtException {
        Chain net = new Chain(1, 16);
        Model model = net.conv("conv1", 1, 4, 3)
                .node("Relu", "relu1")
                .pool("pool")
                .conv("conv2", 4, 6, 3)
                .node("Relu", "maps")
                .head(6, 3)
                .model(1, 16, 3);
        Model both = PreparedModel.of(ExplainedModel.of(model, ExplainOptions.DEFAULT));
        byte[] pixels = new byte[width * height];
        new Random(6).nextBytes(pixels);
        ByteBuffer colours = ByteBuffer.allocateDirect(3 * pixels.length);
        for (byte pixel : pixels) {
            colours.put(pixel).put(pixel).put(pixel);
        }
        Image image = Image.gray8(width, height, pixels);

        for (int label = 0; label < 3; label++) {
            OnnxTensor tensor = OnnxTensor.createTensor(
                    OrtEnvironment.getEnvironment(),
                    colours.duplicate().flip(),
                    new long[] {1, height, width, 3},
                    OnnxJavaType.UINT8);
            float[] found = run(both, tensor, label, "heat");
            // What is enlarged may differ by one level of 255 on its way.
            assertThat(found).containsExactly(own(model, ExplainOptions.DEFAULT, image, label), offset(tolerance));
        }
    }

    @Test
    void whatCannotBeWrittenIsRefusedByName() {
        assertThatThrownBy(() ->
                        ExplainedModel.of(NetsByHand.twoFilters(), ExplainOptions.DEFAULT.withMethod(Method.OCCLUSION)))
                .isInstanceOf(FoveaException.class)
                .hasMessageContainingAll("occlusion", "grad-cam", "layercam");
        assertThatThrownBy(() -> ExplainedModel.of(
                        NetsByHand.twoFilters(), ExplainOptions.DEFAULT.withLayers(List.of("maps", "conv"))))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("2 were given");
        Model once = ExplainedModel.of(NetsByHand.twoFilters(), ExplainOptions.DEFAULT);
        assertThatThrownBy(() -> ExplainedModel.of(once, ExplainOptions.DEFAULT))
                .isInstanceOf(FoveaException.class);
    }

    @Tag("shared-data")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "squeezenet-fp16",
                "cifar10-resnet2b",
                "cifar10-nhwc-medium",
                "fastvit-food101-192",
                "mnist-pytorch",
                "deeplabv3-nhwc"
            })
    void modelsOfOthersExplainThemselves(String file) {
        Model model = Model.read(SharedData.path("onnx/models/" + file + ".onnx"));

        assertThat(ExplainedModel.of(model, ExplainOptions.DEFAULT).graph().outputs())
                .anyMatch(output -> output.name().equals("heat"));
    }
}
