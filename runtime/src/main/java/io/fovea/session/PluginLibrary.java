package io.fovea.session;

import ai.onnxruntime.OrtException;
import io.fovea.FoveaException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A library by which ONNX Runtime runs models on devices that are not built into it, such as that for WebGPU. */
final class PluginLibrary {
    /** The environment variable that names it. */
    static final String VARIABLE = "FOVEA_DEVICE_LIBRARY";

    private static boolean isLoaded;

    private PluginLibrary() {}

    /** The one that a user named. */
    static Optional<Path> named() {
        return Optional.ofNullable(System.getenv(VARIABLE))
                .filter(text -> !text.isBlank())
                .map(Path::of);
    }

    /**
     * Loads it once, if there is one.
     *
     * @throws FoveaException if it cannot be used
     */
    static void load() {
        named().ifPresent(PluginLibrary::load);
    }

    static synchronized void load(Path library) {
        if (isLoaded) {
            return;
        }
        if (!Files.isRegularFile(library)) {
            throw new FoveaException("There is no library '" + library + "', which " + VARIABLE
                    + " names; give that of an execution provider of ONNX Runtime.");
        }
        try {
            Ort.environment()
                    .registerExecutionProviderLibrary(
                            "fovea", library.toAbsolutePath().toString());
            isLoaded = true;
        } catch (OrtException e) {
            throw new FoveaException(
                    "The library '" + library + "', which " + VARIABLE + " names, cannot be used by ONNX Runtime "
                            + Ort.environment().getVersion() + ": " + RuntimeWords.of(e),
                    e);
        }
    }
}
