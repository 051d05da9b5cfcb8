package io.fovea.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The machine this runs on.
 *
 * @param processor its name; the architecture where the system does not tell it
 * @param cores that Java may use
 * @param system name, version and architecture
 */
public record Machine(String processor, int cores, String system) {

    /** Asks the system; reads one small file at most. */
    public static Machine current() {
        String architecture = System.getProperty("os.arch");
        return new Machine(
                processor(architecture),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name") + " " + System.getProperty("os.version") + ", " + architecture);
    }

    private static String processor(String architecture) {
        Path file = Path.of("/proc/cpuinfo");
        if (Files.isReadable(file)) {
            try (Stream<String> lines = Files.lines(file)) {
                return lines.filter(line -> line.startsWith("model name"))
                        .findFirst()
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .orElse(architecture);
            } catch (IOException e) {
                return architecture;
            }
        }
        String told = System.getenv("PROCESSOR_IDENTIFIER");
        return told == null ? architecture : told;
    }
}
