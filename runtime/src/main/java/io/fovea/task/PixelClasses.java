package io.fovea.task;

import io.fovea.FoveaException;
import io.fovea.model.Card;
import io.fovea.model.Scored;
import java.util.ArrayList;
import java.util.List;

/** What the classes are called that objects or pixels of a segmentation have; the first is background. */
final class PixelClasses {
    private static final String BACKGROUND = "background";
    /** What an object is of which nothing else is known. */
    static final String OBJECT = "object";

    /** Those of a trimap. */
    static final List<String> OBJECTS = List.of(BACKGROUND, OBJECT);

    private PixelClasses() {}

    /** Those of a model, as far as its card tells; a trimap and a network that tells objects apart have one class of objects at least. */
    static List<String> of(Card card) {
        if (card.task().foreground().isPresent()) {
            return OBJECTS;
        }
        return card.task().scored() == Scored.NOTHING
                ? ofObjects(card, Math.max(1, card.labels().size() - 1))
                : card.labels();
    }

    /**
     * Those of a model that tells objects apart.
     *
     * @param kinds of objects that there are, 1 at least
     * @throws FoveaException if the card has other labels
     */
    static List<String> ofObjects(Card card, int kinds) {
        List<String> labels = card.labels();
        if (labels.size() == kinds + 1) {
            return labels;
        }
        List<String> names = new ArrayList<>(List.of(BACKGROUND));
        if (labels.size() == kinds) {
            names.addAll(labels);
        } else if (labels.isEmpty() && kinds == 1) {
            names.add(OBJECT);
        } else if (labels.isEmpty()) {
            for (int kind = 1; kind <= kinds; kind++) {
                names.add(OBJECT + " " + kind);
            }
        } else {
            throw new FoveaException("The card of '" + card.name() + "' has " + labels.size()
                    + " labels; the model tells background and " + kinds + (kinds == 1 ? " class" : " classes")
                    + " of objects apart, so that " + kinds + " or " + (kinds + 1) + " are needed.");
        }
        return names;
    }
}
