package io.fovea.task;

import io.fovea.FoveaException;
import io.fovea.model.Model;

/** Says why a model cannot do what it is asked for. */
public final class Refusals {
    private Refusals() {}

    /** The error to throw; {@code what} completes "The model 'x' cannot ...". */
    public static FoveaException cannot(Model model, String what) {
        String reason =
                switch (model.card().task()) {
                    case CLASSIFICATION -> "it classifies whole images";
                    case SEGMENTATION, TRIMAP -> "it segments images";
                    case OTHER ->
                        model.card().assumptions().isEmpty()
                                ? "its card gives it another task"
                                : model.card()
                                        .assumptions()
                                        .get(0)
                                        .replaceFirst("^[^:]*: ", "")
                                        .replaceFirst("\\.$", "");
                };
        return new FoveaException("The model '" + model.name() + "' cannot " + what + ": " + reason + ".");
    }
}
