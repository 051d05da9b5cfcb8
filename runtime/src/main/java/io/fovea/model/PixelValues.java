package io.fovea.model;

import io.fovea.FoveaException;
import io.fovea.image.Color;
import io.fovea.image.Normalisation;
import io.fovea.image.PreparationStep;
import io.fovea.image.StepText;
import io.fovea.image.Stretch;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What is done to pixel values before a model sees them, in the words of its users: {@code 0..255}, {@code 0..1},
 * {@code -1..1}, {@code imagenet}, {@code imagenet-caffe}, {@code percentiles}, {@code zero-mean}, {@code cifar10}, {@code mnist}, or
 * {@code scale=0.0039,mean=0.5/0.5/0.5,std=0.5/0.5/0.5}.
 *
 * <p>Means and deviations of a name are those of red, green and blue, whatever order the model takes them in; those that
 * are given as numbers are in the model's own order.
 */
public enum PixelValues {
    /** 8-bit values as they are. */
    BYTES("0..255", 1, new float[] {0}, new float[] {1}),
    /** Divided by 255. */
    UNIT("0..1", 1 / 255f, new float[] {0}, new float[] {1}),
    /** Divided by 127.5, less 1: TensorFlow's MobileNets, Inception, Xception. */
    SIGNED("-1..1", 1 / 127.5f, new float[] {1}, new float[] {1}),
    /** 0..1, less ImageNet's mean, by its standard deviation: torchvision, timm, Hugging Face. */
    IMAGENET("imagenet", 1 / 255f, new float[] {0.485f, 0.456f, 0.406f}, new float[] {0.229f, 0.224f, 0.225f}),
    /** 0..255, less ImageNet's mean: Caffe and what was converted of it, mostly in blue, green, red. */
    IMAGENET_CAFFE("imagenet-caffe", 1, new float[] {123.68f, 116.779f, 103.939f}, new float[] {1, 1, 1}),
    /** Between the percentiles 1 and 99.8 of each image, to 0..1: microscopy. */
    PERCENTILES("percentiles", 1 / 255f, new float[] {0}, new float[] {1}),
    /** Each image less its own mean, by its own standard deviation, channels that are no colours by themselves: microscopy. */
    ZERO_MEAN("zero-mean", 1, new float[] {0}, new float[] {1}),
    /** 0..1, less CIFAR-10's mean, by its standard deviation. */
    CIFAR10("cifar10", 1 / 255f, new float[] {0.4914f, 0.4822f, 0.4465f}, new float[] {0.247f, 0.2435f, 0.2616f}),
    /** 0..1, less MNIST's mean, by its standard deviation. */
    MNIST("mnist", 1 / 255f, new float[] {0.1307f}, new float[] {0.3081f});

    private static final double LOW = 1;
    private static final double HIGH = 99.8;
    private static final double EPSILON = 1e-6;
    private static final List<String> PARTS = List.of("scale", "mean", "std");

    private final String word;
    private final float scale;
    private final float[] mean;
    private final float[] std;

    PixelValues(String word, float scale, float[] mean, float[] std) {
        this.word = word;
        this.scale = scale;
        this.mean = mean;
        this.std = std;
    }

    /** As users write it. */
    public String word() {
        return word;
    }

    /** All names. */
    public static List<String> words() {
        return Arrays.stream(values()).map(PixelValues::word).toList();
    }

    /** For a model that takes channels in an order; where there is one channel, the means of colours are averaged. */
    public Normalisation normalisation(Color color) {
        Normalisation raw = Normalisation.RAW;
        boolean all = this == PERCENTILES;
        boolean zero = this == ZERO_MEAN;
        return new Normalisation(
                scale,
                ordered(mean, color),
                ordered(std, color),
                all ? Stretch.ALL : zero ? Stretch.NONE : raw.stretch(),
                all ? LOW : raw.low(),
                all ? HIGH : raw.high(),
                zero ? List.of(new PreparationStep.ZeroMean(color == Color.CHANNELS, EPSILON)) : List.of());
    }

    private static float[] ordered(float[] ofRgb, Color color) {
        if (ofRgb.length == 1) {
            return ofRgb.clone();
        }
        return switch (color) {
            case RGB -> ofRgb.clone();
            case BGR -> new float[] {ofRgb[2], ofRgb[1], ofRgb[0]};
            case CHANNELS -> ofRgb.clone();
            case GRAY -> new float[] {(ofRgb[0] + ofRgb[1] + ofRgb[2]) / 3};
        };
    }

    /** The name of what is done to a model's pixels, where it has one. */
    public static Optional<PixelValues> of(Normalisation normalisation, Color color) {
        return Arrays.stream(values())
                .filter(value -> value.normalisation(color).equals(normalisation))
                .findFirst();
    }

    /** Words for what is done: a name, or the numbers. */
    public static String describe(Normalisation normalisation, Color color) {
        return of(normalisation, color)
                .map(PixelValues::word)
                .orElseGet(() -> "scale=" + normalisation.scale() + ",mean=" + joined(normalisation.mean()) + ",std="
                        + joined(normalisation.std())
                        + (normalisation.steps().isEmpty() ? "" : ";" + StepText.of(normalisation.steps())));
    }

    private static String joined(float[] numbers) {
        StringBuilder text = new StringBuilder();
        for (float number : numbers) {
            text.append(text.isEmpty() ? "" : "/").append(number);
        }
        return text.toString();
    }

    /**
     * Reads what users write.
     *
     * @param color the order of the model's channels
     * @throws FoveaException that lists the names, if it is neither one nor numbers
     */
    public static Normalisation parse(String text, Color color) {
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        Optional<PixelValues> named = Arrays.stream(values())
                .filter(value -> value.word.equals(wanted))
                .findFirst();
        return named.map(value -> value.normalisation(color))
                .orElseGet(() -> numbers(wanted).or(() -> stepped(text.strip())).orElseThrow(() -> unknown(text)));
    }

    /** Numbers and, after a semicolon, steps. */
    private static Optional<Normalisation> stepped(String text) {
        int end = text.indexOf(';');
        return end < 0
                ? Optional.empty()
                : numbers(text.substring(0, end).toLowerCase(Locale.ROOT))
                        .map(numbers -> numbers.with(Stretch.NONE, numbers.low(), numbers.high())
                                .withSteps(StepText.parse(text.substring(end + 1))));
    }

    private static Optional<Normalisation> numbers(String text) {
        Map<String, float[]> parts = new LinkedHashMap<>();
        for (String part : text.split(",")) {
            String[] sides = part.split("=", -1);
            if (sides.length != 2 || !PARTS.contains(sides[0].strip())) {
                return Optional.empty();
            }
            try {
                parts.put(sides[0].strip(), floats(sides[1].split("/")));
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        }
        float[] scale = parts.getOrDefault("scale", new float[] {1});
        float[] mean = parts.getOrDefault("mean", new float[] {0});
        float[] std = parts.getOrDefault("std", new float[] {1});
        int most = Math.max(mean.length, std.length);
        boolean fits = scale.length == 1
                && (mean.length == most || mean.length == 1)
                && (std.length == most || std.length == 1);
        for (float divisor : std) {
            fits &= divisor != 0;
        }
        Normalisation raw = Normalisation.RAW;
        return fits
                ? Optional.of(new Normalisation(
                        scale[0], repeated(mean, most), repeated(std, most), raw.stretch(), raw.low(), raw.high()))
                : Optional.empty();
    }

    private static float[] floats(String[] words) {
        float[] numbers = new float[words.length];
        for (int i = 0; i < words.length; i++) {
            numbers[i] = Float.parseFloat(words[i].strip());
            if (!Float.isFinite(numbers[i])) {
                throw new NumberFormatException(words[i]);
            }
        }
        return numbers;
    }

    private static float[] repeated(float[] numbers, int count) {
        float[] all = numbers.length == count ? numbers : new float[count];
        if (numbers.length != count) {
            Arrays.fill(all, numbers[0]);
        }
        return all;
    }

    private static FoveaException unknown(String text) {
        return new FoveaException("'" + CardFields.shortened(text) + "' says nothing of pixels. Give one of "
                + String.join(", ", words()) + ", or numbers: scale=0.0039,mean=0.5/0.5/0.5,std=0.5/0.5/0.5.");
    }
}
