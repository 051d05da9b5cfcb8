package io.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypedLineTest {

    /** The examples of Microsoft's "Parsing C command-line arguments", and what a user of Fovea types. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiter = ';',
            value = {
                "~~; ~~",
                "~   ~; ~~",
                "models; models",
                "segment  a.png\tb.png ; segment|a.png|b.png",
                "\"abc\" d e; abc|d|e",
                "a\\\\b d\"e f\"g h; a\\\\b|de fg|h",
                "a\\\\\\\"b c d; a\\\"b|c|d",
                "a\\\\\\\\\"b c\" d e; a\\\\b c|d|e",
                "a\"b\"\" c d; ab\" c d",
                "\"a \\\"b\\\" c\"; a \"b\" c",
                "--class \"\" x; --class||x",
                "\"C:\\My photos\\\\\" C:\\b.png; C:\\My photos\\|C:\\b.png",
                "C:\\Jörg\\日本.png; C:\\Jörg\\日本.png",
                "\"input=[C:\\a b] output=[C:\\c]\"; input=[C:\\a b] output=[C:\\c]"
            })
    void isSplitAsProgramsForWindowsDo(String line, String arguments) {
        assertThat(String.join("|", TypedLine.split(line))).isEqualTo(arguments);
    }

    @ParameterizedTest
    @CsvSource({"'', 0", "'\"\"', 1", "'a b', 2", "' a ', 1"})
    void anEmptyArgumentIsOneButNoneIsNone(String line, int count) {
        assertThat(TypedLine.split(line)).hasSize(count);
    }
}
