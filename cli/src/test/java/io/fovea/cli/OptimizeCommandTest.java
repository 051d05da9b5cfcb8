package io.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.graph.Graph;
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
        assertThat(result.err()).contains("is no model with its card that Fovea wrote");
        assertThat(notes).hasContent("mine");
    }

    /** Neither what others made nor what it is made of is lost. */
    @Test
    void noOtherModelIsOverwritten() throws IOException {
        Path foreign = TestModels.trimap(folder);
        Graph graph = Graph.read(foreign);
        graph.metadata().clear();
        graph.write(foreign);
        byte[] before = Files.readAllBytes(foreign);

        Cli.Result other = Cli.run("optimize", "cats-dogs", "--output", foreign);
        assertThat(other.code()).isEqualTo(2);
        assertThat(other.err()).contains("would be overwritten");
        assertThat(foreign).hasBinaryContent(before);

        Path own = folder.resolve("own.onnx");
        assertThat(Cli.run("card", foreign, "--output", own).code()).isZero();
        Cli.Result same = Cli.run("optimize", own, "--output", own);
        assertThat(same.code()).isEqualTo(2);
        assertThat(same.err()).contains("is the model that the new one is made of");
    }

    /** What is told of a model goes along, and what is only assumed is warned of. */
    @Test
    void whatIsToldGoesAlong() throws IOException {
        Path foreign = TestModels.trimap(folder);
        Graph graph = Graph.read(foreign);
        graph.metadata().clear();
        graph.write(foreign);
        Path output = folder.resolve("told.onnx");

        Cli.Result result = Cli.run("optimize", foreign, "--labels", "a,b,c", "--output", output);

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.err()).contains("Warning: ", "pixels=0..255 is assumed");
        assertThat(Model.read(output).card().labels()).containsExactly("a", "b", "c");
    }
}
