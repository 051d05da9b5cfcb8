package io.fovea.torch;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.autodiff.RuleNames;
import io.fovea.graph.operator.Conformance;
import io.fovea.graph.operator.Operator;
import io.fovea.graph.operator.Operators;
import io.fovea.graph.operator.Trait;
import io.fovea.session.Device;
import io.fovea.session.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The tables in {@code docs/operators.md} are what the code does. They are written to {@code target/operators.md} and
 * {@code target/operators-tests.md}, from where they go into the page.
 */
class OperatorsPageTest {

    private static final Path PAGE = Path.of(System.getProperty("fovea.root", ".."), "docs", "operators.md");

    /** Why an operator of the catalogue that is no step has no gradient; every one has to be here. */
    private static final Map<String, String> NOT_DIFFERENTIATED = new LinkedHashMap<>();

    /** Why an operator of the catalogue is not computed on libtorch; by pattern, the first that matches. */
    private static final Map<String, String> NOT_TRAINED = new LinkedHashMap<>();

    static {
        NOT_DIFFERENTIATED.put("QLinear.*", "yes, as the operator on real numbers that it stands for");
        NOT_DIFFERENTIATED.put("ConvInteger|MatMulInteger|DynamicQuantizeLinear", "no: computes with whole numbers");
        NOT_DIFFERENTIATED.put("Range|Unique", "no: how much it gives depends on the values");
        NOT_DIFFERENTIATED.put("com\\.microsoft\\..*", "no: is of ONNX Runtime's own set");
        NOT_TRAINED.put("Random.*|Bernoulli|Multinomial", "no: draws numbers at random");
        NOT_TRAINED.put(".*[Qq]uantizeLinear|QLinear.*|.*Integer", "no: quantised models are not trained");
        NOT_TRAINED.put("com\\.microsoft\\..*", "no: is of ONNX Runtime's own set");
        NOT_TRAINED.put("Constant", "needs no computing");
        NOT_TRAINED.put("Unique|NonZero", "no: how much it gives depends on the values");
        NOT_TRAINED.put("GRU|RNN", "no: of the recurrent layers, LSTM alone has a kernel");
        NOT_TRAINED.put(
                "CastLike|EyeLike|GlobalLpPool|Hardmax|IsInf|LpNormalization|MeanVarianceNormalization|ReverseSequence",
                "no: has no kernel here");
    }

    @Test
    void theTableOfTheCatalogueIsOnThePage() throws IOException {
        Set<String> all = new TreeSet<>(Operators.names());
        List<String> lines = new ArrayList<>(
                List.of("| operator | shape and sight known | differentiated | trained |", "|---|---|---|---|"));
        all.forEach(name -> lines.add(row(Operators.named(name))));
        assertOnPage(write("operators.md", lines));
    }

    private static void assertOnPage(List<String> table) throws IOException {
        List<String> whole = new ArrayList<>(table);
        whole.add("");
        assertThat(Files.readAllLines(PAGE)).containsSequence(whole);
    }

    private static String row(Operator operator) {
        return "| `" + operator.name() + "` | " + (operator.isShaped() ? "yes" : "in the run only") + " | "
                + differentiated(operator) + " | " + trained(operator) + " |";
    }

    private static String differentiated(Operator operator) {
        if (RuleNames.all().contains(operator.name())) {
            return "yes";
        }
        if (operator.has(Trait.FLAT)) {
            return "zero: it goes in steps, or depends on sizes alone";
        }
        return reason(NOT_DIFFERENTIATED, operator.name());
    }

    private static String trained(Operator operator) {
        return TorchOperators.names().contains(operator.name()) ? "yes" : reason(NOT_TRAINED, operator.name());
    }

    private static String reason(Map<String, String> reasons, String name) {
        return reasons.entrySet().stream()
                .filter(entry -> name.matches(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " has no reason"));
    }

    /** Of ONNX's tests of each operator alone, how many ONNX Runtime opens. */
    @Test
    @Tag("shared-data")
    void theTableOfTestsIsOnThePage() throws IOException {
        Map<String, int[]> tests = new TreeMap<>();
        for (String version : List.of("1.16.2", "1.22.0-new")) {
            for (Conformance test : Conformance.of(version)) {
                Set<String> operators = test.operators();
                if (operators.size() == 1) {
                    int[] counts = tests.computeIfAbsent(operators.iterator().next(), name -> new int[2]);
                    counts[0]++;
                    counts[1] += opens(test) ? 1 : 0;
                }
            }
        }
        List<String> lines = new ArrayList<>(List.of(
                "| operator | tests of ONNX | opened by ONNX Runtime | in the catalogue |", "|---|---|---|---|"));
        tests.forEach((name, counts) -> lines.add(String.format(
                Locale.ROOT,
                "| `%s` | %d | %d | %s |",
                name,
                counts[0],
                counts[1],
                Operators.names().contains(name) ? "yes" : "no")));
        assertOnPage(write("operators-tests.md", lines));
    }

    private static boolean opens(Conformance test) {
        try (Session session = Session.open(test.graph().toBytes(), Device.CPU)) {
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }

    private static List<String> write(String name, List<String> lines) throws IOException {
        Files.write(Files.createDirectories(Path.of("target")).resolve(name), lines);
        return lines;
    }
}
