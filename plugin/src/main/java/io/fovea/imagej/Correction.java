package io.fovea.imagej;

import io.fovea.FoveaException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What can be done to the objects of a label image that a selection touches. */
enum Correction {
    /** All that it touches become one. */
    MERGE,
    /** What a line crosses falls apart along it; what points lie in, into the parts that are nearest to each. */
    SPLIT,
    /** All that it touches become background. */
    DELETE,
    /** Its area becomes an object, where none is. */
    DRAW,
    /** Its area becomes the place of the object that has most of it. */
    REDRAW;

    /** The word in a macro. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The one of a word.
     *
     * @throws FoveaException if there is none
     */
    static Correction parse(String word) {
        return Arrays.stream(values())
                .filter(one -> one.word().equals(word.strip()))
                .findFirst()
                .orElseThrow(() -> new FoveaException("There is no action '" + word + "'. Take one of: "
                        + Arrays.stream(values()).map(Correction::word).collect(Collectors.joining(", ")) + "."));
    }
}
