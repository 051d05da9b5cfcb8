package io.fovea.recipe;

import com.fasterxml.jackson.annotation.JsonValue;
import io.fovea.FoveaException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** One of the few things that a setting of a recipe can be, by the word that stands for it there. */
public interface RecipeWord {

    /** The constant's own name. */
    String name();

    /** How it is written in a recipe. */
    @JsonValue
    default String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * What a word means, whether it is written small or large.
     *
     * @param what the setting is, in words
     * @throws FoveaException when it is none, with those that there are
     */
    static <E extends Enum<E> & RecipeWord> E find(Class<E> among, String what, String word) {
        return Arrays.stream(among.getEnumConstants())
                .filter(each -> each.word().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> new FoveaException("The " + what + " '" + word + "' is not known; there are "
                        + Arrays.stream(among.getEnumConstants())
                                .map(RecipeWord::word)
                                .collect(Collectors.joining(", "))
                        + "."));
    }
}
