package io.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {

    @Test
    void wordsStandLeftAndNumbersRight() {
        TextTable table = new TextTable(List.of("image", "objects", "kind"));
        table.row(List.of("a.png", 7, "x"));
        table.row(List.of("long-name.png", 1234, "y"));

        assertThat(table.toString().lines())
                .containsExactly(
                        "image          objects  kind", "a.png                7  x", "long-name.png     1234  y");
    }
}
