package io.fovea.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import io.fovea.graph.operator.Case;
import io.fovea.graph.operator.Conformance;
import io.fovea.graph.operator.RecurrentCases;
import io.fovea.session.Cancellation;
import io.fovea.session.Device;
import io.fovea.session.FloatTensor;
import io.fovea.session.Session;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class UnrollingTest {

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
        Graph graph = Graph.create("layer", 17);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(length, 1, 3)));
        graph.put("w", Tensor.of(new float[rows * 3], 1, rows, 3));
        graph.put("r", Tensor.of(new float[rows * 2], 1, rows, 2));
        graph.append(new Node("steps", "", op, List.of("x", "w", "r"), List.of("y"), more.with("hidden_size", 2)));
        graph.expose("y");
        return graph;
    }

    private static float[] run(Graph graph, Map<String, FloatTensor> feeds) {
        try (Session session = Session.open(graph.toBytes(), Device.CPU)) {
            return session.run(feeds, Cancellation.NONE)
                    .get(graph.outputs().get(0).name())
                    .toArray();
        }
    }
}
