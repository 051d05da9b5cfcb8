package io.fovea.command;

import static io.fovea.imagej.PlainImageJ.escape;
import static io.fovea.imagej.PlainImageJ.macro;
import static org.assertj.core.api.Assertions.assertThat;

import ij.measure.ResultsTable;
import io.fovea.imagej.PlainImageJ;
import io.fovea.imagej.TestModels;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(PlainImageJ.class)
class ClassifyCommandTest {
    @TempDir
    static Path folder;

    private static String model;

    @BeforeAll
    static void writeModel() {
        model = "model=[" + escape(TestModels.classifier(folder)) + "] ";
    }

    @Test
    void theMostProbableClassesGoIntoResultsImageFirst() {
        assertThat(macro(
                        "newImage('bright', '8-bit white', 40, 30, 1);",
                        "run('Classify...', '" + model + "top=2 device=cpu');",
                        "newImage('dark', '8-bit black', 10, 10, 1);",
                        "run('Classify...', '" + model + "top=1');"))
                .isEmpty();

        ResultsTable results = ResultsTable.getResultsTable();
        assertThat(results.size()).isEqualTo(3);
        assertThat(results.getLabel(0)).isEqualTo("bright");
        assertThat(results.getStringValue("Class", 0)).isEqualTo("bright");
        assertThat(results.getValue("Probability", 0)).isGreaterThan(0.99);
        assertThat(results.getValue("Rank", 1)).isEqualTo(2);
        assertThat(results.getLabel(2)).isEqualTo("dark");
        assertThat(results.getStringValue("Class", 2)).isEqualTo("dark");
    }

    @Test
    void everyPlaneOfAStackIsClassified() {
        assertThat(macro(
                        "newImage('stack', '8-bit black', 16, 16, 3);",
                        "setSlice(2); run('Invert', 'slice');",
                        "run('Classify...', '" + model + "top=1');"))
                .isEmpty();

        ResultsTable results = ResultsTable.getResultsTable();
        assertThat(results.size()).isEqualTo(3);
        assertThat(results.getValue("Slice", 1)).isEqualTo(2);
        assertThat(results.getStringValue("Class", 1)).isEqualTo("bright");
        assertThat(results.getStringValue("Class", 2)).isEqualTo("dark");
    }

    @Test
    void aTopOfNoneIsRefused() {
        assertThat(macro("newImage('a', '8-bit', 8, 8, 1);", "run('Classify...', '" + model + "top=0');"))
                .hasValueSatisfying(
                        error -> assertThat(error).contains("top is a number of classes, at least 1; it is 0.0."));
    }

    @Test
    void aSegmenterIsRefused() {
        String segmenter = escape(TestModels.trimap(folder));

        assertThat(macro("newImage('a', '8-bit', 8, 8, 1);", "run('Classify...', 'model=[" + segmenter + "]');"))
                .hasValueSatisfying(error -> assertThat(error).contains("it segments images"));
    }
}
