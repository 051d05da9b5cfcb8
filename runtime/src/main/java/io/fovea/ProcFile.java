package io.fovea;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** What Linux tells of the machine in the files of {@code /proc}, in lines such as {@code model name : Xeon}. */
public final class ProcFile {
    private ProcFile() {}

    /**
     * The first value under a name, without white space around it; empty on other systems and where it is not told.
     *
     * @param file such as {@code cpuinfo}
     * @param name that a line begins with, such as {@code model name}
     */
    public static Optional<String> value(String file, String name) {
        Path path = Path.of("/proc", file);
        if (!Files.isReadable(path)) {
            return Optional.empty();
        }
        try (Stream<String> lines = Files.lines(path)) {
            return lines.filter(line -> line.startsWith(name))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .filter(value -> !value.isEmpty());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
