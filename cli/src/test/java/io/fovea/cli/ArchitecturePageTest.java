package io.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rooms that ARCHITECTURE.md names are those that there are. */
class ArchitecturePageTest {
    private static final Pattern ROOM = Pattern.compile("`(io\\.fovea(?:\\.[a-z]+)+)`");

    @Test
    void everyRoomIsNamedAndEveryNameIsARoom() throws IOException {
        Set<String> named = ROOM.matcher(Files.readString(Cli.root("ARCHITECTURE.md")))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());

        assertThat(named).isEqualTo(rooms());
    }

    private static Set<String> rooms() throws IOException {
        Set<String> rooms = new TreeSet<>();
        for (String module : List.of("runtime", "models", "models/examples", "plugin", "cli", "spark")) {
            Path sources = Cli.root(module).resolve("src/main/java");
            try (Stream<Path> files = Files.walk(sources)) {
                files.filter(file -> file.endsWith("package-info.java"))
                        .map(file ->
                                sources.relativize(file.getParent()).toString().replace('\\', '/'))
                        .map(name -> name.replace('/', '.'))
                        .filter(name -> !name.equals("io.fovea"))
                        .forEach(rooms::add);
            }
        }
        return rooms;
    }
}
