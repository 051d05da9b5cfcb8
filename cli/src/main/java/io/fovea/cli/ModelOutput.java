package io.fovea.cli;

import io.fovea.FoveaException;
import io.fovea.graph.Graph;
import io.fovea.model.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The file that a command writes a model to. */
final class ModelOutput {
    @Option(names = "--output", required = true, paramLabel = "FILE.onnx", description = "Where to write it.")
    private Path file;

    /**
     * Tries whether the file can be written, before long work.
     *
     * @param source what it will be made of, in whose place it must not be written
     * @throws FoveaException if it cannot be written, or another model is there that Fovea did not write
     */
    void check(Model source) {
        check(file);
        if (source.file().filter(made -> isSame(made, file)).isPresent()) {
            throw new FoveaException("'" + file + "' is the model that the new one is made of; give another --output.");
        }
    }

    /** Writes the model. */
    void write(Model model) {
        write(model.graph(), file);
    }

    /** Tries whether a model can be written to a file; in the place of another only if Fovea wrote that. */
    static void check(Path file) {
        Writable.check(file, "model with its card", ModelOutput::isWritten);
    }

    /** Writes a model. */
    static void write(Graph graph, Path file) {
        try {
            graph.write(file);
        } catch (IOException e) {
            throw new FoveaException("Cannot write '" + file + "': " + e.getMessage() + ".", e);
        }
    }

    private static boolean isWritten(Path file) {
        try {
            return Graph.read(file).metadata().keySet().stream().anyMatch(key -> key.startsWith("fovea."));
        } catch (FoveaException e) {
            return false; // no model at all
        }
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return Files.exists(other) && Files.isSameFile(one, other);
        } catch (IOException e) {
            throw new FoveaException("Cannot read '" + other + "': " + e.getMessage() + ".", e);
        }
    }
}
