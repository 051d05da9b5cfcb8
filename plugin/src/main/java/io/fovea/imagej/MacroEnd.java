package io.fovea.imagej;

import java.util.Optional;

/**
 * How a macro ended.
 *
 * @param error why it ended early, in one sentence without the macro's name; empty if it did not
 */
public record MacroEnd(Kind kind, Optional<String> error) {
    /** Came to its end, or ended itself without a message. */
    static final MacroEnd DONE = new MacroEnd(Kind.DONE, Optional.empty());

    /** How far it came. */
    public enum Kind {
        DONE,
        /** A command on a folder could not do some of the files, and did the others. */
        SOME_FAILED,
        FAILED
    }

    static MacroEnd failed(String sentence) {
        return new MacroEnd(Kind.FAILED, Optional.of(sentence));
    }
}
