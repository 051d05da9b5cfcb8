package io.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "run('There is no such command'); | Line 2: Unrecognized command",
                "x = undefined; | Line 2: Undefined variable",
                "getDirectory('Choose'); | Line 2: it asks for a file or a folder, and there is no display",
                "d = getDir('Choose'); print(d); | Line 2: it asks for a file or a folder, and there is no display",
                "exit('Say which model.'); | Line 2: it ended itself, with the message above",
                "getBoolean('Really?'); | there is no display",
            })
    void aMacroThatEndsEarlySaysWhyAndEndsInCodeTwo(String line, String sentence) throws IOException {
        Path macro = Files.writeString(folder.resolve("wrong.ijm"), "newImage('a', '8-bit', 9, 9, 1);\n" + line);

        Cli.Result result = Cli.run("macro", macro);

        assertThat(result.err())
                .startsWith("fovea: '" + macro + "': ")
                .contains(sentence)
                .hasLineCount(1);
        assertThat(result.code()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"exit;", "exit();", "'exit ( );'", "print('exit(1)');"})
    void aMacroMayEndItself(String line) throws IOException {
        Path macro = Files.writeString(folder.resolve("ends.ijm"), line);

        assertThat(Cli.run("macro", macro).code()).isZero();
    }

    /** What the folder macros do that come with Fovea. */
    @Test
    void aFolderOfWhichSomeFailedEndsInCodeOneAndOneThatIsMissingInCodeTwo() throws IOException {
        Path model = TestModels.trimap(folder);
        Path images = TestImages.folder(folder);
        Files.createFile(images.resolve("empty.png"));
        Path macro = Cli.root("macros/segment_folder.ijm");
        String options = "input=[%s] output=[" + folder.resolve("out") + "] model=[" + model + "]";

        Cli.Result some = Cli.run("macro", macro, options.formatted(images));
        Cli.Result none = Cli.run("macro", macro, options.formatted(folder.resolve("gone")));
        Cli.Result unsaid = Cli.run("macro", macro);

        assertThat(some.err()).contains("1 of 3 files could not be segmented", "empty.png");
        assertThat(some.code()).isEqualTo(1);
        assertThat(none.err()).contains("gone");
        assertThat(none.code()).isEqualTo(2);
        assertThat(unsaid.err()).contains("segment_folder.ijm", "asks for a file or a folder");
        assertThat(unsaid.code()).isEqualTo(2);
    }

    @Test
    @Timeout(30)
    void isCancelledWhereverItIs() throws IOException {
        for (String line : new String[] {"while (true) { x = 1; }", "wait(60000);"}) {
            Path macro = Files.writeString(folder.resolve("endless.ijm"), line);
            AtomicInteger asked = new AtomicInteger();

            Cli.Result result = Cli.run(() -> asked.incrementAndGet() > 5, "macro", macro);

            assertThat(result.err()).isEqualToIgnoringNewLines("fovea: Cancelled.");
            assertThat(result.code()).isEqualTo(2);
        }
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
