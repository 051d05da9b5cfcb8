package io.fovea.model;

import io.fovea.FoveaException;
import io.fovea.image.Color;
import io.fovea.image.Layout;
import io.fovea.image.Normalisation;
import io.fovea.image.StepText;
import io.fovea.image.Stretch;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** A card as text by key. */
final class CardFields {
    /** What a size is that the model leaves open. */
    static final String FREE = "free";

    private static final int LONGEST_SHOWN = 80;

    private final Map<CardKey, String> values;
    private final Function<CardKey, String> shown;

    private CardFields(Map<CardKey, String> values, Function<CardKey, String> shown) {
        this.values = values;
        this.shown = shown;
    }

    /** All keys of a card. */
    static Map<CardKey, String> of(Card card) {
        Input input = card.input();
        Provenance provenance = card.provenance();
        Map<CardKey, String> fields = new EnumMap<>(CardKey.class);
        fields.put(CardKey.NAME, card.name());
        fields.put(CardKey.TASK, CardKey.word(card.task()));
        fields.put(CardKey.LABELS, String.join("\n", card.labels()));
        fields.put(CardKey.ACTIVATION, CardKey.word(card.activation()));
        fields.put(CardKey.OUTPUT, card.output().orElse(""));
        if (card.head() != DetectorHead.NONE) {
            fields.put(CardKey.HEAD, CardKey.word(card.head()));
        }
        if (card.head().isOfPixels()) {
            fields.put(CardKey.PROB_THRESHOLD, Double.toString(card.thresholds().probability()));
            fields.put(CardKey.NMS_THRESHOLD, Double.toString(card.thresholds().overlap()));
        }
        if (card.head() == DetectorHead.CELLPOSE) {
            fields.put(CardKey.FLOW_THRESHOLD, Double.toString(card.thresholds().flow()));
        }
        fields.put(CardKey.WIDTH, size(input.width()));
        fields.put(CardKey.HEIGHT, size(input.height()));
        fields.put(CardKey.CHANNELS, Integer.toString(input.channels()));
        if (!input.channelNames().isEmpty()) {
            fields.put(CardKey.CHANNEL_NAMES, String.join(",", input.channelNames()));
        }
        fields.put(CardKey.LAYOUT, CardKey.word(input.layout()));
        fields.put(CardKey.COLOR, CardKey.word(input.color()));
        fields.putAll(of(input.normalisation()));
        fields.put(CardKey.FIT, CardKey.word(input.fit()));
        fields.put(CardKey.HALO, Integer.toString(input.halo()));
        fields.put(CardKey.MULTIPLE, Integer.toString(input.multiple()));
        fields.putAll(of(card.sizes()));
        fields.putAll(of(card.trust()));
        fields.put(CardKey.TRAINING_DATA, provenance.trainingData().orElse(""));
        fields.put(CardKey.SCORE, provenance.score().orElse(""));
        fields.put(CardKey.LICENSE, provenance.license().orElse(""));
        fields.put(CardKey.DESCRIPTION, provenance.description().orElse(""));
        return fields;
    }

    private static Map<CardKey, String> of(ObjectSizes sizes) {
        Map<CardKey, String> fields = new EnumMap<>(CardKey.class);
        if (sizes.hasDiameters()) {
            fields.put(CardKey.OBJECT_DIAMETERS, sizes.small() + " " + sizes.median() + " " + sizes.large());
        }
        if (sizes.hasPixelSize()) {
            fields.put(CardKey.PIXEL_SIZE, Double.toString(sizes.pixelSize()));
        }
        return fields;
    }

    private static Map<CardKey, String> of(Trust trust) {
        Map<CardKey, String> fields = new EnumMap<>(CardKey.class);
        if (trust.hasTemperature()) {
            fields.put(CardKey.TEMPERATURE, Double.toString(trust.temperature()));
        }
        trust.objects()
                .ifPresent(score -> fields.put(
                        CardKey.OBJECT_SCORE, score.offset() + " " + score.certainty() + " " + score.size()));
        trust.counts().ifPresent(count -> fields.put(CardKey.COUNT_INTERVAL, count.floor() + " " + count.factor()));
        if (trust.limit() > 0) {
            fields.put(CardKey.UNLIKE_LIMIT, Double.toString(trust.limit()));
        }
        return fields;
    }

    /** The keys of what is done to pixel values. */
    static Map<CardKey, String> of(Normalisation normalisation) {
        Map<CardKey, String> fields = new EnumMap<>(CardKey.class);
        fields.put(CardKey.SCALE, Float.toString(normalisation.scale()));
        fields.put(CardKey.MEAN, numbers(normalisation.mean()));
        fields.put(CardKey.STD, numbers(normalisation.std()));
        fields.put(CardKey.STRETCH, CardKey.word(normalisation.stretch()));
        fields.put(CardKey.PERCENTILES, normalisation.low() + " " + normalisation.high());
        if (!normalisation.steps().isEmpty()) {
            fields.put(CardKey.STEPS, StepText.of(normalisation.steps()));
        }
        return fields;
    }

    /**
     * The card that fields speak of; what they leave out has its default.
     *
     * @param name the model's where no field gives one
     * @param shown how an error calls a key
     * @throws FoveaException if a value cannot be read, or values contradict each other
     */
    static Card card(Map<CardKey, String> values, String name, Function<CardKey, String> shown) {
        CardFields fields = new CardFields(values, shown);
        try {
            return new Card(
                    fields.text(CardKey.NAME, name),
                    fields.word(CardKey.TASK, Task.class, Task.OTHER),
                    labels(fields.text(CardKey.LABELS, "")),
                    fields.input(),
                    fields.word(CardKey.ACTIVATION, OutputValues.class, OutputValues.LOGITS),
                    Optional.of(fields.text(CardKey.OUTPUT, "")),
                    List.of(),
                    Provenance.of(
                            fields.text(CardKey.TRAINING_DATA, ""),
                            fields.text(CardKey.SCORE, ""),
                            fields.text(CardKey.LICENSE, ""),
                            fields.text(CardKey.DESCRIPTION, "")),
                    fields.word(CardKey.HEAD, DetectorHead.class, DetectorHead.NONE),
                    fields.thresholds(),
                    fields.sizes(),
                    fields.trust());
        } catch (IllegalArgumentException e) {
            throw new FoveaException("The model's card contradicts itself: " + e.getMessage() + ".", e);
        }
    }

    private Thresholds thresholds() {
        Thresholds usual = Thresholds.USUAL;
        return new Thresholds(
                decimal(numbers(CardKey.PROB_THRESHOLD, Double.toString(usual.probability()))[0]),
                decimal(numbers(CardKey.NMS_THRESHOLD, Double.toString(usual.overlap()))[0]),
                decimal(numbers(CardKey.FLOW_THRESHOLD, Double.toString(usual.flow()))[0]));
    }

    private ObjectSizes sizes() {
        float[] diameters = numbers(CardKey.OBJECT_DIAMETERS, "0 0 0");
        return new ObjectSizes(
                decimal(diameters[0]),
                decimal(diameters[1]),
                decimal(diameters[2]),
                decimal(numbers(CardKey.PIXEL_SIZE, "0")[0]));
    }

    private Trust trust() {
        return new Trust(
                decimal(numbers(CardKey.TEMPERATURE, "1")[0]),
                given(CardKey.OBJECT_SCORE)
                        .map(score -> new ObjectScore(decimal(score[0]), decimal(score[1]), decimal(score[2]))),
                given(CardKey.COUNT_INTERVAL).map(count -> new CountInterval(decimal(count[0]), decimal(count[1]))),
                decimal(numbers(CardKey.UNLIKE_LIMIT, "0")[0]));
    }

    private Optional<float[]> given(CardKey key) {
        return Optional.ofNullable(values.get(key)).map(text -> numbers(key, text));
    }

    private Input input() {
        float[] percentiles = numbers(CardKey.PERCENTILES, "0.1 99.9");
        if (percentiles.length != 2) {
            throw new IllegalArgumentException(shown.apply(CardKey.PERCENTILES) + " needs two numbers");
        }
        Normalisation normalisation = new Normalisation(
                numbers(CardKey.SCALE, "1")[0],
                numbers(CardKey.MEAN, "0"),
                nonZero(numbers(CardKey.STD, "1")),
                word(CardKey.STRETCH, Stretch.class, Stretch.DEEP),
                decimal(percentiles[0]),
                decimal(percentiles[1]),
                StepText.parse(text(CardKey.STEPS, "")));
        Color color = word(CardKey.COLOR, Color.class, Color.RGB);
        List<String> names = names(text(CardKey.CHANNEL_NAMES, ""));
        int channels = whole(CardKey.CHANNELS, Integer.toString(usual(color, names)));
        if (!names.isEmpty() && names.size() != channels) {
            throw new IllegalArgumentException(shown.apply(CardKey.CHANNEL_NAMES) + " has " + names.size()
                    + " names for " + channels + " channels");
        }
        if (normalisation.mean().length > 1 && normalisation.mean().length != channels) {
            throw new IllegalArgumentException(shown.apply(CardKey.MEAN) + " has " + normalisation.mean().length
                    + " numbers for " + channels + " channels");
        }
        return new Input(
                size(CardKey.WIDTH),
                size(CardKey.HEIGHT),
                channels,
                names,
                word(CardKey.LAYOUT, Layout.class, Layout.NCHW),
                color,
                normalisation,
                word(CardKey.FIT, Fit.class, Fit.RESIZE),
                whole(CardKey.HALO, "0"),
                whole(CardKey.MULTIPLE, "1"));
    }

    private static int usual(Color color, List<String> names) {
        return color == Color.CHANNELS ? Math.max(1, names.size()) : color.channels();
    }

    private static List<String> names(String text) {
        return text.isBlank()
                ? List.of()
                : Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    }

    private float[] nonZero(float[] divisors) {
        for (float divisor : divisors) {
            if (divisor == 0) {
                throw new IllegalArgumentException(shown.apply(CardKey.STD) + " is 0, by which nothing can be divided");
            }
        }
        return divisors;
    }

    private String text(CardKey key, String otherwise) {
        return values.getOrDefault(key, otherwise);
    }

    /** The value of a key, known to be readable. */
    private String readable(CardKey key, String otherwise) {
        String text = text(key, otherwise).strip();
        key.fault(text).ifPresent(needed -> {
            throw new FoveaException("The model's card says '" + shortened(text) + "' for " + shown.apply(key) + ": "
                    + needed + CardKey.verb(needed) + " needed.");
        });
        return text;
    }

    /** In files that others wrote 0 may stand for a free size, too. */
    private OptionalInt size(CardKey key) {
        String text = readable(key, FREE);
        int pixels = text.equals(FREE) ? 0 : Integer.parseInt(text);
        return pixels == 0 ? OptionalInt.empty() : OptionalInt.of(pixels);
    }

    private int whole(CardKey key, String otherwise) {
        return Integer.parseInt(readable(key, otherwise));
    }

    private float[] numbers(CardKey key, String otherwise) {
        String[] words = readable(key, otherwise).split("\\s+");
        float[] numbers = new float[words.length];
        for (int i = 0; i < words.length; i++) {
            numbers[i] = Float.parseFloat(words[i]);
        }
        return numbers;
    }

    private <E extends Enum<E>> E word(CardKey key, Class<E> type, E otherwise) {
        String text = readable(key, CardKey.word(otherwise));
        return Arrays.stream(type.getEnumConstants())
                .filter(value -> CardKey.word(value).equals(text))
                .findFirst()
                .orElse(otherwise);
    }

    static String shortened(String text) {
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
    }

    /** Widens by way of the decimal digits: 99.9, not 99.9000015. */
    private static double decimal(float value) {
        return Double.parseDouble(Float.toString(value));
    }

    private static List<String> labels(String text) {
        return text.isBlank() ? List.of() : text.lines().toList();
    }

    /** As a card says it. */
    static String size(OptionalInt pixels) {
        return pixels.isPresent() ? Integer.toString(pixels.getAsInt()) : FREE;
    }

    private static String numbers(float[] values) {
        String[] words = new String[values.length];
        Arrays.setAll(words, i -> Float.toString(values[i]));
        return String.join(" ", words);
    }
}
