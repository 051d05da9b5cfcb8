package io.fovea.model;

import io.fovea.FoveaException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Finds models: those that come with Fovea, by name, and any {@code .onnx} file. */
public final class ModelLibrary {
    private static final Shelf SHELF = new Shelf(ModelLibrary.class.getClassLoader());

    private ModelLibrary() {}

    /**
     * Finds a model by its shipped name or by the path of an {@code .onnx} file, where {@code ~} is the home folder.
     *
     * @throws FoveaException if there is none, listing the known names, or the file is no model
     */
    public static Model find(String nameOrPath) {
        return find(nameOrPath, SHELF);
    }

    /** The names of the shipped models, in order. */
    public static List<String> names() {
        return SHELF.names();
    }

    /** The shipped models, in order. Reads them all. */
    public static List<Model> shipped() {
        return SHELF.names().stream().map(SHELF::model).toList();
    }

    static Model find(String nameOrPath, Shelf shelf) {
        String wanted = nameOrPath.strip();
        if (shelf.names().contains(wanted)) {
            return shelf.model(wanted);
        }
        Path file = path(wanted);
        if (file != null && (wanted.toLowerCase(Locale.ROOT).endsWith(".onnx") || Files.isRegularFile(file))) {
            return Model.read(file);
        }
        String known = shelf.names().isEmpty()
                ? "No model comes with this build"
                : "These come with Fovea: " + String.join(", ", shelf.names());
        throw new FoveaException(
                "Unknown model '" + nameOrPath + "'. " + known + "; or give the path of an .onnx file.");
    }

    /** The path, or null for what can be none on this system. */
    private static Path path(String text) {
        try {
            boolean home = text.equals("~") || text.startsWith("~/") || text.startsWith("~\\");
            return Path.of(home ? System.getProperty("user.home") + text.substring(1) : text);
        } catch (InvalidPathException e) {
            return null;
        }
    }
}
