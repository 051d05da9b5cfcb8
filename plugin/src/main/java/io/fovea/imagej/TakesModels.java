package io.fovea.imagej;

import io.fovea.model.Task;

/** A command that is for models of some tasks. */
public interface TakesModels {
    /** Whether it is for those of a task. */
    boolean takes(Task task);
}
