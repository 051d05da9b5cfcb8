package io.fovea.command;

import io.fovea.model.Model;
import io.fovea.model.ModelLibrary;
import io.fovea.model.Task;
import java.util.List;
import java.util.function.Predicate;

/** The models that come with Fovea, as a dialog offers them. */
final class ShippedModels {
    private ShippedModels() {}

    /** The names of those that do a task. */
    static List<String> names(Predicate<Task> does) {
        return ModelLibrary.shipped().stream()
                .filter(model -> does.test(model.card().task()))
                .map(Model::name)
                .toList();
    }
}
