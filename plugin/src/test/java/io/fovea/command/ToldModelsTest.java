package io.fovea.command;

import static io.fovea.imagej.PlainImageJ.escape;
import static io.fovea.imagej.PlainImageJ.macro;
import static org.assertj.core.api.Assertions.assertThat;

import ij.measure.ResultsTable;
import io.fovea.imagej.PlainImageJ;
import io.fovea.imagej.TestModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a model's file does not say is told by a macro, or once in the model's settings. */
@ExtendWith(PlainImageJ.class)
class ToldModelsTest {
    private static final String WHITE = "newImage('bright', '8-bit white', 40, 30, 1);";

    @TempDir
    Path folder;

    private String model;

    @BeforeEach
    void writeModel() {
        model = "model=[" + escape(TestModels.foreign(folder)) + "] ";
    }

    @Test
    void whatIsAssumedStandsBesideTheAnswer() {
        assertThat(macro(WHITE, "run('Classify...', '" + model + "top=1');")).isEmpty();

        ResultsTable results = ResultsTable.getResultsTable();
        assertThat(results.getStringValue("Class", 0)).isEqualTo("class 0");
        assertThat(results.getStringValue("Assumed", 0)).isEqualTo("pixels=0..255");
    }

    @Test
    void aMacroTellsWhatTheFileDoesNotSay() {
        assertThat(
                        macro(
                                WHITE,
                                "run('Classify...', '" + model
                                        + "top=1 pixels=0..1 labels=[light, night,between] set=[activation=logits;license=MIT]');"))
                .isEmpty();

        ResultsTable results = ResultsTable.getResultsTable();
        assertThat(results.getStringValue("Class", 0)).isEqualTo("night");
        assertThat(results.columnExists("Assumed")).isFalse();
    }

    /** ImageJ itself would put a 0 where a row has no such text. */
    @Test
    void rowsThatAssumeNothingSayNothingBesideThoseThatDo() {
        String told = "run('Classify...', '" + model + "top=1 pixels=0..1');";
        assertThat(macro(WHITE, told, "run('Classify...', '" + model + "top=1');", told))
                .isEmpty();

        ResultsTable results = ResultsTable.getResultsTable();
        assertThat(results.getStringValue("Assumed", 0)).isEmpty();
        assertThat(results.getStringValue("Assumed", 1)).isEqualTo("pixels=0..255");
        assertThat(results.getStringValue("Assumed", 2)).isEmpty();
        assertThat(results.getLabel(2)).isEqualTo("bright");
        assertThat(results.getValue("Rank", 0)).isEqualTo(1);
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThat(macro(WHITE, "run('Classify...', '" + model + "pixels=much');"))
                .hasValueSatisfying(error -> assertThat(error).contains("'much' says nothing of pixels"));
        assertThat(macro(WHITE, "run('Classify...', '" + model + "color=bgr');"))
                .hasValueSatisfying(error -> assertThat(error).contains("channels=1 would"));
    }

    @Test
    void settingsHoldForGood() throws IOException {
        assertThat(macro(
                        WHITE,
                        "run('Classify...', '" + model + "top=1');",
                        "run('Model Settings...', '" + model + "pixels=0..1 labels=[light,night,between]');",
                        "run('Classify...', '" + model + "top=1');",
                        "run('Model Settings...', '" + model + "pixels=0..255');",
                        "run('Classify...', '" + model + "top=1');"))
                .isEmpty();

        ResultsTable results = ResultsTable.getResultsTable();
        assertThat(results.getStringValue("Class", 1)).isEqualTo("night");
        assertThat(results.getStringValue("Class", 2)).isEqualTo("light");
        assertThat(Files.readString(folder.resolve("foreign.card.yaml")))
                .isEqualTo("labels:\n- light\n- night\n- between\npixels: 0..255\n");
    }

    @Test
    void shippedModelsNeedNone() {
        assertThat(macro("run('Model Settings...', 'model=digits pixels=0..1');"))
                .hasValueSatisfying(error -> assertThat(error).contains("'digits' comes with Fovea"));
    }
}
