package io.fovea.bioimage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.fovea.FoveaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** YAML as packages have it. */
final class Yaml {
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
     * Reads a file.
     *
     * @throws FoveaException if it cannot be read, or is no list of keys
     */
    static JsonNode read(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw new FoveaException("The file '" + file + "' is too large for a BioImage.IO description.");
            }
            JsonNode root =
                    MAPPER.readTree(UNENDING.matcher(Files.readString(file)).replaceAll("'$1'"));
            if (!root.isObject()) {
                throw new FoveaException("The file '" + file + "' is no BioImage.IO description: it has no keys.");
            }
            return root;
        } catch (JsonProcessingException e) {
            String line =
                    e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")";
            throw new FoveaException(
                    "The file '" + file + "' is no YAML" + line + ": "
                            + e.getOriginalMessage().lines().findFirst().orElse("it cannot be read") + ".",
                    e);
        } catch (IOException e) {
            throw new FoveaException("The file '" + file + "' cannot be read: " + e.getMessage() + ".", e);
        }
    }

    static String text(Map<String, Object> values) {
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
