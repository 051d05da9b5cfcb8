package io.fovea.report;

import io.fovea.ProcFile;
import java.util.Optional;

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
        return ProcFile.value("cpuinfo", "model name")
                .or(() -> Optional.ofNullable(System.getenv("PROCESSOR_IDENTIFIER")))
                .orElse(architecture);
    }
}
