package io.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Everyday commands of ImageJ without a display, against what ImageJ answers with its windows. The answers in the file come
 * from there; the first test repeats them, where there is a display, and leaves them in {@code target}.
 */
@Timeout(400)
class EverydayMacrosTest {
    private static final Pattern COMMAND = Pattern.compile("run\\(\"([^\"]+)\"");

    @TempDir
    private Path folder;

    @Test
    void theAnswersAreThoseOfImageJsWindows() throws Exception {
        assumeTrue(System.getenv("DISPLAY") != null, "there is no display; xvfb-run gives one");

        assertAnswersAsInTheFile(answers("window"));
    }

    @Test
    void commandsAnswerWithoutADisplayAsWithOne() throws Exception {
        assertAnswersAsInTheFile(answers("headless"));
    }

    @ParameterizedTest
    @CsvSource({"Histogram, getHistogram", "Distribution..., Table.getColumn", "Orthogonal Views, Reslice"})
    void whatShowsItsAnswerInAWindowIsRefusedWithAnotherWay(String command, String instead) throws Exception {
        Path macro = Files.writeString(
                folder.resolve("refused.ijm"),
                "newImage('a', '8-bit ramp', 9, 9, 3); run('Measure');\nrun('" + command + "');");

        ChildJava.Ended ended = new ChildJava(folder).run("macro", macro);

        assertThat(ended.err())
                .contains("Line 2: " + command + " shows a window, for which there is no display", instead)
                .hasLineCount(1);
        assertThat(ended.code()).isEqualTo(2);
    }

    @Test
    void whatIsNoNumberIsRefused() throws Exception {
        Path macro = Files.writeString(
                folder.resolve("number.ijm"),
                "newImage('a', '8-bit ramp', 9, 9, 1); two = 2; run('Add...', 'value=two');\n"
                        + "run('Gaussian Blur...', 'sigma=much');");

        ChildJava.Ended ended = new ChildJava(folder).run("macro", macro);

        assertThat(ended.err())
                .contains("Line 2: Gaussian Blur...: 'much' is no number for 'sigma'")
                .hasLineCount(1);
        assertThat(ended.code()).isEqualTo(2);
    }

    @Test
    void thePageListsThem() throws IOException {
        String page = Files.readString(Cli.root("docs/macros.md"));

        assertThat(COMMAND.matcher(EverydayMacros.resource(EverydayMacros.CASES))
                        .results())
                .hasSizeGreaterThan(60)
                .allSatisfy(command ->
                        assertThat(page).contains("`" + command.group(1).strip() + "`"));
    }

    /** Names what differs before the whole is compared, as a report of the whole is longer than what is kept of it. */
    private static void assertAnswersAsInTheFile(String answers) throws IOException {
        List<EverydayMacros.Case> expected = EverydayMacros.cases();

        assertThat(EverydayMacros.cases(answers).stream().filter(answer -> !expected.contains(answer)))
                .isEmpty();
        assertThat(answers).isEqualTo(EverydayMacros.resource(EverydayMacros.CASES));
    }

    private String answers(String mode) throws Exception {
        Path file = folder.resolve("answers.txt");
        ChildJava java = new ChildJava(folder).of(EverydayMacros.class);
        ChildJava.Ended ended = (mode.equals("window") ? java.with("-Djava.awt.headless=false") : java).run(mode, file);
        assertThat(ended.code()).as(ended.err()).isZero();
        Path kept = Path.of("target", "everyday-" + mode + ".txt");
        Files.copy(file, kept, StandardCopyOption.REPLACE_EXISTING);
        return Files.readString(file);
    }
}
