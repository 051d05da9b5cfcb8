package io.fovea.transfer;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.FoveaException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class BaseModelsTest {
    @Test
    void whatIsNotThereIsNamedWithWhereItWasLookedFor() {
        assertThatThrownBy(() -> BaseModels.find("none.onnx", List.of(Path.of("some folder"))))
                .isInstanceOf(FoveaException.class)
                .hasMessage("There is no base model 'none.onnx'; looked for " + Path.of("some folder", "none.onnx")
                        + ", none.onnx and for a shipped model of that name. Give its file with --base.");
    }

    @Test
    void aNameThatNobodyReadsToItsEndIsCutInTheSentence() {
        assertThatThrownBy(() -> BaseModels.find("n".repeat(3000), List.of(Path.of("a"), Path.of("b"), Path.of("c"))))
                .isInstanceOf(FoveaException.class)
                .message()
                .hasSizeLessThan(3000)
                .startsWith("There is no base model 'nnnn")
                .contains("nnn...'; looked for ");
    }
}
