package io.fovea.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.graph.operator.Conformance;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** ONNX's own tests, read and written. */
@Tag("shared-data")
class ConformanceReadingTest {

    @ParameterizedTest
    @ValueSource(strings = {"1.16.2", "1.22.0-new"})
    void everyModelIsTheSameWhenItWasWrittenAndReadAgain(String version) throws IOException {
        List<Conformance> tests = Conformance.of(version);
        assertThat(tests).hasSizeGreaterThan(400).allSatisfy(test -> {
            Graph again = Graph.parse(test.graph().toBytes());
            assertThat(again.nodes()).isEqualTo(test.graph().nodes());
            assertThat(again.inputs()).isEqualTo(test.graph().inputs());
            assertThat(again.outputs()).isEqualTo(test.graph().outputs());
            assertThat(again.initializers()).isEqualTo(test.graph().initializers());
            assertThat(again.opset()).isEqualTo(test.graph().opset());
        });
    }

    /** The tests that widen such numbers to eight bits say what they are. */
    @Test
    void numbersOfTwoAndFourBitsAreWhatOnnxSays() throws IOException {
        int compared = 0;
        for (Conformance test : Conformance.of("1.22.0-new")) {
            if (test.name().matches("cast(like)?_(U?)INT[24]_to_\\2INT8")) {
                Tensor given = test.inputs().values().iterator().next();
                assertThat(given.toLongs())
                        .as(test.name())
                        .containsExactly(test.output(0).toLongs());
                compared++;
            }
        }
        assertThat(compared).isEqualTo(6);
    }
}
