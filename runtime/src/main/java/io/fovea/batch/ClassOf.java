package io.fovea.batch;

import io.fovea.FoveaException;
import io.fovea.model.Card;
import io.fovea.model.ClassChoice;
import java.util.List;
import java.util.Optional;

/** Which class an image is asked for, and which it is of. */
final class ClassOf {
    private ClassOf() {}

    /**
     * The one that was asked for.
     *
     * @throws FoveaException if there is none of that name, or several were asked for
     */
    static Optional<Integer> wanted(List<String> classes, Card card, int count) {
        List<Integer> indices = ClassChoice.indices(classes, card, count);
        if (indices.size() > 1) {
            throw new FoveaException("An audit is of one class for each image, and " + indices.size()
                    + " were given; give one, or none for the top class of each image.");
        }
        return indices.stream().findFirst();
    }

    /** The label that the folder of an image is called, in any case; empty if there is none. */
    static Optional<String> folder(String name, Card card, int count) {
        String[] parts = name.split("/");
        if (parts.length < 2) {
            return Optional.empty();
        }
        String folder = parts[parts.length - 2];
        for (int c = 0; c < count; c++) {
            if (card.label(c).equalsIgnoreCase(folder)) {
                return Optional.of(card.label(c));
            }
        }
        return Optional.empty();
    }
}
