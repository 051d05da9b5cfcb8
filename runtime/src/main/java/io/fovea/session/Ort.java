package io.fovea.session;

import ai.onnxruntime.OrtEnvironment;
import io.fovea.FoveaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * ONNX Runtime's environment. Nothing else may make it: from 1.29 on, ONNX Runtime for Linux reports to Microsoft unless
 * {@code ORT_DISABLE_TELEMETRY} is 1, and for that matches the process's command line against regular expressions that
 * take 256 bytes of stack for each of its characters. A thread with the usual megabyte ends in a segmentation fault from
 * 3,981 characters on (measured with 1.29.0). Here it is made by a thread with more. Thread-safe.
 */
public final class Ort {
    private static final int FIRST_MINOR_THAT_REPORTS = 29;
    private static final long STACK_BYTES = 64L << 20;

    /** Four fifths of what overflows a stack of that size. */
    private static final int LONGEST_COMMAND_LINE = 200_000;

    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

    private static volatile OrtEnvironment environment;

    private Ort() {}

    /**
     * The environment, made on first use.
     *
     * @throws FoveaException if ONNX Runtime would crash on this process's command line
     */
    public static OrtEnvironment environment() {
        OrtEnvironment made = environment;
        return made == null ? make() : made;
    }

    private static synchronized OrtEnvironment make() {
        if (environment == null) {
            String version = OrtEnvironment.class.getPackage().getImplementationVersion();
            if (reads(System.getProperty("os.name"), version, System.getenv("ORT_DISABLE_TELEMETRY"))) {
                refusal(commandLineLength()).ifPresent(sentence -> {
                    throw new FoveaException(sentence);
                });
                environment = makeWithRoom();
            } else {
                environment = OrtEnvironment.getEnvironment();
            }
        }
        return environment;
    }

    /** Whether ONNX Runtime reads the command line here; a version that is not known is the one that Fovea comes with. */
    static boolean reads(String system, String version, String telemetryDisabled) {
        String[] parts = version == null ? new String[] {"0", "0"} : version.split("\\D+");
        boolean reports = parts.length > 1
                && (Integer.parseInt(parts[0]) > 1 || Integer.parseInt(parts[1]) >= FIRST_MINOR_THAT_REPORTS);
        return system.startsWith("Linux") && reports && !"1".equals(telemetryDisabled);
    }

    /** Why the environment cannot be made in a process with a command line of so many characters. */
    static Optional<String> refusal(long commandLine) {
        return commandLine <= LONGEST_COMMAND_LINE
                ? Optional.empty()
                : Optional.of("This process's command line has " + commandLine + " characters, on which this version of"
                        + " ONNX Runtime crashes; start Java with an argument file (java @FILE), or set the environment"
                        + " variable ORT_DISABLE_TELEMETRY to 1.");
    }

    private static long commandLineLength() {
        try {
            // Its size as a file is 0.
            return Files.readAllBytes(COMMAND_LINE).length;
        } catch (IOException e) {
            return 0; // what cannot be read cannot crash
        }
    }

    private static OrtEnvironment makeWithRoom() {
        FutureTask<OrtEnvironment> task = new FutureTask<>(OrtEnvironment::getEnvironment);
        new Thread(null, task, "fovea-onnxruntime", STACK_BYTES).start();
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) e.getCause(); // it throws nothing checked
        }
    }
}
