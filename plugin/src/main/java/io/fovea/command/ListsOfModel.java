package io.fovea.command;

import io.fovea.FoveaException;
import io.fovea.anatomy.ModelLayers;
import io.fovea.explain.Explainer;
import io.fovea.imagej.ToldModel;
import io.fovea.model.Model;
import java.util.List;

/** What a model has to choose from, as a dialog offers it. */
final class ListsOfModel {
    private ListsOfModel() {}

    /**
     * The names of its classes, or the layers that can be explained ({@code layers}) or have feature maps ({@code layer}).
     * Blocks.
     *
     * @return empty if there is no such model, or it has none
     */
    static List<String> of(String key, String model) {
        try {
            Model found = ToldModel.parse(model, "", "", "", "", "").find();
            return switch (key) {
                case "layers" -> Explainer.layers(found);
                case "layer" -> ModelLayers.of(found.graph()).summaryNames();
                default -> found.card().labels();
            };
        } catch (FoveaException e) {
            return List.of(); // what is half typed is no model yet
        }
    }

    /** What is explained, or shown, where nothing is said. */
    static String usual(String key) {
        return switch (key) {
            case "classes" -> "the top class";
            case "layer" -> "the first convolution";
            default -> "the one before the head";
        };
    }
}
