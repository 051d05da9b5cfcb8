package io.fovea.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fovea.FoveaException;
import io.fovea.UnreadableFile;
import io.fovea.UserPath;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/**
 * The names of classes, as users list them and as others write them into files: one a line, with or without its number or
 * its WordNet ID before it, or JSON with a list or an {@code id2label}.
 */
final class Labels {
    private static final long LARGEST_FILE = 16 << 20;
    private static final Pattern FILE = Pattern.compile("(?i).*\\.(txt|json|names|csv|labels)");
    private static final Pattern WORDNET = Pattern.compile("(?s)n\\d{8}\\s+(.+)");
    private static final Pattern NUMBERED = Pattern.compile("(?s)(\\d{1,6})\\s*[,:;\\s]\\s*(.+)");
    private static final List<String> HOLDERS = List.of("id2label", "labels", "names", "classes", "class_names");

    private Labels() {}

    /**
     * The labels that a text means: {@code a,b,c}, one a line, or the path of a file.
     *
     * @throws FoveaException if it names a file that is missing or has no labels
     */
    static List<String> of(String text) {
        if (text.contains("\n")) {
            return text.lines().toList();
        }
        Optional<Path> file = UserPath.of(text.strip());
        if (file.filter(Files::isRegularFile).isPresent()) {
            return read(file.get());
        }
        if (FILE.matcher(text.strip()).matches()) {
            throw new FoveaException("There is no file of labels '" + text.strip() + "'.");
        }
        List<String> labels =
                Arrays.stream(text.split("[,;]")).map(String::strip).toList();
        if (labels.stream().anyMatch(String::isEmpty)) {
            throw new FoveaException("'" + CardFields.shortened(text)
                    + "' leaves a label empty; give a name for each class, a,b,c, or a file of them.");
        }
        return labels;
    }

    /**
     * Reads a file of labels.
     *
     * @throws FoveaException if it cannot be read, or is no such file
     */
    static List<String> read(Path file) {
        try {
            if (Files.size(file) > LARGEST_FILE) {
                throw new FoveaException("'" + file + "' is too large for a file of labels.");
            }
            String text = Files.readString(file).replaceFirst("^\uFEFF", "");
            String start = text.strip();
            List<String> labels = start.startsWith("{") || start.startsWith("[") ? fromJson(text) : fromLines(text);
            if (labels.isEmpty()) {
                throw new FoveaException("The file '" + file
                        + "' has no labels. One a line is read, or JSON with a list of them or an \"id2label\".");
            }
            return labels;
        } catch (CharacterCodingException e) {
            throw new FoveaException("The file of labels '" + file + "' is no text in UTF-8; save it as such.", e);
        } catch (JsonProcessingException e) {
            throw new FoveaException(
                    "The file of labels '" + file + "' is damaged JSON: " + e.getOriginalMessage() + ".", e);
        } catch (IOException e) {
            throw UnreadableFile.because("file of labels", file, e);
        }
    }

    private static List<String> fromLines(String text) {
        List<String> lines = new ArrayList<>(text.lines().map(String::strip).toList());
        while (!lines.isEmpty() && lines.get(lines.size() - 1).isEmpty()) {
            lines.remove(lines.size() - 1);
        }
        return without(WORDNET, lines)
                .map(Labels::firstNames)
                .or(() -> without(NUMBERED, lines, 2).filter(names -> isCounted(lines)))
                .orElse(lines);
    }

    private static Optional<List<String>> without(Pattern pattern, List<String> lines) {
        return without(pattern, lines, 1);
    }

    /** A group of each line, if all of them match. */
    private static Optional<List<String>> without(Pattern pattern, List<String> lines, int group) {
        List<Matcher> matches = lines.stream().map(pattern::matcher).toList();
        return !lines.isEmpty() && matches.stream().allMatch(Matcher::matches)
                ? Optional.of(matches.stream().map(match -> match.group(group)).toList())
                : Optional.empty();
    }

    /** Whether every line begins with its own number from 0. */
    private static boolean isCounted(List<String> lines) {
        return IntStream.range(0, lines.size()).allMatch(i -> {
            Matcher line = NUMBERED.matcher(lines.get(i));
            return line.matches() && Integer.parseInt(line.group(1)) == i;
        });
    }

    /** The first of the synonyms of each class, where that is no other's. */
    private static List<String> firstNames(List<String> synonyms) {
        Function<String, String> first = name -> name.split(",")[0].strip();
        List<String> all = synonyms.stream().map(first).toList();
        return synonyms.stream()
                .map(name -> Collections.frequency(all, first.apply(name)) == 1 ? first.apply(name) : name)
                .toList();
    }

    private static List<String> fromJson(String text) throws JsonProcessingException {
        JsonNode root = new JsonMapper().readTree(text);
        return HOLDERS.stream()
                .map(root::path)
                .filter(JsonNode::isContainerNode)
                .findFirst()
                .map(Labels::listed)
                .orElseGet(() -> listed(root));
    }

    /** A list, or an object with a number from 0 for each; of a pair of ID and name the name. Else nothing. */
    static List<String> listed(JsonNode node) {
        if (node.isArray()) {
            List<String> names = StreamSupport.stream(node.spliterator(), false)
                    .map(Labels::name)
                    .toList();
            return names.contains("") ? List.of() : names;
        }
        Map<Integer, String> byNumber = new TreeMap<>();
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (!field.getKey().matches("\\d{1,6}") || name(field.getValue()).isEmpty()) {
                return List.of();
            }
            byNumber.put(Integer.parseInt(field.getKey()), name(field.getValue()));
        }
        boolean whole = IntStream.range(0, byNumber.size()).allMatch(byNumber::containsKey);
        return whole ? List.copyOf(byNumber.values()) : List.of();
    }

    private static String name(JsonNode node) {
        JsonNode last = node.isArray() && !node.isEmpty() ? node.get(node.size() - 1) : node;
        return last.isObject()
                ? last.path("name").asText("").strip()
                : last.asText("").strip();
    }
}
