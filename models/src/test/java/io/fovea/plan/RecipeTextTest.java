package io.fovea.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RecipeTextTest {
    @Test
    void reasonsStandBehindTheirLinesInOneColumn() {
        String yaml = new RecipeText()
                .top("name", "a", "so it is called")
                .section("input")
                .put("width", 28, "all have this size")
                .yaml();

        assertThat(yaml).isEqualTo("name: a      # so it is called\ninput:\n  width: 28  # all have this size\n");
    }

    @Test
    void wordsThatYamlWouldTakeForSomethingElseAreQuoted() {
        String yaml = new RecipeText()
                .top("labels", List.of("no", "0", "cat", "a: b", "#1", "it's", "\"x\""), "")
                .yaml();

        assertThat(yaml).isEqualTo("labels: [\"no\", \"0\", cat, \"a: b\", \"#1\", \"it's\", \"\\\"x\\\"\"]\n");
    }
}
