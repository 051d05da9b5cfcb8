package io.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.fovea.model.ModelLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user does first, on the test images, with the shipped models. */
class MainJobTest {
    @TempDir
    private Path folder;

    @Test
    void countsNucleiWithinFifteenPercentOnEveryField() throws IOException {
        assumeThat(ModelLibrary.names()).as("models that this build ships").contains("nuclei-trimap");
        Map<String, Integer> truth = readTruth("test-images/nuclei/truth.csv");

        Cli.Result result =
                Cli.run("segment", Cli.root("test-images/nuclei"), "--model", "nuclei-trimap", "--output", folder);

        assertThat(result.code()).as(result.err()).isZero();
        List<String> rows = Files.readAllLines(folder.resolve("segment.csv"));
        assertThat(rows).hasSize(1 + truth.size());
        SoftAssertions softly = new SoftAssertions();
        for (String row : rows.subList(1, rows.size())) {
            String[] cells = row.split(",");
            double counted = Integer.parseInt(cells[3]);
            softly.assertThat(counted / truth.get(cells[0])).as(row).isBetween(0.85, 1.15);
        }
        softly.assertAll();
    }

    @Test
    void readsTheDigits() throws IOException {
        assumeThat(ModelLibrary.names()).as("models that this build ships").contains("digits");
        Map<String, Integer> truth = readTruth("test-images/digits/truth.csv");

        Cli.Result result = Cli.run("classify", Cli.root("test-images/digits"), "--model", "digits", "--top", 1);

        assertThat(result.code()).as(result.err()).isZero();
        List<String[]> answers =
                result.out().lines().skip(1).map(line -> line.split(",")).toList();
        assertThat(answers).hasSize(truth.size());
        long right = answers.stream()
                .filter(cells -> truth.get(cells[0]) == Integer.parseInt(cells[2]))
                .count();
        // Printed digits are unlike any in MNIST; the drawn ones are not.
        assertThat(right).as(result.out()).isGreaterThanOrEqualTo(18);
    }

    private static Map<String, Integer> readTruth(String table) throws IOException {
        return Files.readAllLines(Cli.root(table)).stream()
                .skip(1)
                .map(line -> line.split(","))
                .collect(Collectors.toMap(cells -> cells[0], cells -> Integer.parseInt(cells[1])));
    }
}
