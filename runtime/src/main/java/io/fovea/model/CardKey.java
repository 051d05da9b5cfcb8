package io.fovea.model;

import io.fovea.FoveaException;
import io.fovea.image.Color;
import io.fovea.image.Layout;
import io.fovea.image.StepText;
import io.fovea.image.Stretch;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A key of a model's card, as users write it: in {@code key: value} files, options and macros, and in ONNX metadata. */
public enum CardKey {
    NAME("", Kind.TEXT),
    TASK("", Task.class),
    LABELS("", Kind.TEXT),
    ACTIVATION("", OutputValues.class),
    OUTPUT("", Kind.TEXT),
    HEAD("", DetectorHead.class),
    PROB_THRESHOLD("", Kind.NUMBER),
    NMS_THRESHOLD("", Kind.NUMBER),
    FLOW_THRESHOLD("", Kind.NUMBER),
    WIDTH("input.", Kind.SIZE),
    HEIGHT("input.", Kind.SIZE),
    CHANNELS("input.", Kind.WHOLE),
    CHANNEL_NAMES("input.", Kind.TEXT),
    LAYOUT("input.", Layout.class),
    COLOR("input.", Color.class),
    /** Short for scale, mean, std, stretch, percentiles and steps: what {@link PixelValues} reads. Never in metadata. */
    PIXELS("input.", Kind.TEXT),
    SCALE("input.", Kind.NUMBER),
    MEAN("input.", Kind.NUMBERS),
    STD("input.", Kind.NUMBERS),
    STRETCH("input.", Stretch.class),
    PERCENTILES("input.", Kind.NUMBERS),
    /** What else is done to values, as {@link StepText} reads it. */
    STEPS("input.", Kind.STEPS),
    FIT("input.", Fit.class),
    HALO("input.", Kind.WHOLE),
    MULTIPLE("input.", Kind.WHOLE),
    /** Of what it was trained on, in pixels: what 5% were below, the median, what 95% were below. */
    OBJECT_DIAMETERS("input.", Kind.NUMBERS),
    /** Micrometres. */
    PIXEL_SIZE("input.", Kind.NUMBER),
    /** By which scores are divided before they become probabilities. */
    TEMPERATURE("trust.", Kind.NUMBER),
    /** What makes a probability that an object is right: offset, weight of certainty, weight of size. */
    OBJECT_SCORE("trust.", Kind.NUMBERS),
    /** What makes an interval around a count: objects added to the doubt, and the factor of both. */
    COUNT_INTERVAL("trust.", Kind.NUMBERS),
    /** The distance from known images beyond which one is unlike them. */
    UNLIKE_LIMIT("trust.", Kind.NUMBER),
    TRAINING_DATA("", Kind.TEXT),
    SCORE("", Kind.TEXT),
    LICENSE("", Kind.TEXT),
    DESCRIPTION("", Kind.TEXT);

    /** The keys that say how pixel values become input values. */
    static final List<CardKey> OF_PIXELS = List.of(SCALE, MEAN, STD, STRETCH, PERCENTILES, STEPS);

    /** Those of them without which values have another range. */
    static final List<CardKey> NUMBERS = List.of(SCALE, MEAN, STD);

    private static final String PREFIX = "fovea.";

    private enum Kind {
        TEXT,
        SIZE,
        WHOLE,
        NUMBER,
        NUMBERS,
        STEPS,
        WORD
    }

    private final String room;
    private final Kind kind;
    private final List<String> words;

    CardKey(String room, Kind kind) {
        this.room = room;
        this.kind = kind;
        this.words = List.of();
    }

    <E extends Enum<E>> CardKey(String room, Class<E> type) {
        this.room = room;
        this.kind = Kind.WORD;
        this.words = Arrays.stream(type.getEnumConstants()).map(CardKey::word).toList();
    }

    /** As users write it: {@code training-data}. */
    public String key() {
        return word(this);
    }

    /** As it stands in the metadata of an ONNX file: {@code fovea.input.width}. */
    String inMetadata() {
        return PREFIX + room + key();
    }

    /** The values that it takes where those are words; empty where they are numbers or text. */
    public List<String> words() {
        return words;
    }

    /** The key of a name, in any case, with or without what metadata put before it. */
    public static Optional<CardKey> find(String name) {
        String wanted = name.strip().toLowerCase(Locale.ROOT).replace('_', '-');
        return Arrays.stream(values())
                .filter(key -> List.of(key.key(), key.room + key.key(), key.inMetadata())
                        .contains(wanted))
                .findFirst();
    }

    /**
     * The key of a name.
     *
     * @param where it stands, for the error: {@code --set}
     * @throws FoveaException that lists the known keys
     */
    public static CardKey parse(String name, String where) {
        return find(name)
                .orElseThrow(() -> new FoveaException(where + " has no key '" + name.strip() + "'. Its keys are: "
                        + Arrays.stream(values()).map(CardKey::key).collect(Collectors.joining(", ")) + "."));
    }

    /** The word of a value: {@code independent-logits}. */
    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What is wrong with a value, as the end of a sentence; empty if it can be read. */
    Optional<String> fault(String value) {
        String text = value.strip();
        return switch (kind) {
            case TEXT -> Optional.empty();
            case WORD -> words.contains(text) ? Optional.empty() : Optional.of("one of " + String.join(", ", words));
            case SIZE ->
                text.equals(CardFields.FREE) || isWhole(text)
                        ? Optional.empty()
                        : Optional.of("a number of pixels, or " + CardFields.FREE + ",");
            case WHOLE -> isWhole(text) ? Optional.empty() : Optional.of("a whole number");
            case STEPS ->
                isSteps(text) ? Optional.empty() : Optional.of("a list of steps, such as 'zero-mean of=each',");
            case NUMBER -> isNumber(text) ? Optional.empty() : Optional.of("a number");
            case NUMBERS -> numbersFault(text);
        };
    }

    private Optional<String> numbersFault(String text) {
        String[] numbers = text.split("\\s+");
        boolean readable = !text.isEmpty() && Arrays.stream(numbers).allMatch(CardKey::isNumber);
        if (this == OBJECT_DIAMETERS || this == OBJECT_SCORE) {
            return readable && numbers.length == 3 ? Optional.empty() : Optional.of("three numbers");
        }
        if (this == COUNT_INTERVAL) {
            return readable && numbers.length == 2 ? Optional.empty() : Optional.of("two numbers");
        }
        return readable ? Optional.empty() : Optional.of(this == PERCENTILES ? "two numbers" : "a number");
    }

    /** The verb of a sentence that begins with what {@link #fault} says. */
    static String verb(String needed) {
        return needed.endsWith("numbers") ? " are" : " is";
    }

    private static boolean isSteps(String text) {
        try {
            return StepText.parse(text) != null;
        } catch (FoveaException e) {
            return false;
        }
    }

    private static boolean isWhole(String text) {
        return text.matches("-?\\d{1,9}");
    }

    private static boolean isNumber(String text) {
        try {
            return Float.isFinite(Float.parseFloat(text));
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** A value as it is kept: words in lower case, numbers parted by spaces. */
    String normalised(String value) {
        return switch (kind) {
            case TEXT -> this == LABELS ? value : value.strip();
            case WORD -> value.strip().toLowerCase(Locale.ROOT).replace('_', '-');
            case STEPS -> StepText.of(StepText.parse(value));
            case SIZE, WHOLE, NUMBER -> value.strip().toLowerCase(Locale.ROOT);
            case NUMBERS -> value.strip().replaceAll("[\\s,/;]+", " ");
        };
    }
}
