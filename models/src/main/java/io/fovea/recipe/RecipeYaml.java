package io.fovea.recipe;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.fovea.FoveaException;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Recipes as text: reads them, saying what is wrong with one in its own words, and writes them. */
final class RecipeYaml {

    private static final int LONGEST_NAME = 100;

    private static final JsonMapper MAPPER = JsonMapper.builder(new YAMLFactory())
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
            .addModule(new Jdk8Module())
            .defaultSetterInfo(JsonSetter.Value.construct(Nulls.SKIP, Nulls.FAIL))
            .build();

    private RecipeYaml() {}

    /**
     * The recipe of a text.
     *
     * @param origin names it in errors
     * @throws FoveaException when it is no YAML, has unknown words, or lacks what every recipe needs
     */
    static Recipe read(String yaml, String origin) {
        Recipe recipe = parsed(yaml, origin);
        if (recipe == null
                || recipe.name() == null
                || (recipe.architecture().isEmpty() && recipe.base().isEmpty())
                || recipe.input() == null
                || recipe.data() == null
                || recipe.data().kind() == null
                || recipe.task() == null
                || recipe.labels().isEmpty()) {
            throw new FoveaException(
                    "The recipe " + origin
                            + " is incomplete: it needs name, architecture or base, task, labels, input, and data with its kind.");
        }
        requireFileName(recipe.name(), origin);
        if (recipe.base().isPresent() && recipe.architecture().isPresent()) {
            throw new FoveaException("The recipe " + origin + " has both an architecture, '"
                    + recipe.architecture().get()
                    + "', and a base, '" + recipe.requireBase().model() + "'; keep the one that is to be trained.");
        }
        return recipe;
    }

    /** The model, and what lies beside it, is called so: a name that is a path would put them anywhere. */
    private static void requireFileName(String name, String origin) {
        if (!name.equals(name.strip())
                || name.startsWith(".")
                || name.length() > LONGEST_NAME
                || !name.matches("[^\\p{Cntrl}/\\\\:*?\"<>|]+")) {
            String shown = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) + "…" : name;
            throw new FoveaException("The recipe " + origin + " is called '" + shown
                    + "', which can be no file's name; give it a short one without slashes and colons.");
        }
    }

    private static Recipe parsed(String yaml, String origin) {
        try {
            return MAPPER.readValue(yaml, Recipe.class);
        } catch (UnrecognizedPropertyException e) {
            throw new FoveaException(
                    "The recipe " + origin + " has the word '" + e.getPropertyName()
                            + "', which is not known there; known are "
                            + e.getKnownPropertyIds().stream()
                                    .map(Object::toString)
                                    .sorted()
                                    .collect(Collectors.joining(", "))
                            + ".",
                    e);
        } catch (JsonProcessingException e) {
            if (e.getCause() instanceof FoveaException cause) {
                throw new FoveaException("The recipe " + origin + " makes no sense: " + cause.getMessage(), cause);
            }
            if (e instanceof MismatchedInputException misfit
                    && misfit.getTargetType() != null
                    && misfit.getTargetType().isEnum()) {
                throw new FoveaException("The recipe " + origin + " makes no sense: " + oneOfFew(misfit), e);
            }
            String line =
                    e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")";
            throw new FoveaException(
                    "The recipe " + origin + " is not understood" + line + ": " + e.getOriginalMessage() + ".", e);
        }
    }

    /** What is given where one of few words is expected, and which those are. */
    private static String oneOfFew(MismatchedInputException e) {
        String given = e instanceof InvalidFormatException format ? "'" + format.getValue() + "'" : "no word";
        String setting = e.getPath().stream()
                .map(JsonMappingException.Reference::getFieldName)
                .filter(Objects::nonNull)
                .reduce((first, second) -> second)
                .orElse("word");
        return "'" + setting + "' is " + given + "; it is one of "
                + Stream.of(e.getTargetType().getEnumConstants())
                        .map(MAPPER::valueToTree)
                        .map(word -> ((JsonNode) word).asText().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "))
                + ".";
    }

    /** A recipe with everything filled in. */
    static String write(Recipe recipe) {
        try {
            return MAPPER.writeValueAsString(recipe);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A recipe can always be written", e);
        }
    }
}
