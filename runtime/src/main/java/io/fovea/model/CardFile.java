package io.fovea.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.fovea.AtomicFile;
import io.fovea.FoveaException;
import io.fovea.bioimage.Yaml;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Cards as YAML: a {@code key: value} for what is known of a model. A file {@code net.card.yaml} beside {@code net.onnx}
 * says for good what that does not say of itself.
 */
public final class CardFile {
    private static final String SUFFIX = ".card.yaml";
    private static final List<String> SUFFIXES = List.of(".onnx", ".zip");

    private CardFile() {}

    /** Where the card of a model's file stands, whether it is there or not. */
    public static Path beside(Path model) {
        return model.resolveSibling(stem(model) + SUFFIX);
    }

    /** A model file's name without {@code .onnx}, or a package's without {@code .zip}. */
    static String stem(Path model) {
        String name = model.getFileName().toString();
        return SUFFIXES.stream()
                .filter(suffix -> name.toLowerCase(Locale.ROOT).endsWith(suffix))
                .findFirst()
                .map(suffix -> name.substring(0, name.length() - suffix.length()))
                .orElse(name);
    }

    /**
     * Reads a file. A {@code labels} that is no list is the name of a file beside this one, or the labels themselves.
     *
     * @throws FoveaException if it cannot be read, has a key that no card has, or a value that the key does not take
     */
    public static CardFacts read(Path file) {
        JsonNode root = Yaml.read(file, "a model's card");
        if (root.isMissingNode() || root.isNull()) {
            return CardFacts.NONE;
        }
        if (!root.isObject()) {
            throw new FoveaException("The file '" + file + "' is no model's card: 'key: value' lines are needed.");
        }
        return facts(root, file);
    }

    private static CardFacts facts(JsonNode root, Path file) {
        Basis basis = new Basis(Basis.Kind.SIDE_FILE, file.toString());
        Map<CardKey, String> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : root.properties()) {
            CardKey key = CardKey.parse(field.getKey(), "The file '" + file + "'");
            if (values.put(key, text(key, field.getValue(), file)) != null) {
                throw new FoveaException("The file '" + file + "' gives '" + key.key() + "' twice.");
            }
        }
        CardFacts facts = CardFacts.NONE;
        if (values.containsKey(CardKey.PIXELS)) {
            facts = facts.with(CardKey.PIXELS, values.remove(CardKey.PIXELS), basis);
        }
        for (Map.Entry<CardKey, String> value : values.entrySet()) {
            facts = facts.with(value.getKey(), value.getValue(), basis);
        }
        return facts;
    }

    private static String text(CardKey key, JsonNode value, Path file) {
        if (key == CardKey.LABELS) {
            Path beside = file.resolveSibling(value.asText());
            List<String> labels = value.isContainerNode()
                    ? Labels.listed(value)
                    : Files.isRegularFile(beside) ? Labels.read(beside) : Labels.of(value.asText());
            if (labels.isEmpty()) {
                throw new FoveaException("The file '" + file + "' lists no labels: a name for each class is needed.");
            }
            return String.join("\n", labels);
        }
        if (value.isArray()) {
            return StreamSupport.stream(value.spliterator(), false)
                    .map(JsonNode::asText)
                    .collect(Collectors.joining(key == CardKey.CHANNEL_NAMES ? "," : " "));
        }
        if (!value.isValueNode()) {
            throw new FoveaException("The file '" + file + "' gives '" + key.key() + "' no plain value.");
        }
        return value.asText();
    }

    /** A card as YAML, all that is known of it. */
    public static String text(Card card) {
        return text(values(card));
    }

    /** All that a card says, by key as files write it: {@link #card} makes the same card of it. */
    public static Map<String, String> fields(Card card) {
        Map<String, String> fields = new LinkedHashMap<>();
        CardFields.of(card).forEach((key, value) -> fields.put(key.key(), value));
        return fields;
    }

    /**
     * The card that {@link #fields} speak of.
     *
     * @throws FoveaException if there is a key that no card has, or a value that the key does not take
     */
    public static Card card(Map<String, String> fields) {
        Map<CardKey, String> values = new EnumMap<>(CardKey.class);
        fields.forEach((key, value) -> values.put(CardKey.parse(key, "The card"), value));
        return CardFields.card(values, "", CardKey::key);
    }

    /** All that a card says, by key, in the order of keys: words for pixels where there are some, numbers otherwise. */
    public static Map<CardKey, String> values(Card card) {
        Map<CardKey, String> fields = CardFields.of(card);
        Input input = card.input();
        PixelValues.of(input.normalisation(), input.color()).ifPresent(named -> {
            CardKey.OF_PIXELS.forEach(fields::remove);
            fields.put(CardKey.PIXELS, named.word());
        });
        fields.values().removeIf(String::isBlank);
        return fields;
    }

    private static String text(Map<CardKey, String> fields) {
        Map<String, Object> values = new LinkedHashMap<>();
        fields.forEach((key, value) ->
                values.put(key.key(), key == CardKey.LABELS ? value.lines().toList() : plain(value)));
        return Yaml.text(values);
    }

    private static Object plain(String value) {
        if (value.matches("-?\\d{1,9}")) {
            return Integer.valueOf(value);
        }
        return value.matches("-?\\d+\\.\\d+(E-?\\d+)?") ? (Object) Double.valueOf(value) : value;
    }

    /**
     * Writes facts to the card beside a model's file, which then says them for good, in place of what it said before.
     *
     * @throws FoveaException if it cannot be written
     */
    public static Path write(CardFacts facts, Path model) {
        Path file = beside(model);
        try {
            AtomicFile.write(file, text(facts.values()).getBytes(StandardCharsets.UTF_8));
            return file;
        } catch (IOException e) {
            throw new FoveaException("Cannot write '" + file + "': " + e.getMessage() + ".", e);
        }
    }
}
