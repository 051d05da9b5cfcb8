package io.fovea.command;

import ij.ImagePlus;
import io.fovea.imagej.OpenModels;
import io.fovea.imagej.Suggests;
import io.fovea.model.Task;
import java.util.List;
import java.util.function.Predicate;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;

/** A command that takes the open image through a model: what its dialog and its macro line begin with. */
abstract class ImageModelCommand implements Command, Suggests {
    @Parameter
    OpenModels models;

    @Parameter
    ImagePlus image;

    @Parameter(label = "Model", style = "file", persist = false)
    String model;

    private final Predicate<Task> takes;

    /**
     * Sets the default.
     *
     * @param model a shipped model's name
     * @param takes the tasks of the models that the dialog offers
     */
    ImageModelCommand(String model, Predicate<Task> takes) {
        this.model = model;
        this.takes = takes;
    }

    @Override
    public List<String> suggestions(String key) {
        return key.equals("model") ? ShippedModels.names(takes) : List.of();
    }
}
