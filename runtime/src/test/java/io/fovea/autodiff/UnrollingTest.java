package io.fovea.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.ByteString;
import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.HalfPrecision;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import io.fovea.graph.operator.Case;
import io.fovea.graph.operator.Conformance;
import io.fovea.graph.operator.RecurrentCases;
import io.fovea.graph.operator.ValueFacts;
import io.fovea.session.Cancellation;
import io.fovea.session.Device;
import io.fovea.session.FloatTensor;
import io.fovea.session.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnrollingTest {
    /** Four steps of one sequence of three numbers. */
    private static final Map<String, FloatTensor> X =
            Map.of("x", FloatTensor.of(new float[] {1, -2, 0.5f, 0, 1, 1, -1, 0.3f, 2, 0.1f, 0.2f, -0.4f}, 4, 1, 3));

    static Stream<Case> cases() {
        return RecurrentCases.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void writtenOutLayersAnswerAsOnnxRuntimeDoes(Case one) {
        Graph whole = one.graph(false).raised(Math.max(13, Math.min(one.opset(), 17)));
        Graph steps = whole.copy();

        Unrolling.apply(steps);

        assertThat(steps.nodes()).noneMatch(RecurrenceRules::isOne);
        Map<String, FloatTensor> feeds = new HashMap<>();
        one.fed().forEach(fed -> feeds.put(fed.name(), FloatTensor.of(fed.values(), fed.shape())));
        assertThat(run(steps, feeds)).usingComparatorWithPrecision(1e-5f).containsExactly(run(whole, feeds));
    }

    /** From set 18 on a Split says into how many parts. */
    @ParameterizedTest
    @ValueSource(ints = {18, 21})
    void writtenOutLayersAnswerInNewerOperatorSetsToo(int opset) {
        Graph whole = layer(opset, ElementType.FLOAT, "GRU", 6, 4, Attributes.NONE);
        Graph steps = whole.copy();

        Unrolling.apply(steps);

        assertThat(run(steps, X)).usingComparatorWithPrecision(1e-5f).containsExactly(run(whole, X));
    }

    @ParameterizedTest
    @CsvSource({"17, 0", "18, 4"})
    void aSplitSaysIntoHowManyPartsWhereItMust(int opset, int parts) {
        Graph steps = layer(opset, ElementType.FLOAT, "RNN", 2, 4, Attributes.NONE);

        Unrolling.apply(steps);

        assertThat(steps.nodes())
                .filteredOn(node -> node.is("Split"))
                .isNotEmpty()
                .allMatch(node -> node.attributes().integer("num_outputs", 0) == parts);
    }

    @Test
    void whatIsWrittenIsCalledAfterTheFirstAnswerThatThereIs() {
        Graph graph = layer("GRU", 6, 4, Attributes.NONE);
        graph.setOutputs(List.of());
        graph.replace(graph.nodes().get(0), graph.nodes().get(0).withOutputs(List.of("", "last")));
        graph.expose("last");

        Unrolling.apply(graph);

        List<String> made = graph.nodes().stream().map(Node::output).toList();
        assertThat(made).doesNotHaveDuplicates().anyMatch(name -> name.matches("unrolled_last/MatMul_\\d+"));
        assertThat(made.subList(0, made.size() - 1)).allMatch(name -> name.startsWith("unrolled_last/"));
    }

    @Test
    void aLayerThatKeepsNothingIsLeftAsItIs() {
        Graph graph = layer("GRU", 6, 4, Attributes.NONE);
        graph.put("r", Tensor.of(new float[0], 1, 0, 0));

        Unrolling.apply(graph);

        assertThat(graph.nodes()).hasSize(1);
    }

    @Test
    void aSequenceOfOneStepIsNotSplit() {
        Graph whole = layer("LSTM", 8, 1, Attributes.NONE);
        Graph steps = whole.copy();
        Map<String, FloatTensor> x = Map.of("x", FloatTensor.of(new float[] {1, -2, 0.5f}, 1, 1, 3));

        Unrolling.apply(steps);

        assertThat(steps.nodes()).noneMatch(node -> node.is("Split") || RecurrenceRules.isOne(node));
        assertThat(run(steps, x)).usingComparatorWithPrecision(1e-5f).containsExactly(run(whole, x));
    }

    /** ONNX Runtime does not run these: the same numbers with the two axes swapped are what they answer. */
    @ParameterizedTest
    @CsvSource({"LSTM, 8, 0", "LSTM, 8, 1", "LSTM, 8, 2", "GRU, 6, 0", "GRU, 6, 1"})
    void sequencesMayLieBehindOneAnother(String op, int rows, int answer) {
        Graph stepFirst = batches(op, rows, answer, 0);
        Graph batchFirst = batches(op, rows, answer, 1);
        float[] x = {1, 2, 3, -1, 0.5f, 2, 0, -2, 1, 3, 1, -1, 0.2f, 0.3f, -0.7f, 1, 1, 1};

        Unrolling.apply(batchFirst);

        assertThat(batchFirst.nodes()).noneMatch(RecurrenceRules::isOne);
        float[] expected = run(stepFirst, Map.of("x", FloatTensor.of(swapped(x, 2, 3, 3), 3, 2, 3)));
        float[] found = run(batchFirst, Map.of("x", FloatTensor.of(x, 2, 3, 3)));
        // [steps, directions, batch, hidden] as [batch, steps, directions, hidden].
        int before = answer == 0 ? 3 * 2 : 2;
        assertThat(found).usingComparatorWithPrecision(1e-5f).containsExactly(swapped(expected, before, 2, 2));
    }

    @Test
    void halfPrecisionStaysHalfAlsoWhereSequencesEnd() {
        Graph whole = layer("GRU", 6, 4, Attributes.NONE);
        Graph half = layer(17, ElementType.FLOAT16, "GRU", 6, 4, Attributes.NONE);
        for (Graph graph : List.of(whole, half)) {
            ByteBuffer two = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
            two.putInt(2).flip();
            graph.put("lengths", Tensor.ofBytes(ElementType.INT32, new long[] {1}, two));
            graph.replace(graph.nodes().get(0), graph.nodes().get(0).withInputs(List.of("x", "w", "r", "", "lengths")));
        }

        Unrolling.apply(half);

        assertThat(run(half, X)).usingComparatorWithPrecision(0.01f).containsExactly(run(whole, X));
    }

    @ParameterizedTest
    @CsvSource({"1, true", "512, true", "513, false"})
    void longSequencesAreLeftAsTheyAre(int length, boolean written) {
        Graph graph = layer("RNN", 2, length, Attributes.NONE);

        assertThat(RecurrenceRules.obstacle(new ValueFacts(graph), graph.nodes().get(0)))
                .matches(obstacle -> obstacle.isEmpty() == written);
    }

    @ParameterizedTest
    @CsvSource({
        "LSTM, Sigmoid Tanh Tanh, ''",
        "LSTM, sigmoid TANH tanh Sigmoid Tanh Tanh, ''",
        "LSTM, Sigmoid Tanh Tanh Sigmoid Relu Tanh, Relu for a function where Tanh",
        "GRU, HardSigmoid Tanh, HardSigmoid for a function where Sigmoid",
        "RNN, Tanh Relu, Relu for a function where Tanh"
    })
    void otherFunctionsAreNamed(String op, String functions, String obstacle) throws IOException {
        OnnxMl.ModelProto.Builder file =
                OnnxMl.ModelProto.parseFrom(layer(op, 8, 4, Attributes.NONE).toBytes()).toBuilder();
        OnnxMl.AttributeProto.Builder named = file.getGraphBuilder()
                .getNodeBuilder(0)
                .addAttributeBuilder()
                .setName("activations")
                .setType(OnnxMl.AttributeProto.AttributeType.STRINGS);
        for (String function : functions.split(" ")) {
            named.addStrings(ByteString.copyFromUtf8(function));
        }
        Graph graph = Graph.parse(file.build().toByteArray());

        assertThat(RecurrenceRules.obstacle(new ValueFacts(graph), graph.nodes().get(0)))
                .isEqualTo(
                        obstacle.isEmpty()
                                ? Optional.empty()
                                : Optional.of("has " + obstacle + " is usual, which is not written out"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gradientsMatchCentralDifferences(Case one) {
        assertThat(Differences.worst(one, false)).isLessThan(0.01);
    }

    /** ONNX's own tests; among them those with the batch first, which ONNX Runtime does not run. */
    @Test
    @Tag("shared-data")
    void writtenOutLayersAnswerAsTheStandardSays() throws IOException {
        int seen = 0;
        for (Conformance test : Conformance.of("1.16.2")) {
            if (test.graph().nodes().stream().anyMatch(RecurrenceRules::isOne)) {
                Graph steps = test.graph().copy();
                Unrolling.apply(steps);
                assertThat(steps.nodes()).as(test.name()).noneMatch(RecurrenceRules::isOne);
                Map<String, FloatTensor> feeds = new HashMap<>();
                test.inputs()
                        .forEach((name, tensor) -> feeds.put(name, FloatTensor.of(tensor.toFloats(), tensor.shape())));
                String output = test.graph().outputs().get(0).name();
                try (Session session = Session.open(steps.toBytes(), Device.CPU)) {
                    assertThat(session.run(feeds, Cancellation.NONE).get(output).toArray())
                            .as(test.name())
                            .usingComparatorWithPrecision(1e-5f)
                            .containsExactly(test.output(0).toFloats());
                }
                seen++;
            }
        }
        assertThat(seen).isGreaterThanOrEqualTo(12);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "LSTM | 8 | -1 | input_forget | 0 | goes through a sequence whose length the model does not fix",
                "LSTM | 8 | 4 | input_forget | 1 | couples its gates (input_forget), which is not written out",
                "GRU | 6 | 513 | input_forget | 0 | goes through 513 steps, more than the 512 that are written out"
            })
    void whatIsNotWrittenOutHasNoGradientAndTheReasonIsSaid(
            String op, int rows, int length, String attribute, int value, String reason) {
        Graph graph = layer(op, rows, length, Attributes.NONE.with(attribute, value));

        assertThatThrownBy(() -> Gradients.of(graph, GradientTarget.sumOf("y"), List.of("x")))
                .isInstanceOf(NoGradientException.class)
                .hasMessage("The operator " + op + " 'steps' " + reason
                        + ", so there is no gradient with respect to 'x';" + " the nearest value that has one is 'y'.");
    }

    @Test
    void clippingIsNamed() {
        Graph graph = layer("LSTM", 8, 4, Attributes.NONE.with("clip", 0.5f));

        assertThatThrownBy(() -> Gradients.of(graph, GradientTarget.sumOf("y"), List.of("x")))
                .hasMessageContaining("cuts its values off (clip)");
    }

    private static Graph layer(String op, int rows, int length, Attributes more) {
        return layer(17, ElementType.FLOAT, op, rows, length, more);
    }

    private static Graph layer(int opset, ElementType type, String op, int rows, int length, Attributes more) {
        Graph graph = Graph.create("layer", opset);
        graph.addInput(new ValueInfo("x", type, Shape.of(length, 1, 3)));
        graph.put("w", weights(type, rows, 3));
        graph.put("r", weights(type, rows, 2));
        graph.append(new Node("steps", "", op, List.of("x", "w", "r"), List.of("y"), more.with("hidden_size", 2)));
        graph.expose("y");
        return graph;
    }

    /** Two sequences of three steps, in both directions; answers all steps, the last, or what is kept behind it. */
    private static Graph batches(String op, int rows, int answer, int layout) {
        Graph graph = Graph.create("batches", 17);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, layout == 1 ? Shape.of(2, 3, 3) : Shape.of(3, 2, 3)));
        for (String name : List.of("w", "r")) {
            int columns = name.equals("w") ? 3 : 2;
            float[] both =
                    Arrays.copyOf(weights(ElementType.FLOAT, rows, columns).toFloats(), 2 * rows * columns);
            for (int i = rows * columns; i < both.length; i++) {
                both[i] = -0.7f * both[i - rows * columns] + 0.05f;
            }
            graph.put(name, Tensor.of(both, 2, rows, columns));
        }
        List<String> outputs = List.of("y", "h", "c").subList(0, op.equals("LSTM") ? 3 : 2);
        Attributes attributes = Attributes.NONE
                .with("hidden_size", 2)
                .with("direction", "bidirectional")
                .with("layout", layout);
        graph.append(new Node("steps", "", op, List.of("x", "w", "r"), outputs, attributes));
        graph.expose(outputs.get(answer));
        return graph;
    }

    private static Tensor weights(ElementType type, int rows, int columns) {
        float[] values = new float[rows * columns];
        ByteBuffer halves = ByteBuffer.allocate(2 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < values.length; i++) {
            // Multiples of 1/8, which half precision has exactly.
            values[i] = (i * 5 % 11 - 5) / 8f;
            halves.putShort(HalfPrecision.toFloat16(values[i]));
        }
        return type == ElementType.FLOAT16
                ? Tensor.ofBytes(type, new long[] {1, rows, columns}, halves.flip())
                : Tensor.of(values, 1, rows, columns);
    }

    /** {@code [first, second, rest]} as {@code [second, first, rest]}. */
    private static float[] swapped(float[] values, int first, int second, int rest) {
        float[] swapped = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            int a = i / (second * rest);
            int b = i / rest % second;
            swapped[(b * first + a) * rest + i % rest] = values[i];
        }
        return swapped;
    }

    private static float[] run(Graph graph, Map<String, FloatTensor> feeds) {
        try (Session session = Session.open(graph.toBytes(), Device.CPU)) {
            return session.run(feeds, Cancellation.NONE)
                    .get(graph.outputs().get(0).name())
                    .toArray();
        }
    }
}
