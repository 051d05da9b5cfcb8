package io.fovea.imagej;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.Menus;
import io.fovea.FoveaException;
import io.fovea.graph.Graph;
import io.fovea.session.Cancellation;
import java.awt.GraphicsEnvironment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(PlainImageJ.class)
class ImageJLauncherTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private boolean run(String argument, String... lines) throws IOException {
        Path macro = Files.writeString(folder.resolve("test.ijm"), String.join("\n", lines));
        PrintStream stdout = System.out;
        PrintStream stderr = System.err;
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        try {
            MacroEnd end = ImageJLauncher.runMacro(macro, argument, Cancellation.NONE);
            end.error().ifPresent(sentence -> System.err.println(macro + ": " + sentence));
            return end.error().isEmpty();
        } finally {
            System.setOut(stdout);
            System.setErr(stderr);
        }
    }

    @Test
    void macrosPrintAndSeeTheirArgument() throws IOException {
        assertThat(run("input=[a b] µ", "print(getArgument());")).isTrue();

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("input=[a b] µ" + System.lineSeparator());
        assertThat(err.size()).isZero();
    }

    @Test
    void commandsOfImageJWorkWithoutADisplay() throws IOException {
        assertThat(run(
                        "",
                        "newImage('a', '8-bit black', 10, 10, 1);",
                        "run('Invert'); run('16-bit');",
                        "if (getPixel(0, 0) != 255 || bitDepth() != 16) x = wrong;"))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "run('Echo...', 'nokey=1'); | Echo... has no key 'nokey'",
                "run('Echo me...'); | Unrecognized command: \"Echo me...\"",
                "x = undefined; | Undefined variable",
                "run('Gaussian Blur...', 'sigma=2'); | Gaussian Blur... opens a window or a dialog",
                "open('/no/such/image.png'); | /no/such/image.png",
                "waitForUser('look'); | no display"
            })
    void anErrorEndsTheMacroInOneLine(String line, String sentence) throws IOException {
        assertThat(run("", "newImage('a', '8-bit', 10, 10, 1);", line, "print('went on');"))
                .isFalse();

        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .singleElement()
                .asString()
                .startsWith(folder.resolve("test.ijm") + ": ")
                .contains(sentence);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .doesNotContain("went on")
                .doesNotContain("\tat ");
    }

    @Test
    void anErrorInALoopIsTheCommands() throws IOException {
        assertThat(run(
                        "",
                        "newImage('a', '8-bit', 10, 10, 1);",
                        "for (i = 0; i < 3; i++) {",
                        "  run('Echo...', 'nokey=1');",
                        "}"))
                .isFalse();

        assertThat(err.toString(StandardCharsets.UTF_8)).contains("Echo... has no key 'nokey'");
    }

    @Test
    void whatIsAssumedOfAModelWithoutACardIsSaidOnce() throws IOException {
        Path model = TestModels.trimap(folder);
        Graph graph = Graph.read(model);
        graph.metadata().clear();
        graph.write(model);
        String line = "run('Segment...', 'model=[" + PlainImageJ.escape(model) + "]');";

        assertThat(run("", "newImage('a', '8-bit', 10, 10, 1);", line, "selectImage('a');", line))
                .as(err.toString(StandardCharsets.UTF_8))
                .isTrue();

        List<String> printed = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(printed).filteredOn(text -> text.startsWith("a: 1 plane")).hasSize(2);
        List<String> said =
                printed.stream().filter(text -> !text.startsWith("a: 1 plane")).toList();
        assertThat(said)
                .isNotEmpty()
                .allMatch(text -> text.startsWith(model + ": ") || text.startsWith("Warning: "))
                .anyMatch(text -> text.startsWith("Warning: "))
                .doesNotHaveDuplicates();
    }

    @Test
    void exitIsNoError() throws IOException {
        assertThat(run("", "print('here'); exit;", "print('not here');")).isTrue();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("here").doesNotContain("not here");
    }

    @Test
    void aMissingMacroIsNamed() {
        assertThatThrownBy(() -> ImageJLauncher.runMacro(folder.resolve("none.ijm"), "", Cancellation.NONE))
                .isInstanceOf(FoveaException.class)
                .hasMessage("There is no macro file '" + folder.resolve("none.ijm") + "'.");
    }

    @Test
    void aWindowNeedsADisplay() {
        Assumptions.assumeTrue(GraphicsEnvironment.isHeadless(), "there is a display");

        assertThatThrownBy(() -> ImageJLauncher.open(List.of()))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("needs a display");
    }

    @Test
    void theCommandsInTheMenuAreKnown() {
        assertThat(Menus.getCommands().get("Segment..."))
                .isEqualTo("io.fovea.imagej.Doorstep(\"io.fovea.command.SegmentCommand\")");
        // ImageJ has commands of its own, whose names are taken.
        assertThat(FoveaMenu.entries())
                .allSatisfy(entry -> assertThat(Menus.getCommands().get(entry.command()))
                        .asString()
                        .startsWith("io.fovea.imagej.Doorstep("));
        assertThat(FoveaMenu.entries())
                .extracting(FoveaMenu.Entry::command)
                .containsExactly(
                        "Segment...",
                        "Classify...",
                        "Detect...",
                        "Measure with Model...",
                        "Transform...",
                        "Explain...",
                        "Audit...",
                        "Concepts...",
                        "Counterfactual...",
                        "Robustness...",
                        "Segment Folder...",
                        "Train...",
                        "Train by Strokes...",
                        "Correct Labels...",
                        "Save as Training Pair...",
                        "Activations...",
                        "Filter Patterns...",
                        "Filter-Detect-Condense...",
                        "Model Settings...",
                        "Model Manager...");
    }
}
