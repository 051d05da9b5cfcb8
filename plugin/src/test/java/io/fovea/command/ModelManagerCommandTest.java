package io.fovea.command;

import static io.fovea.imagej.PlainImageJ.escape;
import static io.fovea.imagej.PlainImageJ.macro;
import static org.assertj.core.api.Assertions.assertThat;

import ij.measure.ResultsTable;
import io.fovea.imagej.PlainImageJ;
import io.fovea.imagej.TestModels;
import io.fovea.model.KeptModels;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.module.Module;

/** Models of a folder of one's own, from macros without a display. */
@ExtendWith(PlainImageJ.class)
class ModelManagerCommandTest {
    @TempDir
    private Path folder;

    private final String before = System.getProperty(KeptModels.PROPERTY);

    @BeforeEach
    void keepModelsHere() {
        System.setProperty(KeptModels.PROPERTY, folder.resolve("my models").toString());
    }

    @AfterEach
    void keepThemThere() {
        System.setProperty(KeptModels.PROPERTY, before);
    }

    @Test
    void anAddedModelIsUsedByItsName() {
        Path model = TestModels.classifier(folder);

        assertThat(macro(
                        "run('Model Manager...', 'add=[" + escape(model) + "]');",
                        "newImage('bright', '8-bit white', 40, 30, 1);",
                        "run('Classify...', 'model=classifier top=1');"))
                .isEmpty();

        assertThat(ResultsTable.getResultsTable().getStringValue("Class", 0)).isEqualTo("bright");
    }

    @Test
    void theTableHasThemAll() throws Exception {
        Files.createDirectories(folder.resolve("my models"));
        Files.writeString(folder.resolve("my models/broken.onnx"), "no model");

        Module done =
                PlainImageJ.commands().run(ModelManagerCommand.class, false).get();

        ResultsTable table = (ResultsTable) done.getOutput("table");
        int last = table.size() - 1;
        assertThat(table.getStringValue("Model", last)).isEqualTo("broken");
        assertThat(table.getStringValue("From", last)).isEqualTo("yours");
        assertThat(table.getStringValue("Problem", last)).contains("broken.onnx");
    }

    @Test
    void whatIsNoModelIsNamed() {
        assertThat(macro("run('Model Manager...', 'add=[" + escape(folder.resolve("none.onnx")) + "]');"))
                .hasValueSatisfying(error -> assertThat(error).contains("There is no file or folder"));
    }
}
