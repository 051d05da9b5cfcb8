package io.fovea.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** A recipe as it is being written: words and values, each with the reason for it behind. */
final class RecipeText {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<String> NO_WORDS = Set.of("yes", "no", "true", "false", "on", "off", "null", "y", "n");
    private static final int WIDEST = 44;

    /** What is YAML already. */
    private record Raw(String yaml) {
        @Override
        public String toString() {
            return yaml;
        }
    }

    /** One line; without a reason it opens a section. */
    private record Line(String text, String reason) {}

    private final List<Line> lines = new ArrayList<>();
    private String indent = "";

    /** A value that is YAML already. */
    static Object raw(String yaml) {
        return new Raw(yaml);
    }

    /** Begins a part whose lines stand below a word. */
    RecipeText section(String word) {
        indent = "";
        lines.add(new Line(word + ":", ""));
        indent = "  ";
        return this;
    }

    /** A line of the recipe's own. */
    RecipeText top(String word, Object value, String reason) {
        indent = "";
        return put(word, value, reason);
    }

    /** A line of the section that was begun last. */
    RecipeText put(String word, Object value, String reason) {
        lines.add(new Line(indent + word + ": " + yaml(value), reason));
        return this;
    }

    /** A line that says what was chosen. */
    RecipeText put(String word, Choice<?> choice) {
        return put(word, choice.value(), choice.reason());
    }

    /** The recipe as YAML, the reasons in comments. */
    String yaml() {
        int width = Math.min(
                WIDEST,
                lines.stream().mapToInt(line -> line.text().length()).max().orElse(0));
        return lines.stream()
                .map(line -> line.reason().isEmpty()
                        ? line.text()
                        : line.text()
                                + " ".repeat(Math.max(0, width - line.text().length())) + "  # " + line.reason())
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String yaml(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(RecipeText::yaml).collect(Collectors.joining(", ", "[", "]"));
        }
        return value instanceof String word && !isPlain(word) ? quoted(word) : value.toString();
    }

    /** Whether YAML reads it as the text that it is. */
    private static boolean isPlain(String word) {
        return word.matches("[A-Za-z][A-Za-z0-9_.-]*|zoo:[a-z0-9-]+")
                && !NO_WORDS.contains(word.toLowerCase(Locale.ROOT));
    }

    /** JSON's strings are YAML's too. */
    private static String quoted(String text) {
        try {
            return JSON.writeValueAsString(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A text can always be written", e);
        }
    }
}
