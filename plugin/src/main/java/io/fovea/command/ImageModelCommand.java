package io.fovea.command;

import ij.ImagePlus;
import io.fovea.model.Task;
import java.util.function.Predicate;
import org.scijava.plugin.Parameter;

/** A command that takes the open image through a model, and needs one. */
abstract class ImageModelCommand extends PlanesModelCommand {
    @Parameter
    ImagePlus image;

    /**
     * Sets the default.
     *
     * @param model a shipped model's name
     * @param takes the tasks of the models that the dialog offers
     */
    ImageModelCommand(String model, Predicate<Task> takes) {
        super(model, takes);
    }

    @Override
    final ImagePlus image() {
        return image;
    }
}
