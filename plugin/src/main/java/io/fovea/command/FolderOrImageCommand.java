package io.fovea.command;

import ij.ImagePlus;
import io.fovea.FoveaException;
import io.fovea.batch.PageChoice;
import io.fovea.imagej.ImageSet;
import io.fovea.model.Task;
import java.util.Optional;
import java.util.function.Predicate;
import org.scijava.plugin.Parameter;

/**
 * A command that takes many images through a model: those of the folder {@code input}, or, where no folder is said, the planes of the
 * open image, or of {@code every} open image.
 */
abstract class FolderOrImageCommand extends PlanesModelCommand {
    @Parameter(required = false)
    private ImagePlus image;

    @Parameter(label = "Folder of images (none: the open image)", style = "directory", persist = false)
    private String input = "";

    @Parameter(label = "Every open image", persist = false)
    private boolean every = false;

    /**
     * Sets the default.
     *
     * @param model a shipped model's name
     * @param takes the tasks of the models that the dialog offers
     */
    FolderOrImageCommand(String model, Predicate<Task> takes) {
        super(model, takes);
    }

    @Override
    final ImagePlus image() {
        return image;
    }

    /**
     * The images that are meant.
     *
     * @throws FoveaException if neither a folder is given nor an image is open, both a folder and all open images are asked for, or
     *     there is no such plane
     */
    final ImageSet images() {
        if (!input.isBlank() && every) {
            throw new FoveaException("Both a folder, input=[" + input.strip()
                    + "], and every open image are asked for; leave" + " one of them out.");
        }
        if (!input.isBlank()) {
            String channel = planes().channel().strip();
            return ImageSet.folder(
                    input, PageChoice.parse(channel.equals("0") ? "" : channel, planes().slice(), planes().frame()));
        }
        if (every) {
            return ImageSet.open(planes());
        }
        if (image == null) {
            throw new FoveaException("There is no image open and no folder given: open an image, or give input=[...].");
        }
        return ImageSet.planes(image, planes());
    }

    @Override
    public final Optional<String> doubt() {
        return isOfImage() ? super.doubt() : Optional.empty();
    }

    @Override
    public boolean isPlaneByPlane() {
        return isOfImage();
    }

    @Override
    public final void settle(boolean asking) {
        if (isOfImage()) {
            super.settle(asking);
        }
    }

    /** Whether it is the image on show alone that is meant. */
    private boolean isOfImage() {
        return input.isBlank() && !every;
    }
}
