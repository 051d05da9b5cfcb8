package io.fovea.model;

import io.fovea.FoveaException;
import io.fovea.UserPath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds models: those that come with Fovea, and those in the {@linkplain KeptModels user's folder}, by name, any {@code .onnx}
 * file, and BioImage.IO packages.
 */
public final class ModelLibrary {
    private static final Shelf SHELF = new Shelf(ModelLibrary.class.getClassLoader());

    private ModelLibrary() {}

    /**
     * Finds a model by its shipped name, by a path as {@link Model#read} takes it, where {@code ~} is the home folder, or by
     * its name in the user's folder.
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
        boolean named = wanted.toLowerCase(Locale.ROOT).endsWith(".onnx");
        Optional<Path> file = UserPath.of(wanted).filter(path -> named || Files.exists(path));
        if (file.isPresent()) {
            return Model.read(file.get());
        }
        KeptModels kept = KeptModels.ofUser();
        Optional<Path> own = kept.find(wanted);
        if (own.isPresent()) {
            return Model.read(own.get());
        }
        String known = shelf.names().isEmpty()
                ? "No model comes with this build"
                : "These come with Fovea: " + String.join(", ", shelf.names());
        List<String> names = kept.names();
        String yours = names.isEmpty() ? "" : "; in '" + kept.folder() + "' are: " + String.join(", ", names);
        throw new FoveaException("Unknown model '" + nameOrPath + "'. " + known + yours
                + "; or give the path of an .onnx file or of a BioImage.IO package.");
    }
}
