package io.fovea.imagej;

import io.fovea.FoveaException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The kind of image that explanations are given back as. */
enum ExplainOutput {
    /** 32-bit, 0..1, a channel for each class. */
    HEAT,
    /** The image with the heat on it, RGB, the classes beside each other. */
    PICTURE;

    /** The word in a macro. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The kind of a word.
     *
     * @throws FoveaException if there is none
     */
    static ExplainOutput parse(String word) {
        return Arrays.stream(values())
                .filter(kind -> kind.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new FoveaException("There is no output '" + word + "'. Take one of: "
                        + Arrays.stream(values()).map(ExplainOutput::word).collect(Collectors.joining(", ")) + "."));
    }
}
