package io.fovea.command;

import static io.fovea.imagej.PlainImageJ.escape;
import static io.fovea.imagej.PlainImageJ.macro;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ij.measure.ResultsTable;
import io.fovea.imagej.PlainImageJ;
import io.fovea.imagej.TestModels;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(PlainImageJ.class)
class MeasureCommandTest {
    @TempDir
    static Path folder;

    private static String model;

    @BeforeAll
    static void writeModel() {
        model = "model=[" + escape(TestModels.brightness(folder)) + "] ";
    }

    @Test
    void numbersAreColumnsAndPlanesAreRows() {
        assertThat(macro(
                        "newImage('stack', '8-bit black', 16, 16, 2);",
                        "setSlice(2); run('Invert', 'slice');",
                        "run('Measure with Model...', '" + model + "');",
                        "run('Measure with Model...', '" + model + "unitlength');"))
                .isEmpty();

        ResultsTable results = ResultsTable.getResultsTable();
        assertThat(results.size()).isEqualTo(4);
        assertThat(results.getLabel(0)).isEqualTo("stack");
        assertThat(results.getValue("Slice", 1)).isEqualTo(2);
        assertThat(results.getValue("mean", 0)).isZero();
        assertThat(results.getValue("mean", 1)).isEqualTo(255);
        assertThat(results.getValue("double", 1)).isEqualTo(510);
        assertThat(results.getValue("mean", 3)).isCloseTo(1 / Math.sqrt(5), within(1e-6));
        assertThat(results.getValue("double", 3)).isCloseTo(2 / Math.sqrt(5), within(1e-6));
    }

    @Test
    void aClassifierGivesAColumnForEachClass() {
        String classifier = escape(TestModels.classifier(folder));

        assertThat(macro(
                        "newImage('a', '8-bit white', 8, 8, 1);",
                        "run('Measure with Model...', 'model=[" + classifier + "]');"))
                .isEmpty();
        assertThat(ResultsTable.getResultsTable().getValue("bright", 0)).isGreaterThan(0.99);
    }

    @Test
    void aSegmenterIsRefused() {
        String segmenter = escape(TestModels.trimap(folder));

        assertThat(macro(
                        "newImage('a', '8-bit', 8, 8, 1);",
                        "run('Measure with Model...', 'model=[" + segmenter + "]');"))
                .hasValueSatisfying(error -> assertThat(error).contains("cannot measure: it segments images"));
    }
}
