package io.fovea.model;

import java.util.List;

/** Finds models: those that come with Fovea, by name, and any {@code .onnx} file. */
public final class ModelLibrary {
    private ModelLibrary() {}

    /**
     * Finds a model by its shipped name or by the path of an {@code .onnx} file, where {@code ~} is the home folder.
     *
     * @throws io.fovea.FoveaException if there is none, listing the known names, or the file is no model
     */
    public static Model find(String nameOrPath) {
        throw new UnsupportedOperationException();
    }

    /** The names of the shipped models, in order. */
    public static List<String> names() {
        throw new UnsupportedOperationException();
    }

    /** The shipped models, in order. Reads them all. */
    public static List<Model> shipped() {
        throw new UnsupportedOperationException();
    }
}
