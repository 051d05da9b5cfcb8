package io.fovea.bioimage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.fovea.FoveaException;
import io.fovea.UnreadableFile;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** YAML, read with care and written plainly: of packages, and of cards. */
public final class Yaml {
    private static final long LARGEST = 16 << 20;

    /** Numbers of YAML that no JSON has; Jackson takes them for damaged ones. */
    private static final Pattern UNENDING =
            Pattern.compile("(?<=[\\s\\[,])([-+]?\\.(?:inf|Inf|INF|nan|NaN|NAN))(?=[\\s\\],}]|$)");

    private static final YAMLMapper MAPPER = YAMLMapper.builder()
            .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .build();

    private Yaml() {}

    /**
     * Reads a file. Blocks.
     *
     * @param what it is to be, for errors: {@code a model's card}
     * @return a missing node if there is nothing in it
     * @throws FoveaException that names it if it cannot be read, is larger than 16 MB, no text, or no YAML
     */
    public static JsonNode read(Path file, String what) {
        try {
            if (Files.size(file) > LARGEST) {
                throw new FoveaException("The file '" + file + "' is too large for " + what + ".");
            }
            return MAPPER.readTree(UNENDING.matcher(Files.readString(file)).replaceAll("'$1'"));
        } catch (CharacterCodingException e) {
            throw new FoveaException("The file '" + file + "' is no text in UTF-8; save it as such.", e);
        } catch (JsonProcessingException e) {
            String line =
                    e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")";
            throw new FoveaException(
                    "The file '" + file + "' is no YAML" + line + ": "
                            + e.getOriginalMessage().lines().findFirst().orElse("it cannot be read") + ".",
                    e);
        } catch (IOException e) {
            throw UnreadableFile.because("file", file, e);
        }
    }

    /** What a text says that is YAML, or what YAML includes, such as JSON; empty if it is none. */
    public static Optional<JsonNode> parse(String text) {
        try {
            return Optional.of(MAPPER.readTree(text));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /**
     * A file's text.
     *
     * @param values texts, numbers, lists and maps, by key, in their order
     */
    public static String text(Map<String, Object> values) {
        try {
            return MAPPER.writeValueAsString(values);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Plain values can always be written", e);
        }
    }

    /** A text, empty if there is none. */
    static String text(JsonNode node, String key) {
        JsonNode value = node.path(key);
        return value.isValueNode() && !value.isNull() ? value.asText().strip() : "";
    }

    static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(value -> texts.add(value.asText()));
        return texts;
    }

    /** A number, also one that YAML writes as {@code .inf}; empty for anything else. */
    static Optional<Double> number(JsonNode value) {
        if (value.isNumber()) {
            return Optional.of(value.asDouble());
        }
        return switch (value.asText().toLowerCase(Locale.ROOT)) {
            case ".inf", "+.inf", "inf" -> Optional.of(Double.POSITIVE_INFINITY);
            case "-.inf", "-inf" -> Optional.of(Double.NEGATIVE_INFINITY);
            default -> Optional.empty();
        };
    }
}
