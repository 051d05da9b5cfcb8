package io.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.examples.Lesson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExampleCommandTest {

    @TempDir
    private Path folder;

    @Test
    void withoutANameAllAreListed() {
        Cli.Result result = Cli.run("example");

        assertThat(result.code()).isZero();
        for (Lesson lesson : Lesson.values()) {
            assertThat(result.out()).contains(lesson.word(), lesson.usage(), lesson.about());
        }
    }

    @Test
    void anExampleRunsWithTheWordsBehindItsName() {
        assertThat(Cli.run("example", "data", folder.resolve("draw n"), "1").code())
                .isZero();
        assertThat(folder.resolve("draw n/shapes/disc/0.png")).exists();
    }

    @Test
    void whatItDoesNotTakeIsSaidInASentence() {
        Cli.Result result = Cli.run("example", "digits", folder);

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("This example takes DATA OUTPUT [EPOCHS]");
        assertThat(Cli.run("example", "digit").err()).contains("There is no example 'digit'");
    }

    @Test
    void thePageShowsTheLineOfEach() throws IOException {
        String page = Files.readString(Cli.root("docs/examples.md"));
        for (Lesson lesson : Lesson.values()) {
            assertThat(page).contains("./fovea example " + lesson.word() + " ");
        }
    }
}
