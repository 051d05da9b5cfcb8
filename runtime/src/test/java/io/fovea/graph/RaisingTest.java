package io.fovea.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fovea.FoveaException;
import io.fovea.SharedData;
import io.fovea.session.Cancellation;
import io.fovea.session.Device;
import io.fovea.session.FloatTensor;
import io.fovea.session.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RaisingTest {

    private static final Attributes NONE = Attributes.NONE;

    /** What the operator was, before it changed: version, operator, attributes, constants after the data. */
    static Stream<Arguments> formerForms() {
        return Stream.of(
                form(7, "Clip", NONE.with("min", -0.2f).with("max", 0.3f)),
                form(9, "Clip", NONE.with("max", 0.1f)),
                form(7, "Dropout", NONE.with("ratio", 0.3f)),
                form(7, "Pad", NONE.withIntegers("pads", 0, 0, 1, 2, 0, 0, 0, 1).with("value", 2f)),
                form(9, "Pad", NONE.withIntegers("pads", 0, 0, 1, 2, 0, 0, 0, 1).with("mode", "reflect")),
                form(9, "ReduceSum", NONE.withIntegers("axes", 1, 3).with("keepdims", 0)),
                form(12, "ReduceSum", NONE),
                form(7, "ReduceMean", NONE.withIntegers("axes", 2, 3)),
                form(
                        9,
                        "Slice",
                        NONE.withIntegers("starts", 1, 0)
                                .withIntegers("ends", 3, -1)
                                .withIntegers("axes", 2, 3)),
                form(7, "Slice", NONE.withIntegers("starts", 0, 1).withIntegers("ends", 2, 2)),
                form(8, "Squeeze", NONE.withIntegers("axes", 0)),
                form(11, "Unsqueeze", NONE.withIntegers("axes", 0, 3)),
                form(9, "Softmax", NONE),
                form(11, "Softmax", NONE.with("axis", 2)),
                form(12, "LogSoftmax", NONE.with("axis", -1)),
                form(7, "LogSoftmax", NONE.with("axis", 3)),
                form(9, "Hardmax", NONE.with("axis", 1)),
                form(7, "Upsample", NONE.with("mode", "nearest").withReals("scales", 1, 1, 2, 3)),
                form(9, "Upsample", NONE.with("mode", "linear"), Tensor.of(1f, 1f, 2f, 2f)),
                form(10, "Resize", NONE.with("mode", "nearest"), Tensor.of(1f, 1f, 0.6f, 0.5f)),
                form(10, "Resize", NONE.with("mode", "linear"), Tensor.of(1f, 1f, 1.5f, 2f)),
                form(7, "Affine", NONE.with("alpha", 3f).with("beta", -1f)),
                form(7, "Crop", NONE.withIntegers("border", 1, 2, 1, 0)),
                form(7, "Crop", NONE.withIntegers("border", 1, 0, 0, 0).withIntegers("scale", 2, 2)),
                form(7, "ImageScaler", NONE.with("scale", 2f).withReals("bias", 1, -1, 0)),
                form(
                        7,
                        "BatchNormalization",
                        NONE.with("spatial", 1).with("epsilon", 0.01f),
                        Tensor.of(1f, 2f, 3f),
                        Tensor.of(0f, 1f, 0f),
                        Tensor.of(0.1f, 0.2f, 0.3f),
                        Tensor.of(1f, 2f, 0.5f)));
    }

    private static Arguments form(int opset, String op, Attributes attributes, Tensor... constants) {
        return Arguments.of(opset, op, attributes, List.of(constants));
    }

    @ParameterizedTest(name = "{1} of {0}")
    @MethodSource("formerForms")
    void whatWasRewrittenAnswersAsBefore(int opset, String op, Attributes attributes, List<Tensor> constants) {
        Graph graph = Graph.create("former", opset);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, 3, 4, 5)));
        List<String> inputs = new ArrayList<>(List.of("x"));
        constants.forEach(constant -> inputs.add(graph.put("c" + inputs.size(), constant)));
        graph.append(Node.of(op, inputs, "y", attributes));
        if (op.equals("Crop")) {
            // ONNX Runtime does not know its shape.
            graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.of(-1, -1, -1, -1)));
        } else {
            graph.expose("y");
        }
        Graph raised = graph.raised(17);
        assertThat(raised.opset()).isEqualTo(17);
        assertThat(difference(graph, raised, 1)).isLessThan(1e-6);
        assertThat(graph.opset()).as("the original").isEqualTo(opset);
    }

    @Test
    void anOperatorThatCannotBeRaisedIsNamed() {
        Graph graph = Graph.create("odd", 8);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, 3)));
        Node node = graph.append(Node.of("ScaledTanh", List.of("x"), "y"));
        graph.expose("y");
        assertThatThrownBy(() -> graph.raised(17))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("ScaledTanh")
                .hasMessageContaining("'y'");
        assertThatThrownBy(() -> Graph.create("old", 6).raised(17)).hasMessageContaining("of 6");
        assertThatThrownBy(() -> graph.raised(18)).hasMessageContaining("13 to 17");
    }

    @Test
    void everyVersionFromTheOldestToTheNewestIsRaised() {
        assertThat(Graph.create("oldest", 7).raised(13).opset()).isEqualTo(13);
        assertThat(Graph.create("newest", 18).raised(18).opset()).isEqualTo(18);
        assertThat(Graph.create("newer", 19).raised(18).opset()).isEqualTo(19);
        assertThatThrownBy(() -> Graph.create("old", 7).raised(12)).hasMessageContaining("asked for was 12");
    }

    /** Squeeze takes its axes as an input since version 13, Clip its bounds since version 11. */
    @Test
    void onlyWhatChangedMeanwhileIsRewritten() {
        Graph graph = Graph.create("between", 11);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, 3)));
        graph.append(Node.of("Clip", List.of("x"), "clipped"));
        graph.append(Node.of("Squeeze", List.of("clipped"), "y", NONE.withIntegers("axes", 0)));
        graph.expose("y");

        Graph raised = graph.raised(13);

        assertThat(raised.producer("clipped")).isEqualTo(graph.producer("clipped"));
        assertThat(raised.producer("y").orElseThrow().inputs()).containsExactly("clipped", "y_axes");
    }

    @Test
    void whatIsAddedIsCalledAfterTheFirstThingThatIsMade() {
        Graph graph = Graph.create("named", 11);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(5)));
        graph.append(
                new Node("parts", "", "Split", List.of("x"), List.of("", "rest"), NONE.withIntegers("split", 2, 3)));
        graph.expose("rest");

        assertThat(graph.raised(17).producer("rest").orElseThrow().inputs()).containsExactly("x", "rest_split");
    }

    /** Along the last axis that is longer than 1, softmax means the same as before. */
    @ParameterizedTest
    @CsvSource({"3, 'Softmax'", "2, 'Softmax'", "1, 'Shape Flatten Softmax Reshape'", "-2, 'Softmax'"})
    void softmaxIsWrittenOutOnlyWhereItMeansAnother(int axis, String operators) {
        Graph graph = Graph.create("softmax", 11);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(2, 3, 4, 1)));
        graph.append(Node.of("Softmax", List.of("x"), "y", NONE.with("axis", axis)));
        graph.expose("y");

        Graph raised = graph.raised(13);

        assertThat(raised.nodes().stream().map(Node::op)).containsExactly(operators.split(" "));
        assertThat(difference(graph, raised, 1)).isLessThan(1e-6);
    }

    /** A number stands beside values of its own type, be that declared or only that of what they are made from. */
    @ParameterizedTest
    @CsvSource({"FLOAT16, 2", "DOUBLE, 8", "FLOAT, 4"})
    void numbersAreOfTheTypeOfWhatTheyMeet(ElementType type, int bytes) {
        Graph graph = Graph.create("typed", 9);
        graph.addInput(new ValueInfo("x", type, Shape.of(2)));
        graph.append(Node.of("Relu", List.of("x"), "inner"));
        graph.append(Node.of("Clip", List.of("inner"), "clipped", NONE.with("max", 0.5f)));
        graph.append(Node.of("RandomNormal", List.of(), "unknown", NONE.withIntegers("shape", 2)));
        graph.append(Node.of("Clip", List.of("unknown"), "y", NONE.with("max", 0.5f)));
        graph.expose("y");

        Graph raised = graph.raised(13);

        Tensor most = raised.constant("clipped_max").orElseThrow();
        assertThat(most.type()).isEqualTo(type);
        assertThat(most.shape()).isEmpty();
        assertThat(most.bytes().remaining()).isEqualTo(bytes);
        assertThat(most.toFloats()).containsExactly(0.5f);
        assertThat(raised.constant("y_max")).contains(Tensor.scalar(0.5f));
    }

    @Test
    void aMaskThatSomebodyWantsIsNotTakenAway() {
        Graph graph = Graph.create("masked", 7);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, 3)));
        graph.append(new Node("drop", "", "Dropout", List.of("x"), List.of("y", "mask"), NONE));
        graph.expose("y");
        assertThat(graph.raised(17).producer("y").orElseThrow().outputs()).containsExactly("y");
        graph.expose("mask");
        assertThatThrownBy(() -> graph.raised(17)).hasMessageContaining("'mask'");
    }

    @Test
    void halfPrecisionBecomesSingle() {
        Graph graph = Graph.create("half", 17);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT16, Shape.of(1, 3)));
        Tensor half = Tensor.ofBytes(
                ElementType.FLOAT16,
                new long[] {2},
                Tensor.little(4)
                        .putShort(HalfPrecision.toFloat16(1.5f))
                        .putShort(HalfPrecision.toFloat16(-0.25f))
                        .flip());
        graph.put("w", half);
        graph.append(Node.of("Constant", List.of(), "c", NONE.with("value", half)));
        graph.append(Node.of("Cast", List.of("x"), "as", NONE.with("to", ElementType.FLOAT16.code())));
        graph.addOutput(new ValueInfo("as", ElementType.FLOAT16, Shape.of(1, 3)));
        graph.put("whole", Tensor.of(7L));
        graph.append(Node.of("Shape", List.of("x"), "size"));
        graph.addOutput(new ValueInfo("size", ElementType.INT64, Shape.of(2)));
        Graph single = graph.inSinglePrecision();
        assertThat(single.initializers().get("w")).isEqualTo(Tensor.of(1.5f, -0.25f));
        assertThat(single.constant("c")).contains(Tensor.of(1.5f, -0.25f));
        assertThat(single.producer("as").orElseThrow().attributes().integer("to", 0))
                .isEqualTo(ElementType.FLOAT.code());
        assertThat(single.inputs().get(0).type()).isEqualTo(ElementType.FLOAT);
        assertThat(single.outputs().get(0).type()).isEqualTo(ElementType.FLOAT);
        assertThat(single.initializers().get("whole")).isEqualTo(Tensor.of(7L));
        assertThat(single.outputs().get(1).type()).isEqualTo(ElementType.INT64);
    }

    @Test
    void whatNamesNoTypeInAnOperatorOfOthersIsLeft() {
        Graph graph = Graph.create("other", 17);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT16, Shape.of(1, 3)));
        graph.append(new Node("n", "own", "Move", List.of("x"), List.of("y"), NONE.with("to", Integer.MIN_VALUE)));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT16, Shape.of(1, 3)));

        Attributes left = graph.inSinglePrecision().producer("y").orElseThrow().attributes();

        assertThat(left.integer("to", 0)).isEqualTo(Integer.MIN_VALUE);
    }

    @Test
    @Tag("shared-data")
    void foreignModelsAnswerAsBefore() throws IOException {
        Map<String, Double> differences = new LinkedHashMap<>();
        List<Path> files;
        try (Stream<Path> all = Files.list(SharedData.path("onnx/models"))) {
            files = all.filter(file -> file.toString().endsWith(".onnx"))
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            Graph graph = Graph.read(file);
            boolean half = graph.inputs().get(0).type() == ElementType.FLOAT16;
            boolean pixels = file.endsWith("style-candy.onnx");
            double found = difference(graph, graph.inSinglePrecision().raised(17), pixels ? 255 : 1);
            differences.put(file.getFileName().toString(), found / (half ? 1000 : 1));
        }
        assertThat(differences).hasSizeGreaterThan(10);
        assertThat(differences).allSatisfy((name, found) -> assertThat(found).isCloseTo(0, within(1e-5)));
    }

    /** The largest difference between what two models answer, relative to the largest answer. */
    private static double difference(Graph one, Graph other, float largest) {
        Map<String, FloatTensor> feed = new LinkedHashMap<>();
        Random random = new Random(3);
        for (ValueInfo input : one.inputs()) {
            long[] sizes = input.shape().sizes();
            for (int i = 0; i < sizes.length; i++) {
                sizes[i] = Math.max(1, sizes[i]);
            }
            FloatTensor tensor = FloatTensor.allocate(sizes);
            for (int i = 0; i < tensor.size(); i++) {
                tensor.data().put(i, largest * random.nextFloat());
            }
            feed.put(input.name(), tensor);
        }
        Map<String, FloatTensor> before = run(one, feed);
        Map<String, FloatTensor> after = run(other, feed);
        double worst = 0;
        double most = 1e-6;
        for (String output : before.keySet()) {
            assertThat(after.get(output).shape()).isEqualTo(before.get(output).shape());
            float[] expected = before.get(output).toArray();
            float[] found = after.get(output).toArray();
            for (int i = 0; i < expected.length; i++) {
                worst = Math.max(worst, Math.abs(found[i] - expected[i]));
                most = Math.max(most, Math.abs(expected[i]));
            }
        }
        return worst / most;
    }

    private static Map<String, FloatTensor> run(Graph graph, Map<String, FloatTensor> feed) {
        try (Session session = Session.open(graph.toBytes(), Device.CPU)) {
            return session.run(feed, Cancellation.NONE);
        }
    }
}
