package io.fovea.fuzz;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something that must not happen, and with which input it did.
 *
 * @param file of the input, as it was left
 * @param from the name of the seed
 * @param at what was tried
 * @param what a stack trace, or a sentence
 */
record Finding(String file, String from, String at, String what) {
    private static final Pattern OURS = Pattern.compile("\\(?(\\w+\\.java:\\d+)\\)");

    /** What findings of one cause have in common: the error and where it came from, or how the process ended. */
    String cause() {
        String first = what.lines().findFirst().orElse("").replaceAll("'[^']*'|\\d+", "…");
        String place = what.lines()
                .filter(line -> line.contains("at io.fovea.") && !line.contains("io.fovea.fuzz"))
                .findFirst()
                .map(OURS::matcher)
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1))
                .orElse(at);
        return place + " " + first.substring(0, Math.min(first.length(), 100));
    }
}
