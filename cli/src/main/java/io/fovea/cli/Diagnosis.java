package io.fovea.cli;

/**
 * What was looked at, and what came of it.
 *
 * @param what a word or two, such as {@code memory}
 * @param sentence what was found; where something is to be done, what
 */
record Diagnosis(String what, boolean isFine, String sentence) {
    /** All is well, as the text says. */
    static Diagnosis fine(String what, String sentence) {
        return new Diagnosis(what, true, sentence);
    }

    /** Something is to be done, as the text says. */
    static Diagnosis wrong(String what, String sentence) {
        return new Diagnosis(what, false, sentence);
    }
}
