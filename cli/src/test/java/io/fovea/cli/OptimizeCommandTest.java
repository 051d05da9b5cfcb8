package io.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.graph.Node;
import io.fovea.model.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OptimizeCommandTest {
    @TempDir
    private Path folder;

    @Test
    void theFasterModelHasTheCardOfTheOther() {
        Path output = folder.resolve("made here/fast.onnx");

        Cli.Result result = Cli.run("optimize", "cats-dogs", "--output", output);

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("batch normalisations worked into kernels", "times as fast");
        Model made = Model.read(output);
        assertThat(made.name()).isEqualTo("cats-dogs");
        assertThat(made.card().labels()).containsExactly("cat", "dog");
        assertThat(made.graph().nodes()).extracting(Node::op).contains("Conv").doesNotContain("Identity");
    }

    @Test
    void aFileThatIsNoModelIsNotOverwritten() throws IOException {
        Path notes = Files.writeString(folder.resolve("notes.txt"), "mine");

        Cli.Result result = Cli.run("optimize", "cats-dogs", "--output", notes);

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("is no model that Fovea wrote");
        assertThat(notes).hasContent("mine");
    }
}
