package io.fovea.model;

import io.fovea.FoveaException;
import io.fovea.graph.Graph;
import io.fovea.image.Color;
import io.fovea.image.Layout;
import io.fovea.image.Normalisation;
import io.fovea.image.Stretch;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Cards in the metadata of an ONNX file: flat keys, values that people can read. */
final class CardMetadata {
    private static final String TASK = "fovea.task";
    private static final String CHANNEL_NAMES = "fovea.input.channel-names";
    private static final String FREE = "free";
    private static final int LONGEST_SHOWN = 80;

    private CardMetadata() {}

    static boolean isIn(Graph graph) {
        return graph.metadata().containsKey(TASK);
    }

    static void write(Card card, Graph graph) {
        Input input = card.input();
        Normalisation normalisation = input.normalisation();
        Provenance provenance = card.provenance();
        Map<String, String> metadata = graph.metadata();
        metadata.put("fovea.name", card.name());
        metadata.put(TASK, word(card.task()));
        metadata.put("fovea.labels", String.join("\n", card.labels()));
        metadata.put("fovea.activation", word(card.activation()));
        metadata.put("fovea.output", card.output());
        metadata.put("fovea.input.width", size(input.width()));
        metadata.put("fovea.input.height", size(input.height()));
        metadata.put("fovea.input.channels", Integer.toString(input.channels()));
        if (!input.channelNames().isEmpty()) {
            metadata.put(CHANNEL_NAMES, String.join(",", input.channelNames()));
        }
        metadata.put("fovea.input.layout", word(input.layout()));
        metadata.put("fovea.input.color", word(input.color()));
        metadata.put("fovea.input.scale", Float.toString(normalisation.scale()));
        metadata.put("fovea.input.mean", numbers(normalisation.mean()));
        metadata.put("fovea.input.std", numbers(normalisation.std()));
        metadata.put("fovea.input.stretch", word(normalisation.stretch()));
        metadata.put("fovea.input.percentiles", normalisation.low() + " " + normalisation.high());
        metadata.put("fovea.input.fit", word(input.fit()));
        metadata.put("fovea.input.halo", Integer.toString(input.halo()));
        metadata.put("fovea.input.multiple", Integer.toString(input.multiple()));
        metadata.put("fovea.training-data", provenance.trainingData());
        metadata.put("fovea.score", provenance.score());
        metadata.put("fovea.license", provenance.license());
        metadata.put("fovea.description", provenance.description());
    }

    static Card read(Graph graph) {
        Fields fields = new Fields(graph.metadata());
        try {
            return new Card(
                    fields.text("fovea.name", graph.name()),
                    fields.word(TASK, Task.class, Task.OTHER),
                    labels(fields.text("fovea.labels", "")),
                    input(fields),
                    fields.word("fovea.activation", Activation.class, Activation.LOGITS),
                    fields.text("fovea.output", ""),
                    List.of(),
                    new Provenance(
                            fields.text("fovea.training-data", ""),
                            fields.text("fovea.score", ""),
                            fields.text("fovea.license", ""),
                            fields.text("fovea.description", "")));
        } catch (IllegalArgumentException e) {
            throw new FoveaException("The model's card contradicts itself: " + e.getMessage() + ".", e);
        }
    }

    private static Input input(Fields fields) {
        float[] percentiles = fields.numbers("fovea.input.percentiles", "0.1 99.9");
        if (percentiles.length != 2) {
            throw new IllegalArgumentException("fovea.input.percentiles needs two numbers");
        }
        Normalisation normalisation = new Normalisation(
                fields.number("fovea.input.scale", "1", CardMetadata::finite),
                fields.numbers("fovea.input.mean", "0"),
                nonZero(fields.numbers("fovea.input.std", "1")),
                fields.word("fovea.input.stretch", Stretch.class, Stretch.DEEP),
                decimal(percentiles[0]),
                decimal(percentiles[1]));
        Color color = fields.word("fovea.input.color", Color.class, Color.RGB);
        List<String> names = names(fields.text(CHANNEL_NAMES, ""));
        int channels = fields.number("fovea.input.channels", Integer.toString(usual(color, names)), Integer::valueOf);
        if (!names.isEmpty() && names.size() != channels) {
            throw new IllegalArgumentException(
                    CHANNEL_NAMES + " has " + names.size() + " names for " + channels + " channels");
        }
        if (normalisation.mean().length > 1 && normalisation.mean().length != channels) {
            throw new IllegalArgumentException(
                    "fovea.input.mean has " + normalisation.mean().length + " numbers for " + channels + " channels");
        }
        return new Input(
                fields.size("fovea.input.width"),
                fields.size("fovea.input.height"),
                channels,
                names,
                fields.word("fovea.input.layout", Layout.class, Layout.NCHW),
                color,
                normalisation,
                fields.word("fovea.input.fit", Fit.class, Fit.RESIZE),
                fields.number("fovea.input.halo", "0", Integer::valueOf),
                fields.number("fovea.input.multiple", "1", Integer::valueOf));
    }

    private static int usual(Color color, List<String> names) {
        return color == Color.CHANNELS ? Math.max(1, names.size()) : color.channels();
    }

    private static List<String> names(String text) {
        return text.isBlank()
                ? List.of()
                : Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    }

    private static float finite(String text) {
        float value = Float.parseFloat(text);
        if (!Float.isFinite(value)) {
            throw new NumberFormatException(text);
        }
        return value;
    }

    private static float[] nonZero(float[] divisors) {
        for (float divisor : divisors) {
            if (divisor == 0) {
                throw new IllegalArgumentException("fovea.input.std is 0, by which nothing can be divided");
            }
        }
        return divisors;
    }

    /** Widens by way of the decimal digits: 99.9, not 99.9000015. */
    private static double decimal(float value) {
        return Double.parseDouble(Float.toString(value));
    }

    private static List<String> labels(String text) {
        return text.isBlank() ? List.of() : text.lines().toList();
    }

    private static String size(int pixels) {
        return pixels == 0 ? FREE : Integer.toString(pixels);
    }

    private static String numbers(float[] values) {
        String[] words = new String[values.length];
        Arrays.setAll(words, i -> Float.toString(values[i]));
        return String.join(" ", words);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The metadata's values by key, each checked as it is read. */
    private record Fields(Map<String, String> metadata) {

        String text(String key, String otherwise) {
            return metadata.getOrDefault(key, otherwise);
        }

        int size(String key) {
            return text(key, FREE).equals(FREE) ? 0 : number(key, FREE, Integer::valueOf);
        }

        <T> T number(String key, String otherwise, Function<String, T> parse) {
            String text = text(key, otherwise).strip();
            try {
                return parse.apply(text);
            } catch (NumberFormatException e) {
                throw new FoveaException(
                        "The model's card says '" + shortened(text) + "' for " + key + ": a number is needed.", e);
            }
        }

        float[] numbers(String key, String otherwise) {
            String[] words = text(key, otherwise).strip().split("\\s+");
            float[] values = new float[words.length];
            for (int i = 0; i < words.length; i++) {
                String word = words[i];
                values[i] = new Fields(Map.of(key, word)).number(key, word, CardMetadata::finite);
            }
            return values;
        }

        <E extends Enum<E>> E word(String key, Class<E> type, E otherwise) {
            String text = text(key, CardMetadata.word(otherwise)).strip();
            for (E value : type.getEnumConstants()) {
                if (CardMetadata.word(value).equals(text)) {
                    return value;
                }
            }
            String known = String.join(
                    ", ",
                    Arrays.stream(type.getEnumConstants())
                            .map(CardMetadata::word)
                            .toList());
            throw new FoveaException(
                    "The model's card says '" + shortened(text) + "' for " + key + ": one of " + known + " is needed.");
        }

        private static String shortened(String text) {
            return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
        }
    }
}
