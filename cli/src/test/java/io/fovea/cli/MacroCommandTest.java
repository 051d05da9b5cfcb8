package io.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MacroCommandTest {
    @TempDir
    private Path folder;

    @Test
    void aMacroGetsItsArgument() throws IOException {
        Path written = folder.resolve("argument.txt");
        Path macro = Files.writeString(
                folder.resolve("argument.ijm"),
                "File.saveString(getArgument(), \"" + written.toString().replace("\\", "\\\\") + "\");");

        Cli.Result result = Cli.run("macro", macro, "input=[a folder] model=digits");

        assertThat(result.code()).isZero();
        assertThat(written).hasContent("input=[a folder] model=digits");
    }

    @Test
    void anErrorInAMacroEndsInItsExitCode() throws IOException {
        Path macro = Files.writeString(folder.resolve("wrong.ijm"), "run(\"There is no such command\");");

        assertThat(Cli.run("macro", macro).code()).isEqualTo(1);
    }

    @Test
    void aMissingMacroIsNamed() {
        Cli.Result result = Cli.run("macro", folder.resolve("gone.ijm"));

        assertThat(result.err()).startsWith("fovea: ").contains("gone.ijm");
        assertThat(result.code()).isEqualTo(2);
    }

    @Test
    void withoutADisplayTheWindowIsRefused() {
        Cli.Result result = Cli.run("imagej");

        assertThat(result.err()).startsWith("fovea: ").contains("display");
        assertThat(result.code()).isEqualTo(2);
    }
}
