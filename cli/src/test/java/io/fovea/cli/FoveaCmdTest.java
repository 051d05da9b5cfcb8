package io.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads {@code fovea.cmd} for what goes wrong in {@code cmd.exe}, and tests Java's side of it. */
class FoveaCmdTest {
    private static final int LONGEST_LINE = 8191;
    private static final int LONGEST_PATH = 260;

    private final List<String> lines = read();

    @TempDir
    private Path clone;

    private static List<String> read() {
        try {
            return Files.readAllLines(Cli.root("fovea.cmd"), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void forget() {
        System.clearProperty("fovea.launcher");
        System.clearProperty("fovea.justbuilt");
    }

    @Test
    void everyJumpHasItsLabel() {
        assertThat(matches("goto (\\w+)")).isNotEmpty().allSatisfy(label -> assertThat(lines)
                .contains(":" + label));
    }

    /** A bracket in a path ends a block. */
    @Test
    void noBlockIsOpened() {
        assertThat(lines).noneMatch(line -> line.stripTrailing().endsWith("("));
    }

    /** A class path in a file would be read in another code page than it was written in. */
    @Test
    void noFileIsReadButTheStamp() {
        assertThat(lines).noneMatch(line -> line.contains("for /f"));
        assertThat(matches("<(\\S+)")).containsExactly("\"%STAMP%\"");
    }

    @Test
    void pathsAreQuotedWhereverTheyAreUsed() {
        for (String line : lines) {
            String unquoted = line.replaceAll("\"[^\"]*\"", "");
            assertThat(unquoted).doesNotContain("%ROOT%", "%TARGET%", "%JAR%", "%STAMP%", "%JAVA%", "%JAVA_HOME");
        }
    }

    /** Arguments are kept as they stand, not in quotes, which those of the arguments would end. */
    @Test
    void argumentsAreTakenOnceAndNotOnTheLineOfJava() {
        assertThat(lines).filteredOn(line -> line.contains("%*")).containsExactly("set FOVEA_ARGUMENTS=%*");
    }

    @Test
    void theLineOfJavaIsShortWhateverThePaths() {
        assertThat(lines)
                .filteredOn(line -> line.startsWith("\"%JAVA%\""))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.replaceAll("%(JAVA|JAR)%", "x".repeat(LONGEST_PATH))
                                .length())
                        .isLessThan(LONGEST_LINE / 4));
    }

    @Test
    void everyErrorIsASentenceOnStderrAndCodeTwo() {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("echo fovea: ")) {
                assertThat(lines.get(i)).endsWith(". 1>&2");
                assertThat(lines.get(i + 1)).isEqualTo("exit /b 2");
            }
        }
        assertThat(String.join("\n", lines))
                .contains(
                        "Java was not found",
                        "JAVA_HOME is",
                        "older than Java 17",
                        "FOVEA_PROFILE is",
                        "Maven was not");
    }

    @Test
    void sourcesThatHaveChangedAskForABuildOnce() throws IOException {
        Path target = Files.createDirectories(clone.resolve("cli/target"));
        Files.createFile(clone.resolve("pom.xml"));
        Installation installation = new Installation(target);
        Files.writeString(installation.stamp(), "cpu");
        Files.setLastModifiedTime(installation.stamp(), FileTime.fromMillis(0));

        assertThat(FoveaCmd.mustBuild(Optional.of(installation))).isFalse();
        System.setProperty("fovea.launcher", "cmd");
        assertThat(FoveaCmd.mustBuild(Optional.of(installation))).isTrue();
        System.setProperty("fovea.justbuilt", "true");
        assertThat(FoveaCmd.mustBuild(Optional.of(installation))).isFalse();
    }

    @Test
    void aReleaseHasNothingToBuild() throws IOException {
        Installation release = new Installation(clone);
        Files.writeString(release.stamp(), "cpu");
        Files.setLastModifiedTime(release.stamp(), FileTime.fromMillis(0));
        System.setProperty("fovea.launcher", "cmd");

        assertThat(FoveaCmd.mustBuild(Optional.of(release))).isFalse();
        assertThat(release.root()).isEqualTo(clone);
    }

    private List<String> matches(String regex) {
        return lines.stream()
                .filter(line -> !line.startsWith("rem "))
                .flatMap(line -> Pattern.compile(regex).matcher(line).results())
                .map((MatchResult match) -> match.group(1))
                .toList();
    }
}
