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
        return folderIndex(name, card, count).map(card::label);
    }

    /** The class that the folder of an image is called, in any case; empty if there is none. */
    static Optional<Integer> folderIndex(String name, Card card, int count) {
        String[] parts = name.split("/");
        if (parts.length < 2) {
            return Optional.empty();
        }
        String folder = parts[parts.length - 2];
        for (int c = 0; c < count; c++) {
            if (card.label(c).equalsIgnoreCase(folder)) {
                return Optional.of(c);
            }
        }
        return Optional.empty();
    }

    /**
     * The classes that an image is asked for: the one that its folder is called, if that is among those wanted; otherwise
     * those wanted, or, where none is, its top class.
     *
     * @param wanted indices; empty for any
     * @return an empty one for the top class; no element where the image is of another class
     */
    static List<Optional<Integer>> asked(String name, List<Integer> wanted, Card card, int count) {
        Optional<Integer> own = folderIndex(name, card, count);
        if (own.isPresent()) {
            return wanted.isEmpty() || wanted.contains(own.get()) ? List.of(own) : List.of();
        }
        return wanted.isEmpty()
                ? List.of(Optional.empty())
                : wanted.stream().map(Optional::of).toList();
    }
}
