package io.fovea.train.report;

import io.fovea.batch.Inputs;
import java.nio.file.Path;

/**
 * The files that a training leaves beside its model. Their names begin with the model's, so that the models of one folder
 * keep their own: {@code nuclei.onnx} has {@code nuclei-history.csv}.
 *
 * @param model the trained model's file
 */
public record TrainingFiles(Path model) {

    /** A row for each epoch. */
    public Path history() {
        return beside("history.csv");
    }

    /** The curves of the history, drawn anew after every epoch. */
    public Path curves() {
        return beside("history.png");
    }

    /** The recipe, where it was chosen and not given. */
    public Path recipe() {
        return beside("recipe.yaml");
    }

    /** The page about the whole training. */
    public Path report() {
        return beside("report.html");
    }

    private Path beside(String name) {
        return model.resolveSibling(Inputs.stem(model) + "-" + name);
    }
}
