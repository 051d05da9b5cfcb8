package io.fovea.image;

import io.fovea.FoveaException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Steps as people read and write them: {@code zero-mean of=each eps=1.0E-6; clip low=0.0 high=1.0}. */
public final class StepText {
    private static final String EACH = "each";
    private static final String ALL = "all";
    private static final String EPS = "1e-6";

    private StepText() {}

    /** All of them, in order; empty for none. */
    public static String of(List<PreparationStep> steps) {
        return steps.stream().map(StepText::of).collect(Collectors.joining("; "));
    }

    private static String of(PreparationStep step) {
        if (step instanceof PreparationStep.Linear linear) {
            return "linear gain=" + joined(linear.gain()) + " offset=" + joined(linear.offset());
        } else if (step instanceof PreparationStep.Clip clip) {
            return "clip low=" + clip.low() + " high=" + clip.high();
        } else if (step instanceof PreparationStep.Binarize binarize) {
            return "binarize threshold=" + joined(binarize.threshold());
        } else if (step instanceof PreparationStep.ZeroMean zero) {
            return "zero-mean of=" + of(zero.eachChannel()) + " eps=" + zero.eps();
        } else if (step instanceof PreparationStep.Range range) {
            return "range low=" + range.low() + " high=" + range.high() + " of=" + of(range.eachChannel()) + " eps="
                    + range.eps();
        } else if (step instanceof PreparationStep.ClipPercentiles clip) {
            return "clip-percentiles low=" + clip.low() + " high=" + clip.high() + " of=" + of(clip.eachChannel());
        } else if (step instanceof PreparationStep.Sigmoid) {
            return "sigmoid";
        }
        return step instanceof PreparationStep.Softmax ? "softmax" : "truncate";
    }

    private static String of(boolean eachChannel) {
        return eachChannel ? EACH : ALL;
    }

    private static String joined(List<Double> numbers) {
        return numbers.stream().map(number -> Double.toString(number)).collect(Collectors.joining("/"));
    }

    /**
     * Reads what {@link #of} writes; steps may also be parted by {@code |}.
     *
     * @throws FoveaException if it is no such text
     */
    public static List<PreparationStep> parse(String text) {
        return Arrays.stream(text.split("[;|]"))
                .map(String::strip)
                .filter(step -> !step.isEmpty())
                .map(step -> {
                    try {
                        return step(step);
                    } catch (IllegalArgumentException e) {
                        throw new FoveaException(
                                "'" + step + "' is no step of a model's preparation; such as 'zero-mean of=each',"
                                        + " 'range low=1 high=99.8 of=all', 'clip low=0 high=1', 'linear gain=2 offset=0',"
                                        + " 'clip-percentiles', 'binarize threshold=0.5', 'sigmoid', 'softmax' or"
                                        + " 'truncate' is needed.",
                                e);
                    }
                })
                .toList();
    }

    private static PreparationStep step(String text) {
        String[] words = text.split("\\s+");
        Map<String, String> given = new LinkedHashMap<>();
        for (String word : List.of(words).subList(1, words.length)) {
            String[] sides = word.split("=", 2);
            if (sides.length != 2 || given.put(sides[0], sides[1]) != null) {
                throw new IllegalArgumentException(word);
            }
        }
        PreparationStep step =
                switch (words[0]) {
                    case "linear" ->
                        new PreparationStep.Linear(numbers(given, "gain", "1"), numbers(given, "offset", "0"));
                    case "clip" ->
                        new PreparationStep.Clip(number(given, "low", "-Infinity"), number(given, "high", "Infinity"));
                    case "binarize" -> new PreparationStep.Binarize(numbers(given, "threshold", ""));
                    case "zero-mean" -> new PreparationStep.ZeroMean(each(given), number(given, "eps", EPS));
                    case "range" ->
                        new PreparationStep.Range(
                                number(given, "low", "0"),
                                number(given, "high", "100"),
                                each(given),
                                number(given, "eps", EPS));
                    case "clip-percentiles" ->
                        new PreparationStep.ClipPercentiles(
                                number(given, "low", "0"), number(given, "high", "100"), each(given));
                    case "sigmoid" -> new PreparationStep.Sigmoid();
                    case "softmax" -> new PreparationStep.Softmax();
                    case "truncate" -> new PreparationStep.Truncate();
                    default -> throw new IllegalArgumentException(words[0]);
                };
        if (!given.isEmpty()) {
            throw new IllegalArgumentException(given.toString());
        }
        return step;
    }

    private static boolean each(Map<String, String> given) {
        String word = taken(given, "of", ALL);
        if (!word.equals(ALL) && !word.equals(EACH)) {
            throw new IllegalArgumentException(word);
        }
        return word.equals(EACH);
    }

    private static double number(Map<String, String> given, String key, String otherwise) {
        return Double.parseDouble(taken(given, key, otherwise));
    }

    private static List<Double> numbers(Map<String, String> given, String key, String otherwise) {
        return Arrays.stream(taken(given, key, otherwise).split("/"))
                .map(Double::valueOf)
                .toList();
    }

    private static String taken(Map<String, String> given, String key, String otherwise) {
        String value = given.remove(key);
        return value == null ? otherwise : value;
    }
}
