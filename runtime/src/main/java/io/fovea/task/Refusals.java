package io.fovea.task;

import io.fovea.FoveaException;
import io.fovea.model.Basis;
import io.fovea.model.Card;
import io.fovea.model.CardKey;
import io.fovea.model.Model;
import io.fovea.model.Task;
import java.util.List;
import java.util.Set;

/** Says why a model cannot do what it is asked for. */
public final class Refusals {
    private Refusals() {}

    /** The error to throw; {@code what} completes "The model 'x' cannot ...". */
    public static FoveaException cannot(Model model, String what) {
        String reason = model.card()
                .task()
                .clause()
                .map(clause -> clause + doubt(model))
                .orElseGet(() -> unknown(model.card()));
        return new FoveaException("The model '" + model.name() + "' cannot " + what + ": " + reason + ".");
    }

    private static String doubt(Model model) {
        boolean assumed = model.bases().get(CardKey.TASK).kind() == Basis.Kind.ASSUMED;
        return assumed ? ", as is assumed; if it does not, say what it does with the key 'task' of its card" : "";
    }

    private static String unknown(Card card) {
        return card.assumptions().isEmpty()
                ? "its card gives it another task"
                : card.assumptions().get(0).replaceFirst("^[^:]*: ", "").replaceFirst("\\.$", "");
    }

    /** The error to throw where a model is of other tasks; names the outputs that would do, where that is not certain. */
    static FoveaException cannot(Model model, String what, Set<Task> tasks) {
        List<String> outputs = model.outputsFor(tasks);
        FoveaException plain = cannot(model, what);
        return outputs.isEmpty()
                ? plain
                : new FoveaException(plain.getMessage().replaceFirst("\\.$", "") + "; its "
                        + (outputs.size() == 1 ? "output would" : "outputs would") + " with output="
                        + String.join(" or output=", outputs) + ".");
    }

    /** The error to throw where a card names an output that the model does not have. */
    public static FoveaException noOutput(Card card, String output) {
        return new FoveaException(
                "The card of '" + card.name() + "' names the output '" + output + "', which the model does not have.");
    }
}
