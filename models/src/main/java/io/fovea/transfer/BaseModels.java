package io.fovea.transfer;

import io.fovea.FoveaException;
import io.fovea.UserPath;
import io.fovea.model.Model;
import io.fovea.model.ModelLibrary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds the models that recipes name as their base. */
public final class BaseModels {
    private static final int LONGEST_SHOWN = 500;

    private BaseModels() {}

    /**
     * A shipped model, or a file.
     *
     * @param folders that the file's path may begin in, in this order; the current one comes last
     * @throws FoveaException when there is none, saying where was looked
     */
    public static Model find(String name, List<Path> folders) {
        return find(name, folders, "base model", "--base");
    }

    /**
     * A model that teaches another, likewise.
     *
     * @throws FoveaException when there is none, saying where was looked
     */
    public static Model teacher(String name, List<Path> folders) {
        return find(name, folders, "teacher", "--teacher");
    }

    private static Model find(String name, List<Path> folders, String role, String option) {
        if (ModelLibrary.names().contains(name)) {
            return ModelLibrary.find(name);
        }
        Set<Path> places = new LinkedHashSet<>();
        String file = UserPath.expand(name);
        folders.forEach(folder -> places.add(folder.resolve(file).normalize()));
        places.add(Path.of(file));
        return places.stream()
                .filter(Files::isRegularFile)
                .findFirst()
                .map(Model::read)
                .orElseThrow(() -> new FoveaException("There is no " + role + " '" + shown(name) + "'; looked for "
                        + String.join(
                                ", ",
                                places.stream()
                                        .map(place -> shown(place.toString()))
                                        .toList())
                        + " and for a shipped model of that name. Give its file with " + option + "."));
    }

    /** The beginning of what is longer than anybody reads. */
    private static String shown(String text) {
        return text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "..." : text;
    }
}
