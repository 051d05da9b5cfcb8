package io.fovea.imagej;

import io.fovea.AtomicFile;
import io.fovea.FoveaException;
import io.fovea.UserPath;
import io.fovea.model.Model;
import io.fovea.stroke.StrokeClassifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The file that what was learnt is saved in: tried before the learning, so that nobody learns in vain. */
final class StrokeModelFile {
    private static final String SUFFIX = ".onnx";

    private final Path path;

    private StrokeModelFile(Path path) {
        this.path = path;
    }

    /**
     * Tries whether a file can be written, making its folder if need be; in the place of another file only if that was
     * learnt from strokes as well. Leaves no file behind.
     *
     * @param output its path; {@code ~} is the home folder
     * @throws FoveaException if it cannot, or it is no name of a model
     */
    static StrokeModelFile of(String output) {
        Path path = UserPath.of(output).orElseThrow(() -> wrong(output));
        String name = path.getFileName() == null ? "" : path.getFileName().toString();
        if (!name.toLowerCase(Locale.ROOT).endsWith(SUFFIX) || stem(name).isBlank()) {
            throw wrong(output);
        }
        if (Files.isDirectory(path)) {
            throw new FoveaException(
                    "output is the file of a model, and '" + path + "' is a folder; give a file in it.");
        }
        Path folder = path.toAbsolutePath().getParent();
        try {
            if (Files.exists(path) && Files.size(path) > 0 && !isLearnt(path)) {
                throw new FoveaException("output '" + path + "' would be overwritten, but is no model learnt from"
                        + " strokes; move it away, or give another file.");
            }
            AtomicFile.tryFolder(folder);
        } catch (IOException e) {
            throw unwritable(path, e);
        }
        return new StrokeModelFile(path);
    }

    private static boolean isLearnt(Path file) {
        try {
            return StrokeClassifier.isOne(Model.read(file).card());
        } catch (FoveaException e) {
            return false; // no model at all
        }
    }

    /**
     * Saves the model under the name of the file. Blocks.
     *
     * @throws FoveaException if it cannot be written
     */
    void write(StrokeClassifier learnt) {
        try {
            learnt.model(stem(path.getFileName().toString())).graph().write(path);
        } catch (IOException e) {
            throw unwritable(path, e);
        }
    }

    private static String stem(String name) {
        return name.substring(0, name.length() - SUFFIX.length());
    }

    private static FoveaException wrong(String output) {
        return new FoveaException(
                "output is the file of a model, a name that ends in .onnx such as nuclei.onnx, not '" + output + "'.");
    }

    private static FoveaException unwritable(Path path, IOException cause) {
        return new FoveaException(
                "The model cannot be written to '" + path + "': nothing can be written to the folder '"
                        + path.toAbsolutePath().getParent() + "'; choose another.",
                cause);
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
