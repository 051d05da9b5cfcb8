package io.fovea.command;

import io.fovea.model.Task;
import java.util.function.Predicate;

/** A command that takes one plane of the open image: the one on show, without asking, unless another is said. */
abstract class PlaneOnShowCommand extends ImageModelCommand {

    /**
     * Sets the default.
     *
     * @param model a shipped model's name
     * @param takes the tasks of the models that the dialog offers
     */
    PlaneOnShowCommand(String model, Predicate<Task> takes) {
        super(model, takes);
    }

    @Override
    public final boolean isAsked(String key) {
        return !key.equals("slice") && !key.equals("frame") && super.isAsked(key);
    }

    @Override
    public final boolean isPlaneByPlane() {
        return false;
    }

    @Override
    public final void settle(boolean asking) {
        super.settle(asking);
        takePlaneOnShow();
    }
}
