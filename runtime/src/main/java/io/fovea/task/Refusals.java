package io.fovea.task;

import io.fovea.FoveaException;
import io.fovea.model.Card;
import io.fovea.model.Model;

/** Says why a model cannot do what it is asked for. */
public final class Refusals {
    private Refusals() {}

    /** The error to throw; {@code what} completes "The model 'x' cannot ...". */
    public static FoveaException cannot(Model model, String what) {
        String reason = model.card().task().clause().orElseGet(() -> unknown(model.card()));
        return new FoveaException("The model '" + model.name() + "' cannot " + what + ": " + reason + ".");
    }

    private static String unknown(Card card) {
        return card.assumptions().isEmpty()
                ? "its card gives it another task"
                : card.assumptions().get(0).replaceFirst("^[^:]*: ", "").replaceFirst("\\.$", "");
    }

    /** The error to throw where a card names an output that the model does not have. */
    public static FoveaException noOutput(Card card, String output) {
        return new FoveaException(
                "The card of '" + card.name() + "' names the output '" + output + "', which the model does not have.");
    }
}
