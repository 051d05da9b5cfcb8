package io.fovea.imagej;

import ij.Macro;
import ij.macro.Interpreter;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * ImageJ's dialogs where its patcher has taken their windows away ({@code net.imagej.patcher.HeadlessGenericDialog}): they
 * read a macro's options.
 */
final class HeadlessDialogs {
    /** What such a dialog says where there are no options to read. */
    private static final Set<String> REFUSALS =
            Set.of("Cannot instantiate headless dialog except in macro mode", "Cannot run dialog headlessly");

    private static final Pattern VARIABLE = Pattern.compile("(?<==)&(\\w+)");

    private HeadlessDialogs() {}

    /** Whether a dialog had to ask somebody. */
    static boolean isRefusal(RuntimeException e) {
        return REFUSALS.contains(String.valueOf(e.getMessage()));
    }

    /** Puts the values of a macro's variables, {@code sigma=&s}, into the options of its command: these dialogs do not. */
    static void fillInVariables() {
        String options = Macro.getOptions();
        Interpreter macro = Interpreter.getInstance();
        if (options != null && macro != null && options.contains("=&")) {
            Macro.setOptions(VARIABLE.matcher(options).replaceAll(variable -> value(variable, macro)));
        }
    }

    private static String value(MatchResult variable, Interpreter macro) {
        String value = macro.getVariableAsString(variable.group(1));
        String filled = value == null ? variable.group() : value.contains(" ") ? "[" + value + "]" : value;
        return Matcher.quoteReplacement(filled);
    }
}
