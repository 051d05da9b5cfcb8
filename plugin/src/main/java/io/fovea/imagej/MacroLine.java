package io.fovea.imagej;

import ij.macro.Interpreter;
import io.fovea.FoveaException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The options of a macro call, {@code model=[my model.onnx] overlay minsize=20}, read as {@link ij.Macro#getValue} reads
 * them: a value ends at a space unless it stands in {@code [brackets]} or {@code 'quotes'}, backslashes are kept, and
 * {@code &name} is the macro's variable of that name. A key without a value is a flag.
 *
 * <p>ImageJ's own reader only answers for keys it is asked about; this one knows all that were given, so that a
 * mistyped key can be refused.
 */
final class MacroLine {
    private final Map<String, Optional<String>> values = new LinkedHashMap<>();
    private final String options;
    private int position;

    private MacroLine(String options) {
        this.options = options;
    }

    /**
     * Reads a line.
     *
     * @throws FoveaException if a bracket or quote is not closed
     */
    static MacroLine parse(String options) {
        MacroLine line = new MacroLine(options.strip());
        while (line.position < line.options.length()) {
            line.readKey();
        }
        return line;
    }

    /** The keys in the order given. */
    Set<String> keys() {
        return values.keySet();
    }

    /** The value of a key that was given; empty for a flag. */
    Optional<String> value(String key) {
        return values.get(key);
    }

    private void readKey() {
        int start = position;
        while (position < options.length() && options.charAt(position) != '=' && !isSpace()) {
            position++;
        }
        String key = options.substring(start, position);
        Optional<String> value = Optional.empty();
        if (position < options.length() && options.charAt(position) == '=') {
            position++;
            value = Optional.of(variable(readValue(key)));
        }
        // The first one counts, as for Macro.getValue.
        values.putIfAbsent(key, value);
        while (position < options.length() && isSpace()) {
            position++;
        }
    }

    private String readValue(String key) {
        if (position == options.length() || isSpace()) {
            return "";
        }
        return switch (options.charAt(position)) {
            case '[' -> enclosed(key, closingBracket());
            case '\'' -> enclosed(key, options.indexOf('\'', position + 1));
            default -> word();
        };
    }

    private String enclosed(String key, int end) {
        if (end < 0) {
            throw new FoveaException("The value of '" + key + "' opens with " + options.charAt(position)
                    + " and does not close: " + options.substring(position));
        }
        String value = options.substring(position + 1, end);
        position = end + 1;
        return value;
    }

    private int closingBracket() {
        int depth = 0;
        for (int i = position; i < options.length(); i++) {
            if (options.charAt(i) == '[') {
                depth++;
            } else if (options.charAt(i) == ']' && --depth == 0) {
                return i;
            }
        }
        return -1;
    }

    private String word() {
        int start = position;
        while (position < options.length() && !isSpace()) {
            position++;
        }
        return options.substring(start, position);
    }

    private boolean isSpace() {
        return options.charAt(position) == ' ';
    }

    private static String variable(String value) {
        Interpreter macro = Interpreter.getInstance();
        if (!value.startsWith("&") || macro == null) {
            return value;
        }
        String content = macro.getVariableAsString(value.substring(1));
        return content == null ? value : content;
    }
}
