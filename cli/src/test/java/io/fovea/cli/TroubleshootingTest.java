package io.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The messages of the page on troubleshooting are those that the program gives. */
class TroubleshootingTest {
    private static final Pattern MESSAGE = Pattern.compile("(?m)^\\| \\*([^*]+)\\* \\|");
    private static final Pattern JOINED = Pattern.compile("\"\\s*\\+\\s*\"");
    private static final int WORDY = 8;

    @Test
    void everyMessageIsInTheSources() throws IOException {
        String page = Files.readString(Cli.root("docs/troubleshooting.md"));
        String sources = sources();
        List<String> pieces = MESSAGE.matcher(page)
                .results()
                .flatMap(message -> Stream.of(message.group(1).split("…")))
                .map(piece -> piece.replaceAll("^['. ]+|['. ]+$", ""))
                .filter(piece -> piece.length() >= WORDY)
                .toList();

        assertThat(pieces).hasSizeGreaterThan(25).allSatisfy(piece -> assertThat(sources)
                .contains(piece));
    }

    private static String sources() throws IOException {
        try (Stream<Path> rooms = Files.walk(Cli.root(""), 4).filter(path -> path.endsWith("src/main/java"))) {
            return rooms.flatMap(TroubleshootingTest::files)
                    .map(TroubleshootingTest::text)
                    .map(text -> JOINED.matcher(text).replaceAll(""))
                    .collect(Collectors.joining("\n"));
        }
    }

    private static Stream<Path> files(Path room) {
        try (Stream<Path> files = Files.walk(room)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
