package io.fovea.autodiff;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.FoveaException;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import io.fovea.graph.operator.Conformance;
import io.fovea.graph.operator.Operators;
import io.fovea.session.Cancellation;
import io.fovea.session.Device;
import io.fovea.session.FloatTensor;
import io.fovea.session.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The gradient of every conformance test of ONNX that takes and gives real numbers, beside central differences along a
 * random direction, tabled in {@code target/gradients-*.md} with the reason for each that was left out.
 */
@Tag("shared-data")
class ConformanceGradientsTest {

    private static final double STEP = 1e-3;

    private static final double LARGEST = 1000;

    @ParameterizedTest
    @CsvSource({"1.16.2, 500", "1.22.0-new, 100"})
    void gradientsMatchDifferencesOrAreRefusedByName(String version, int rightAtLeast) throws IOException {
        Map<String, String> outcomes = new TreeMap<>();
        for (Conformance test : Conformance.of(version)) {
            outcomes.put(test.name(), outcome(test));
        }
        List<String> lines = new ArrayList<>(List.of("| test | gradient |", "|---|---|"));
        outcomes.forEach((name, outcome) -> lines.add("| " + name + " | " + outcome + " |"));
        Files.write(Files.createDirectories(Path.of("target")).resolve("gradients-" + version + ".md"), lines);
        assertThat(outcomes).allSatisfy((name, outcome) -> assertThat(outcome).doesNotStartWith("wrong"));
        assertThat(outcomes.values().stream().filter("right"::equals).count()).isGreaterThanOrEqualTo(rightAtLeast);
    }

    private static String outcome(Conformance test) throws IOException {
        if (!test.isNumeric()) {
            return "left out: texts, sequences, complex numbers, or floating-point numbers of 4 or 8 bits";
        }
        Map<String, Tensor> given = test.inputs();
        List<String> names = given.entrySet().stream()
                .filter(entry -> entry.getValue().type() == ElementType.FLOAT
                        && entry.getValue().size() > 0)
                .map(Map.Entry::getKey)
                .filter(name -> !isSetting(test.graph(), name))
                .toList();
        ValueInfo output = test.graph().outputs().get(0);
        if (names.isEmpty() || output.type() != ElementType.FLOAT) {
            return "left out: does not take or give numbers of float32";
        }
        if (names.stream().anyMatch(name -> largest(given.get(name)) > LARGEST)) {
            return "left out: takes numbers so large that steps vanish beside them";
        }
        Gradients gradients;
        try {
            gradients = Gradients.of(
                    test.graph(), GradientTarget.sumOf(output.name()).weighted(), names);
        } catch (NoGradientException e) {
            return "refused: " + e.getMessage();
        }
        try {
            return compared(test, given, names, gradients);
        } catch (FoveaException e) {
            return "wrong: " + e.getMessage();
        }
    }

    /** Whether it is only a bound, a size or the like. */
    private static boolean isSetting(Graph graph, String input) {
        return graph.consumers(input).stream()
                .allMatch(node -> IntStream.range(0, node.inputs().size())
                        .filter(i -> node.input(i).equals(input))
                        .allMatch(Operators.of(node)::isSetting));
    }

    private static double largest(Tensor tensor) {
        double largest = 0;
        for (float number : tensor.toFloats()) {
            largest = Math.max(largest, Math.abs(number));
        }
        return largest;
    }

    private static String compared(
            Conformance test, Map<String, Tensor> given, List<String> names, Gradients gradients) {
        String output = test.graph().outputs().get(0).name();
        Map<String, FloatTensor> feeds = new HashMap<>();
        given.forEach((name, tensor) -> feeds.put(name, FloatTensor.of(tensor.toFloats(), tensor.shape())));
        try (Session plain = open(test.graph().toBytes())) {
            FloatTensor y;
            try {
                y = plain.run(feeds, Cancellation.NONE).get(output);
            } catch (FoveaException e) {
                return "left out: does not run: " + e.getMessage();
            }
            FloatTensor weights = Differences.random(y.shape());
            Map<String, FloatTensor> more = new HashMap<>(feeds);
            more.put(gradients.weightInput().orElseThrow(), weights);
            try (Session both = Session.open(gradients.graph().toBytes(), Device.CPU)) {
                Map<String, FloatTensor> answers = both.run(more, Cancellation.NONE);
                for (String name : names) {
                    String wrong = along(plain, feeds, name, output, weights, answers.get(gradients.of(name)));
                    if (!wrong.isEmpty()) {
                        return wrong;
                    }
                }
            }
            return "right";
        } catch (UnrunnableException e) {
            return "left out: does not run: " + e.getMessage();
        }
    }

    /** A test that ONNX Runtime does not run. */
    private static final class UnrunnableException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnrunnableException(FoveaException cause) {
            super(cause.getMessage(), cause);
        }
    }

    private static Session open(byte[] model) {
        try {
            return Session.open(model, Device.CPU);
        } catch (FoveaException e) {
            throw new UnrunnableException(e);
        }
    }

    /** Compares along a random direction; where that has kinks, element by element. */
    private static String along(
            Session plain,
            Map<String, FloatTensor> feeds,
            String name,
            String output,
            FloatTensor weights,
            FloatTensor found) {
        FloatTensor here = feeds.get(name);
        if (found.size() != here.size()) {
            return "wrong: has " + found.size() + " elements instead of " + here.size();
        }
        float[] direction = Differences.random(here.shape()).toArray();
        double product = 0;
        double squares = 0;
        for (int i = 0; i < direction.length; i++) {
            double part = (double) direction[i] * found.data().get(i);
            product += part;
            squares += part * part;
        }
        double allowed = 2e-2 * Math.sqrt(squares) + 1e-2;
        double[] slopes = slopes(plain, feeds, name, output, weights, direction);
        if (Math.abs((slopes[0] + slopes[1]) / 2 - product) <= allowed) {
            return "";
        }
        for (int i = 0; i < direction.length; i++) {
            float[] element = new float[direction.length];
            element[i] = 1;
            double[] both = slopes(plain, feeds, name, output, weights, element);
            if (Double.isNaN(both[0]) || Double.isNaN(both[1])) {
                return "left out: its numbers lie at the edge of where it is defined";
            }
            double tolerance = 2e-2 * Math.max(1, Math.abs(found.data().get(i)));
            // At a kink any slope between those of its two sides will do.
            boolean between = found.data().get(i) >= Math.min(both[0], both[1]) - tolerance
                    && found.data().get(i) <= Math.max(both[0], both[1]) + tolerance;
            if (!between) {
                return "wrong: at element " + i + " of '" + name + "' the slopes are " + both[0] + " and " + both[1]
                        + ", not " + found.data().get(i);
            }
        }
        return "";
    }

    /** The slopes on both sides. */
    private static double[] slopes(
            Session plain,
            Map<String, FloatTensor> feeds,
            String name,
            String output,
            FloatTensor weights,
            float[] direction) {
        double middle = at(plain, feeds, name, output, weights, direction, 0);
        return new double[] {
            (middle - at(plain, feeds, name, output, weights, direction, -STEP)) / STEP,
            (at(plain, feeds, name, output, weights, direction, STEP) - middle) / STEP
        };
    }

    private static double at(
            Session plain,
            Map<String, FloatTensor> feeds,
            String name,
            String output,
            FloatTensor weights,
            float[] direction,
            double distance) {
        FloatTensor here = feeds.get(name);
        float[] moved = here.toArray();
        for (int i = 0; i < moved.length; i++) {
            moved[i] = (float) (moved[i] + distance * direction[i]);
        }
        Map<String, FloatTensor> other = new HashMap<>(feeds);
        other.put(name, FloatTensor.of(moved, here.shape()));
        FloatTensor y = plain.run(other, Cancellation.NONE).get(output);
        double sum = 0;
        for (int i = 0; i < Math.min(y.size(), weights.size()); i++) {
            sum += (double) y.data().get(i) * weights.data().get(i);
        }
        return sum;
    }
}
