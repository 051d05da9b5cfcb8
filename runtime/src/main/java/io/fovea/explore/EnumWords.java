package io.fovea.explore;

import io.fovea.FoveaException;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Finds constants by the word that users type. */
final class EnumWords {
    private EnumWords() {}

    /**
     * The constant whose {@code toString} is the word, in either case.
     *
     * @throws FoveaException if there is none, listing all
     */
    static <E extends Enum<E>> E find(E[] all, String word, String what) {
        return Arrays.stream(all)
                .filter(one -> one.toString().equalsIgnoreCase(word.strip()))
                .findFirst()
                .orElseThrow(() -> new FoveaException("There is no " + what + " '" + word + "'. Take one of: "
                        + Arrays.stream(all).map(E::toString).collect(Collectors.joining(", ")) + "."));
    }
}
