package io.fovea.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * A line of arguments as programs for Windows split it (Microsoft C runtime, "Parsing C command-line arguments"): at spaces
 * and tabs outside of quotes. Before a quote two backslashes are one, and one makes the quote a letter, as a second quote
 * does within quotes; elsewhere backslashes are letters.
 */
final class TypedLine {
    private final String line;
    private final List<String> arguments = new ArrayList<>();
    private final StringBuilder argument = new StringBuilder();
    private int position;
    private boolean quoted;
    private boolean begun;

    private TypedLine(String line) {
        this.line = line;
    }

    static String[] split(String line) {
        TypedLine typed = new TypedLine(line);
        while (typed.position < line.length()) {
            typed.step();
        }
        typed.end();
        return typed.arguments.toArray(String[]::new);
    }

    private void step() {
        char c = line.charAt(position);
        if (c == '\\') {
            backslashes();
        } else if (c == '"') {
            quote();
        } else if (!quoted && (c == ' ' || c == '\t')) {
            end();
            position++;
        } else {
            letter(c);
            position++;
        }
    }

    private void backslashes() {
        int start = position;
        while (isNext('\\')) {
            position++;
        }
        int count = position - start;
        boolean beforeQuote = isNext('"');
        argument.append("\\".repeat(beforeQuote ? count / 2 : count));
        begun = true;
        if (beforeQuote && count % 2 == 1) {
            letter('"');
            position++;
        }
    }

    private void quote() {
        position++;
        if (quoted && isNext('"')) {
            letter('"');
            position++;
        } else {
            quoted = !quoted;
            begun = true;
        }
    }

    private boolean isNext(char c) {
        return position < line.length() && line.charAt(position) == c;
    }

    private void letter(char c) {
        argument.append(c);
        begun = true;
    }

    private void end() {
        if (begun) {
            arguments.add(argument.toString());
        }
        argument.setLength(0);
        begun = false;
    }
}
