package io.fovea.torch;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.graph.operator.Conformance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** ONNX's own conformance tests of every operator that runs on libtorch, tabled in {@code target/conformance-*.md}. */
@Tag("shared-data")
class ConformanceTest {

    /** Tests that are left out, as patterns of their names, and why. */
    private static final Map<String, String> EXCLUDED = new LinkedHashMap<>();

    static {
        EXCLUDED.put("training_dropout.*", "training mode: what is dropped depends on the random generator");
        EXCLUDED.put("batchnorm_.*_training_mode", "training mode: the run asks for it, not the node");
        EXCLUDED.put(
                "cast_FLOAT(16)?_to_U?INT4", "what is beyond 4 bits was cut off at first, and wraps in newer tests");
        EXCLUDED.put(".*BFLOAT16.*", "the test declares bfloat16 as uint16");
        EXCLUDED.put(".*mask4d_padded_kv", "lengths of sequences, nonpad_kv_seqlen, are refused by name");
        EXCLUDED.put("maxpool_with_argmax.*", "the indices of MaxPool are not computed");
        EXCLUDED.put(
                "averagepool_3d_dilations_large_count_include_pad_is_1_ceil_mode_is_True",
                "this version expects what is beyond the pads to count, which ONNX 1.18 corrected");
    }

    @BeforeAll
    static void leaveTheOtherCores() {
        torch.set_num_threads(1);
    }

    /** The tests of a version of ONNX; of the newer one those that it added. */
    @ParameterizedTest
    @CsvSource({"1.16.2, 100", "1.22.0-new, 15"})
    void everyOperatorAnswersAsOnnxPrescribes(String version, int operatorsAtLeast) throws IOException {
        Map<String, int[]> table = new TreeMap<>();
        List<String> excluded = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        for (Conformance test : Conformance.of(version)) {
            Set<String> operators = test.operators();
            if (operators.isEmpty() || !TorchOperators.names().containsAll(operators)) {
                continue;
            }
            String reason = reasonAgainst(test);
            if (!reason.isEmpty()) {
                excluded.add(test.name() + " | " + reason);
                continue;
            }
            String failure = ConformanceCase.failure(test);
            String key = operators.size() == 1 ? operators.iterator().next() : "function bodies of several";
            int[] counts = table.computeIfAbsent(key, operator -> new int[2]);
            counts[0]++;
            counts[1] += failure.isEmpty() ? 1 : 0;
            if (!failure.isEmpty()) {
                failures.add(test.name() + ": " + failure);
            }
        }
        write(version, table, excluded);
        assertThat(failures).isEmpty();
        assertThat(table).hasSizeGreaterThan(operatorsAtLeast);
    }

    private static String reasonAgainst(Conformance test) {
        if (!test.isNumeric()) {
            return "texts, sequences, complex numbers, or floating-point numbers of 4 or 8 bits";
        }
        return EXCLUDED.entrySet().stream()
                .filter(entry -> test.name().matches(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    private static void write(String version, Map<String, int[]> table, List<String> excluded) throws IOException {
        List<String> lines = new ArrayList<>(List.of(
                "# ONNX's conformance tests (" + version + ") on libtorch",
                "",
                "| operator | run | passed |",
                "|---|---|---|"));
        int[] sum = new int[2];
        table.forEach((operator, counts) -> {
            lines.add("| " + operator + " | " + counts[0] + " | " + counts[1] + " |");
            sum[0] += counts[0];
            sum[1] += counts[1];
        });
        lines.add("| **all** | " + sum[0] + " | " + sum[1] + " |");
        lines.addAll(List.of("", "Left out:", "", "| test | why |", "|---|---|"));
        excluded.stream().sorted().forEach(row -> lines.add("| " + row + " |"));
        Files.write(Files.createDirectories(Path.of("target")).resolve("conformance-" + version + ".md"), lines);
    }
}
