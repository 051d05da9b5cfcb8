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
record MethodDescription(String name, String sentence, String paper, List<MethodOption> options) {
    /** Copies the list. */
    MethodDescription {
        options = List.copyOf(options);
    }

    static MethodDescription of(String name, String sentence, String paper, MethodOption... options) {
        return new MethodDescription(name, sentence, paper, List.of(options));
    }
}
