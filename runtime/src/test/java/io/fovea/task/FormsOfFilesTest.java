package io.fovea.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.fovea.FoveaException;
import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import io.fovea.image.Image;
import io.fovea.model.Model;
import io.fovea.model.Task;
import io.fovea.session.Cancellation;
import io.fovea.session.Device;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One small classifier in all the forms that files come in: it answers alike, or says in a sentence why it cannot. */
class FormsOfFilesTest {
    /** All 40 but one pixel of 240: 65 on average. */
    private static final Image IMAGE = Image.gray8(4, 2, new byte[] {40, 40, 40, 40, 40, 40, 40, (byte) 240});

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25})
    void everyOperatorSet(int opset) {
        answers(Model.of(classifier(opset, ElementType.FLOAT)));
    }

    @Test
    void anOperatorSetOfTheFutureIsRefusedByItsNumber() {
        assertThatThrownBy(() -> answers(Model.of(classifier(99, ElementType.FLOAT))))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("99");
    }

    @ParameterizedTest
    @EnumSource(
            value = ElementType.class,
            names = {"FLOAT16", "DOUBLE", "UINT8", "INT16", "INT32", "INT64"})
    void inputsOfOtherTypes(ElementType type) {
        answers(Model.of(classifier(17, type)));
    }

    @Test
    void signedBytesArePixelsLess128() {
        Graph graph = classifier(17, ElementType.INT8);
        Node cast = graph.producer("real").orElseThrow();
        graph.replace(cast, cast.withOutputs(List.of("centred")).withName(""));
        graph.put("offset", Tensor.scalar(128f));
        graph.insertBefore(graph.producer("map").orElseThrow(), Node.of("Add", List.of("centred", "offset"), "real"));
        Model model = Model.of(graph);

        answers(model);
        assertThat(model.card().assumptions())
                .contains("The input is of signed bytes, -128..127; pixel values 0..255 less 128 are assumed.");
    }

    @Test
    void halfPrecisionThroughout() {
        answers(Model.of(allOf(ElementType.FLOAT16)));
    }

    @Test
    void quantisedNumbersBetweenDequantizeLinearAndQuantizeLinear() {
        answers(Model.of(qdq(false)));
    }

    @Test
    void quantisedNumbersInOperatorsOfTheirOwn() {
        answers(Model.of(qLinear()));
    }

    @Test
    void quantisedNumbersAsInputAndAnswer() {
        answers(Model.of(qdq(true)));
    }

    @Test
    void constantsInAFileBesideIt() throws IOException {
        Path file = Files.createDirectories(folder.resolve("my models")).resolve("the net.onnx");
        Path weights = beside(classifier(17, ElementType.FLOAT), file, "its weights.bin");

        answers(Model.read(file));

        Files.move(weights, folder.resolve("elsewhere.bin"));
        assertThatThrownBy(() -> Model.read(file))
                .isInstanceOf(FoveaException.class)
                .hasMessage("'" + file + "' cannot be read: its weights are to be in '" + weights
                        + "', which is missing; put that file beside the model.");
    }

    private static void answers(Model model) {
        assertThat(model.card().task()).isEqualTo(Task.CLASSIFICATION);
        try (Classifier classifier = Classifier.open(model, Device.CPU)) {
            Classification answer = classifier.classify(IMAGE, Cancellation.NONE);
            assertThat(answer.best().index()).isEqualTo(1);
            // 1 / (1 + exp(-(65 - 63) / 2))
            assertThat(answer.best().probability()).isCloseTo(0.731f, within(0.02f));
        }
    }

    /** Grey images of 4x2; the second of two classes is more likely where they are brighter than 63 on average. */
    private static Graph classifier(int opset, ElementType image) {
        Graph graph = Graph.create("forms", opset);
        graph.addInput(new ValueInfo("image", image, Shape.of(1, 1, 2, 4)));
        String real = "image";
        if (image != ElementType.FLOAT) {
            real = "real";
            graph.append(Node.of("Cast", List.of("image"), real, Attributes.NONE.with("to", ElementType.FLOAT.code())));
        }
        graph.put("kernel", Tensor.of(new float[] {0.25f, 0.5f}, 2, 1, 1, 1));
        Attributes one = Attributes.NONE.withIntegers("kernel_shape", 1, 1);
        graph.append(Node.of("Conv", List.of(real, "kernel"), "map", one));
        graph.append(Node.of("Relu", List.of("map"), "bent"));
        graph.append(Node.of("GlobalAveragePool", List.of("bent"), "mean"));
        graph.append(Node.of("Flatten", List.of("mean"), "flat"));
        graph.put("weights", Tensor.of(new float[] {0, 1, 0, 0.5f}, 2, 2));
        graph.put("bias", Tensor.of(0f, -31.5f));
        graph.append(Node.of("Gemm", List.of("flat", "weights", "bias"), "scores"));
        graph.append(Node.of("Softmax", List.of("scores"), "y", Attributes.NONE.with("axis", 1)));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.of(1, 2)));
        return graph;
    }

    private static Graph allOf(ElementType type) {
        Graph graph = Graph.create("halves", 17);
        graph.addInput(new ValueInfo("image", type, Shape.of(1, 1, 2, 4)));
        half(graph, "kernel", new float[] {0.25f, 0.5f}, 2, 1, 1, 1);
        half(graph, "weights", new float[] {0, 1, 0, 0.5f}, 2, 2);
        half(graph, "bias", new float[] {0, -31.5f}, 2);
        graph.append(Node.of("Conv", List.of("image", "kernel"), "map"));
        graph.append(Node.of("GlobalAveragePool", List.of("map"), "mean"));
        graph.append(Node.of("Flatten", List.of("mean"), "flat"));
        graph.append(Node.of("Gemm", List.of("flat", "weights", "bias"), "scores"));
        graph.append(Node.of("Softmax", List.of("scores"), "y"));
        graph.addOutput(new ValueInfo("y", type, Shape.of(1, 2)));
        return graph;
    }

    private static void half(Graph graph, String name, float[] values, long... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * values.length).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            bytes.putShort(ai.onnxruntime.platform.Fp16Conversions.floatToFp16(value));
        }
        graph.put(name, Tensor.ofBytes(ElementType.FLOAT16, shape, bytes.flip()));
    }

    /** The mean in steps of 1, scores in steps of 1/8; where it is whole throughout, probabilities in steps of 1/256. */
    private static Graph qdq(boolean whole) {
        Graph graph = Graph.create("qdq", 17);
        graph.addInput(new ValueInfo("image", whole ? ElementType.UINT8 : ElementType.FLOAT, Shape.of(1, 1, 2, 4)));
        quantisation(graph);
        if (whole) {
            graph.append(Node.of("DequantizeLinear", List.of("image", "one", "zero"), "x"));
        } else {
            graph.append(Node.of("QuantizeLinear", List.of("image", "one", "zero"), "xq"));
            graph.append(Node.of("DequantizeLinear", List.of("xq", "one", "zero"), "x"));
        }
        graph.append(Node.of("DequantizeLinear", List.of("kernelq", "eighth"), "kernel"));
        graph.append(Node.of("Conv", List.of("x", "kernel"), "map"));
        graph.append(Node.of("QuantizeLinear", List.of("map", "half", "zero"), "mapq"));
        graph.append(Node.of("DequantizeLinear", List.of("mapq", "half", "zero"), "real"));
        ending(graph, whole);
        return graph;
    }

    private static Graph qLinear() {
        Graph graph = Graph.create("qlinear", 17);
        graph.addInput(new ValueInfo("image", ElementType.FLOAT, Shape.of(1, 1, 2, 4)));
        quantisation(graph);
        graph.append(Node.of("QuantizeLinear", List.of("image", "one", "zero"), "xq"));
        List<String> inputs = List.of("xq", "one", "zero", "kernelq", "eighth", "signed", "half", "zero");
        graph.append(Node.of("QLinearConv", inputs, "mapq"));
        graph.append(Node.of("DequantizeLinear", List.of("mapq", "half", "zero"), "real"));
        ending(graph, false);
        return graph;
    }

    private static void quantisation(Graph graph) {
        graph.put("one", Tensor.scalar(1f));
        graph.put("half", Tensor.scalar(0.5f));
        graph.put("eighth", Tensor.scalar(0.125f));
        graph.put("zero", Tensor.ofBytes(ElementType.UINT8, new long[0], ByteBuffer.allocate(1)));
        graph.put("signed", Tensor.ofBytes(ElementType.INT8, new long[0], ByteBuffer.allocate(1)));
        ByteBuffer kernel = ByteBuffer.wrap(new byte[] {2, 4});
        graph.put("kernelq", Tensor.ofBytes(ElementType.INT8, new long[] {2, 1, 1, 1}, kernel));
    }

    private static void ending(Graph graph, boolean whole) {
        graph.append(Node.of("GlobalAveragePool", List.of("real"), "mean"));
        graph.append(Node.of("Flatten", List.of("mean"), "flat"));
        graph.put("weights", Tensor.of(new float[] {0, 1, 0, 0.5f}, 2, 2));
        graph.put("bias", Tensor.of(0f, -31.5f));
        graph.append(Node.of("Gemm", List.of("flat", "weights", "bias"), "scores"));
        graph.append(Node.of("Softmax", List.of("scores"), whole ? "shares" : "y"));
        if (whole) {
            graph.put("part", Tensor.scalar(1 / 256f));
            graph.append(Node.of("QuantizeLinear", List.of("shares", "part", "zero"), "y"));
        }
        graph.addOutput(new ValueInfo("y", whole ? ElementType.UINT8 : ElementType.FLOAT, Shape.of(1, 2)));
    }

    /** Writes a model whose constants are all in another file. */
    private static Path beside(Graph graph, Path file, String name) throws IOException {
        ModelProto.Builder model = ModelProto.parseFrom(graph.toBytes()).toBuilder();
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        for (TensorProto.Builder constant : model.getGraphBuilder().getInitializerBuilderList()) {
            byte[] raw = constant.getRawData().toByteArray();
            constant.clearRawData()
                    .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                    .addExternalData(entry("location", name))
                    .addExternalData(entry("offset", Integer.toString(data.size())))
                    .addExternalData(entry("length", Integer.toString(raw.length)));
            data.writeBytes(raw);
        }
        Files.write(file, model.build().toByteArray());
        return Files.write(file.resolveSibling(name), data.toByteArray());
    }

    private static StringStringEntryProto entry(String key, String value) {
        return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
    }
}
