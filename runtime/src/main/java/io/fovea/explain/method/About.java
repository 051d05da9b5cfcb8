package io.fovea.explain.method;

import java.util.List;

/**
 * What a technique says of itself.
 *
 * @param name what users call it, {@code grad-cam++}
 * @param sentence what it shows; one line, without a full stop
 * @param paper where it is from: authors, title, year
 * @param options what can be set
 */
record About(String name, String sentence, String paper, List<Option> options) {
    /** Copies the list. */
    About {
        options = List.copyOf(options);
    }

    static About of(String name, String sentence, String paper, Option... options) {
        return new About(name, sentence, paper, List.of(options));
    }
}
