package io.fovea.recipe;

import com.fasterxml.jackson.databind.util.StdConverter;
import java.util.Optional;
import java.util.OptionalInt;

/** What a recipe does not say, as files have it: 0 or an empty text. Both are read as nothing, like what is left out. */
final class Unsaid {
    private Unsaid() {}

    static OptionalInt number(OptionalInt given) {
        return given == null || given.isPresent() && given.getAsInt() == 0 ? OptionalInt.empty() : given;
    }

    static Optional<String> text(Optional<String> given) {
        return given == null ? Optional.empty() : given.filter(words -> !words.isEmpty());
    }

    /** Writes 0 for no number. */
    static final class Number extends StdConverter<OptionalInt, Integer> {
        @Override
        public Integer convert(OptionalInt value) {
            return value.orElse(0);
        }
    }

    /** Writes an empty text for none. */
    static final class Text extends StdConverter<Optional<String>, String> {
        @Override
        public String convert(Optional<String> value) {
            return value.orElse("");
        }
    }
}
