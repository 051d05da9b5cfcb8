package io.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.graph.operator.Operators;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the pages for those who change the house name is there: classes, rooms, files, and the pages they point to. */
class PageNamesTest {
    private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");
    private static final Pattern CLASS = Pattern.compile("[A-Z]\\w*[a-z]\\w*(?=$|\\.)");
    private static final Pattern ROOM = Pattern.compile("io\\.fovea(?:\\.[a-z]+)+");
    private static final Pattern PLACE = Pattern.compile("[\\w-]+(?:/[\\w.-]+)+/?");
    private static final Pattern LINK = Pattern.compile("\\]\\((?!http)([^)#]+)");

    /** Classes of others. */
    private static final Set<String> FOREIGN = Set.of("ImagePlus");

    @ParameterizedTest
    @ValueSource(strings = {"ARCHITECTURE.md", "CONTRIBUTING.md"})
    void areThere(String page) throws IOException {
        String text = Files.readString(Cli.root(page));
        Set<String> files = sources();
        Set<String> rooms = files.stream()
                .map(file -> file.contains("/") ? file.substring(0, file.lastIndexOf('/')) : "")
                .map(file -> file.replace('/', '.'))
                .collect(Collectors.toSet());
        Set<String> known = files.stream()
                .map(file -> file.substring(file.lastIndexOf('/') + 1).replace(".java", ""))
                .collect(Collectors.toSet());
        known.addAll(Operators.names());
        known.addAll(FOREIGN);

        Set<String> missing = new TreeSet<>();
        CODE.matcher(text).results().map(code -> code.group(1)).forEach(code -> {
            if (CLASS.matcher(code).lookingAt() && !known.contains(code.replaceFirst("\\W.*", ""))) {
                missing.add(code);
            }
            if (ROOM.matcher(code).matches() && !rooms.contains(code)) {
                missing.add(code);
            }
            if (PLACE.matcher(code).matches() && isOurs(code) && !Files.exists(Cli.root(code))) {
                missing.add(code);
            }
        });
        LINK.matcher(text)
                .results()
                .map((MatchResult link) -> link.group(1))
                .filter(link -> !Files.exists(Cli.root(link)))
                .forEach(missing::add);
        assertThat(missing).isEmpty();
    }

    /** Whether it begins with a folder of this repository, and is neither made by a build nor a place in someone's data. */
    private static boolean isOurs(String place) {
        String top = place.substring(0, place.indexOf('/'));
        return !top.equals("target") && Files.isDirectory(Cli.root(top));
    }

    /** Every Java file below its package, {@code io/fovea/cli/Main.java}. */
    private static Set<String> sources() throws IOException {
        Set<String> sources = new TreeSet<>();
        for (String module : Set.of("runtime", "models", "models/examples", "plugin", "cli", "spark")) {
            Path root = Cli.root(module).resolve("src");
            try (Stream<Path> files = Files.walk(root)) {
                files.map(file -> root.relativize(file).toString().replace('\\', '/'))
                        .filter(file -> file.endsWith(".java"))
                        .map(file -> file.replaceFirst("^\\w+/java/", ""))
                        .forEach(sources::add);
            }
        }
        return sources;
    }
}
