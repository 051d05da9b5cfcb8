package io.fovea.imagej;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.Macro;
import io.fovea.FoveaException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MacroLineTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "key=word",
                "key=word other=[a b]",
                "other=1 key=[two words]",
                "key=[C:\\my images\\a.onnx] other",
                "key=C:\\images\\a.onnx",
                "key=[a [nested] b]",
                "key='quoted words'",
                "key=5.25 ",
                "okey=wrong other=x key=right",
                "key=first key=second",
                "key=a=b"
            })
    void readsValuesAsImageJDoes(String options) {
        assertThat(MacroLine.parse(options).value("key")).contains(Macro.getValue(options + " ", "key", null));
    }

    @Test
    void keepsTheOrderOfKeysAndTellsFlagsFromValues() {
        MacroLine line = MacroLine.parse(" model=[my model]  overlay minsize=20 empty= table=false");

        assertThat(line.keys()).containsExactly("model", "overlay", "minsize", "empty", "table");
        assertThat(line.value("overlay")).isEmpty();
        assertThat(line.value("empty")).isEqualTo(Optional.of(""));
        assertThat(line.value("table")).contains("false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"key=[open", "key=[a [b]", "key='open"})
    void refusesWhatDoesNotClose(String options) {
        assertThatThrownBy(() -> MacroLine.parse(options))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("'key'")
                .hasMessageContaining("does not close");
    }

    @Test
    void hasNoKeysIfEmpty() {
        assertThat(MacroLine.parse("  ").keys()).isEmpty();
    }
}
