package io.fovea.share;

import io.fovea.image.Color;
import io.fovea.image.Normalisation;
import io.fovea.image.PreparationStep;
import io.fovea.image.Stretch;
import io.fovea.model.Input;
import io.fovea.model.OutputValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What a card says of values, in the operations of BioImage.IO. */
final class Preprocessing {
    private static final double WHITE = 255;
    private static final double EPS = 1e-6;

    private Preprocessing() {}

    /** Before the network. */
    static List<Object> of(Input input) {
        Normalisation normalisation = input.normalisation();
        List<Object> operations = new ArrayList<>();
        boolean each = input.color() == Color.CHANNELS;
        if (normalisation.stretch() == Stretch.ALL) {
            add(operations, new PreparationStep.ClipPercentiles(normalisation.low(), normalisation.high(), each));
            add(operations, new PreparationStep.Range(0, 100, each, EPS));
            add(operations, new PreparationStep.Linear(List.of(WHITE), List.of(0.)));
        }
        List<Double> gain = IntStream.range(0, normalisation.mean().length)
                .mapToObj(c -> (double) normalisation.scale() / normalisation.std(c))
                .toList();
        List<Double> offset = IntStream.range(0, normalisation.mean().length)
                .mapToObj(c -> -(double) normalisation.mean(c) / normalisation.std(c) + 0.)
                .toList();
        if (gain.stream().anyMatch(one -> one != 1) || offset.stream().anyMatch(one -> one != 0)) {
            add(operations, new PreparationStep.Linear(gain, offset));
        }
        normalisation.steps().forEach(step -> add(operations, step));
        operations.add(operation("ensure_dtype", Map.of("dtype", "float32")));
        return operations;
    }

    /** Behind it. */
    static List<Object> of(OutputValues activation, int classes) {
        return switch (activation) {
            case PROBABILITIES, INDEPENDENT_PROBABILITIES -> List.of();
            case INDEPENDENT_LOGITS -> List.of(operation("sigmoid", Map.of()));
            case LOGITS ->
                List.of(
                        classes == 1
                                ? operation("sigmoid", Map.of())
                                : operation("softmax", Map.of("axis", "channel")));
        };
    }

    private static void add(List<Object> operations, PreparationStep step) {
        Map<String, Object> kwargs = new LinkedHashMap<>();
        if (step instanceof PreparationStep.Linear linear) {
            numbers(kwargs, "gain", linear.gain());
            numbers(kwargs, "offset", linear.offset());
            operations.add(operation("scale_linear", kwargs));
        } else if (step instanceof PreparationStep.Clip clip) {
            if (Double.isFinite(clip.low())) {
                kwargs.put("min", clip.low());
            }
            if (Double.isFinite(clip.high())) {
                kwargs.put("max", clip.high());
            }
            operations.add(operation("clip", kwargs));
        } else if (step instanceof PreparationStep.Binarize binarize) {
            numbers(kwargs, "threshold", binarize.threshold());
            operations.add(operation("binarize", kwargs));
        } else if (step instanceof PreparationStep.ZeroMean zero) {
            kwargs.put("axes", axes(zero.eachChannel()));
            kwargs.put("eps", Math.max(zero.eps(), Double.MIN_NORMAL));
            operations.add(operation("zero_mean_unit_variance", kwargs));
        } else if (step instanceof PreparationStep.Range range) {
            kwargs.put("axes", axes(range.eachChannel()));
            kwargs.put("min_percentile", range.low());
            kwargs.put("max_percentile", range.high());
            kwargs.put("eps", Math.max(range.eps(), Double.MIN_NORMAL));
            operations.add(operation("scale_range", kwargs));
        } else if (step instanceof PreparationStep.ClipPercentiles clip) {
            kwargs.put("min_percentile", clip.low());
            kwargs.put("max_percentile", clip.high());
            kwargs.put("axes", axes(clip.eachChannel()));
            operations.add(operation("clip", kwargs));
        } else if (step instanceof PreparationStep.Sigmoid) {
            operations.add(operation("sigmoid", kwargs));
        } else if (step instanceof PreparationStep.Softmax) {
            operations.add(operation("softmax", Map.of("axis", "channel")));
        } else {
            operations.add(operation("ensure_dtype", Map.of("dtype", "int64")));
        }
    }

    private static List<String> axes(boolean eachChannel) {
        return eachChannel ? List.of("y", "x") : List.of("channel", "y", "x");
    }

    private static void numbers(Map<String, Object> kwargs, String key, List<Double> numbers) {
        if (numbers.stream().distinct().count() == 1) {
            kwargs.put(key, numbers.get(0));
        } else {
            kwargs.put(key, numbers);
            kwargs.put("axis", "channel");
        }
    }

    private static Map<String, Object> operation(String id, Map<String, ?> kwargs) {
        Map<String, Object> operation = new LinkedHashMap<>();
        operation.put("id", id);
        if (!kwargs.isEmpty()) {
            operation.put("kwargs", kwargs);
        }
        return operation;
    }
}
