package io.fovea.command;

import io.fovea.FoveaException;
import io.fovea.explain.Explainer;
import io.fovea.imagej.ToldModel;
import io.fovea.model.Model;
import java.util.List;

/** What a model has to choose from, as a dialog offers it. */
final class ListsOfModel {
    private ListsOfModel() {}

    /**
     * The names of its classes, or the layers that can be explained. Blocks.
     *
     * @param key {@code classes} or {@code layers}
     * @return empty if there is no such model, or it has none
     */
    static List<String> of(String key, String model) {
        try {
            Model found = ToldModel.parse(model, "", "", "", "", "").find();
            return key.equals("layers") ? Explainer.layers(found) : found.card().labels();
        } catch (FoveaException e) {
            return List.of(); // what is half typed is no model yet
        }
    }
}
