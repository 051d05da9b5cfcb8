package io.fovea.imagej;

import io.fovea.FoveaException;
import io.fovea.inspect.Inspection;
import io.fovea.model.Card;
import io.fovea.model.Model;
import io.fovea.model.ModelLibrary;
import io.fovea.session.Cancellation;
import io.fovea.session.Device;
import io.fovea.share.OutputCheck;
import io.fovea.share.Verification;
import java.util.List;
import java.util.Locale;

/** What there is to read about a model. */
final class ModelCardText {
    private static final int MOST_LABELS = 40;

    private ModelCardText() {}

    /** Its card, a line for each thing that is known. */
    static String of(NamedModel model) {
        StringBuilder text = new StringBuilder(model.name()).append("\n\n");
        line(text, "From", model.origin());
        model.path().ifPresent(path -> line(text, "File", path.toString()));
        line(text, "Unreadable", model.problem());
        model.card().ifPresent(card -> add(text, card));
        return text.toString();
    }

    private static void add(StringBuilder text, Card card) {
        line(text, "Task", card.task().word());
        List<String> labels = card.labels();
        String more = labels.size() > MOST_LABELS ? ", ... (" + labels.size() + ")" : "";
        line(text, "Labels", String.join(", ", labels.subList(0, Math.min(MOST_LABELS, labels.size()))) + more);
        line(text, "Input", card.input().words());
        card.provenance().description().ifPresent(words -> line(text, "About", words));
        card.provenance().trainingData().ifPresent(words -> line(text, "Trained on", words));
        card.provenance().score().ifPresent(words -> line(text, "Score", words));
        line(text, "Licence", card.provenance().license().orElse("not said"));
        card.assumptions().forEach(words -> line(text, "Assumed", words));
    }

    private static void line(StringBuilder text, String what, String words) {
        if (!words.isEmpty()) {
            text.append(what).append(": ").append(words).append("\n\n");
        }
    }

    /**
     * Tries the model: a package against its own test tensors, any other on an image of its size. Blocks.
     *
     * @return what came of it, in lines
     */
    static String tested(NamedModel known, Cancellation cancel) {
        StringBuilder text = new StringBuilder("Self-test\n");
        try {
            Model model = ModelLibrary.find(known.path().map(Object::toString).orElse(known.name()));
            if (model.origin().isPresent()) {
                add(text, Verification.of(model, Verification.TOLERANCE, Device.AUTO, cancel));
            } else {
                Inspection tried = Inspection.of(model, Device.AUTO);
                tried.able()
                        .forEach(sentence ->
                                text.append("Passed: ").append(sentence).append('\n'));
                tried.troubles()
                        .forEach(sentence ->
                                text.append("Failed: ").append(sentence).append('\n'));
            }
        } catch (FoveaException e) {
            text.append("Failed: ").append(e.getMessage()).append('\n');
        }
        return text.toString();
    }

    private static void add(StringBuilder text, Verification verification) {
        for (OutputCheck check : verification.outputs()) {
            text.append(String.format(
                    Locale.ROOT,
                    "%s: the output '%s' is within %.3g of what the package says%n",
                    check.isRight() ? "Passed" : "Failed",
                    check.output(),
                    check.absolute()));
        }
    }
}
