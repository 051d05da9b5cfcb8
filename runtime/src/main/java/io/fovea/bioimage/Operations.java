package io.fovea.bioimage;

import com.fasterxml.jackson.databind.JsonNode;
import io.fovea.image.PreparationStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads the operations before and behind a network, which are called alike in both formats. */
final class Operations {
    /** What both formats add to a deviation or a range, where nothing else is said. */
    private static final double EPS = 1e-6;

    private final String which;
    private final String tensor;
    private final List<Axis> axes;

    /**
     * Those of a tensor.
     *
     * @param which the package, for errors
     */
    Operations(String which, String tensor, List<Axis> axes) {
        this.which = which;
        this.tensor = tensor;
        this.axes = axes;
    }

    /** What is done, in order; what changes nothing is left out. */
    List<PreparationStep> read(JsonNode list) {
        List<PreparationStep> steps = new ArrayList<>();
        for (JsonNode operation : list) {
            String name = operation.has("id") ? Yaml.text(operation, "id") : Yaml.text(operation, "name");
            JsonNode kwargs = operation.path("kwargs");
            try {
                steps.addAll(read(name, kwargs));
            } catch (IllegalArgumentException e) {
                throw refused(name, "has arguments that do not go together (" + e.getMessage() + ")");
            }
        }
        return steps;
    }

    private List<PreparationStep> read(String name, JsonNode kwargs) {
        return switch (name) {
            case "binarize" -> List.of(new PreparationStep.Binarize(numbers(name, kwargs, "threshold")));
            case "clip" -> clip(kwargs);
            case "ensure_dtype" -> ensured(Yaml.text(kwargs, "dtype"));
            case "fixed_zero_mean_unit_variance" -> List.of(fixed(name, kwargs, EPS));
            case "scale_linear" ->
                List.of(new PreparationStep.Linear(
                        numbers(name, kwargs, "gain", List.of(1.)), numbers(name, kwargs, "offset", List.of(0.))));
            case "scale_range" -> {
                requireOwn(name, kwargs);
                double low = number(name, kwargs, "min_percentile", 0);
                double high = number(name, kwargs, "max_percentile", 100);
                yield List.of(new PreparationStep.Range(
                        low, high, eachChannel(name, kwargs), number(name, kwargs, "eps", EPS)));
            }
            case "sigmoid" -> List.of(new PreparationStep.Sigmoid());
            case "softmax" -> {
                String axis = Yaml.text(kwargs, "axis");
                if (!axis.isEmpty() && !axis.equals(channelId())) {
                    throw refused(name, "is along '" + axis + "', and Fovea takes it along channels");
                }
                yield List.of(new PreparationStep.Softmax());
            }
            case "zero_mean_unit_variance" -> List.of(zeroMean(name, kwargs));
            case "scale_mean_variance" ->
                throw refused(
                        name,
                        "has the reference_tensor '" + Yaml.text(kwargs, "reference_tensor") + "', which Fovea does not"
                                + " follow");
            default -> throw refused(name, "is not known");
        };
    }

    private PreparationStep zeroMean(String name, JsonNode kwargs) {
        // In format 0.4 'fixed' is what is meant where nothing is said, and has its numbers.
        if (kwargs.has("mean") && kwargs.has("std")) {
            return fixed(name, kwargs, number(name, kwargs, "eps", EPS));
        }
        return new PreparationStep.ZeroMean(eachChannel(name, kwargs), number(name, kwargs, "eps", EPS));
    }

    private PreparationStep fixed(String name, JsonNode kwargs, double eps) {
        List<Double> mean = numbers(name, kwargs, "mean");
        List<Double> std = numbers(name, kwargs, "std");
        int count = Math.max(mean.size(), std.size());
        List<Double> gain = new ArrayList<>();
        List<Double> offset = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double divisor = std.get(std.size() == 1 ? 0 : i) + eps;
            gain.add(1 / divisor);
            offset.add(-mean.get(mean.size() == 1 ? 0 : i) / divisor);
        }
        return new PreparationStep.Linear(gain, offset);
    }

    private List<PreparationStep> clip(JsonNode kwargs) {
        List<PreparationStep> steps = new ArrayList<>();
        if (kwargs.has("min_percentile") || kwargs.has("max_percentile")) {
            steps.add(new PreparationStep.ClipPercentiles(
                    number("clip", kwargs, "min_percentile", 0),
                    number("clip", kwargs, "max_percentile", 100),
                    eachChannel("clip", kwargs)));
        }
        double low = number("clip", kwargs, "min", Double.NEGATIVE_INFINITY);
        double high = number("clip", kwargs, "max", Double.POSITIVE_INFINITY);
        if (low > Double.NEGATIVE_INFINITY || high < Double.POSITIVE_INFINITY) {
            steps.add(new PreparationStep.Clip(low, high));
        }
        return steps;
    }

    private List<PreparationStep> ensured(String type) {
        if (type.startsWith("float")) {
            return List.of();
        }
        if (type.startsWith("int") || type.startsWith("uint")) {
            return List.of(new PreparationStep.Truncate());
        }
        throw refused("ensure_dtype", "is to '" + type + "', which Fovea does not make of pixels");
    }

    private void requireOwn(String name, JsonNode kwargs) {
        String reference = Yaml.text(kwargs, "reference_tensor");
        if (!reference.isEmpty() && !reference.equals(tensor)) {
            throw refused(name, "has the reference_tensor '" + reference + "', which Fovea does not follow");
        }
    }

    /** Whether each channel is measured by itself; all pixels of an image are measured together. */
    private boolean eachChannel(String name, JsonNode kwargs) {
        if (Yaml.text(kwargs, "mode").equals("per_dataset")) {
            throw refused(name, "measures the whole data set (per_dataset), and Fovea sees one image at a time");
        }
        JsonNode given = kwargs.path("axes");
        if (given.isMissingNode() || given.isNull()) {
            return false;
        }
        List<String> ids = given.isArray()
                ? Yaml.texts(given).stream().map(Tensors04::fullId).toList()
                : given.asText()
                        .chars()
                        .mapToObj(c -> Tensors04.fullId(Character.toString(c)))
                        .toList();
        if (ids.contains("batch")) {
            throw refused(
                    name,
                    "measures a batch of images together (a data set's statistics), and Fovea sees one at a time");
        }
        Set<String> joint = Set.copyOf(ids);
        boolean wholeImage = axes.stream()
                .filter(axis -> axis.kind() == Axis.Kind.SPACE)
                .allMatch(axis -> joint.contains(axis.id()));
        if (!wholeImage) {
            throw refused(name, "measures along " + given + " only, and Fovea measures whole images");
        }
        return !joint.contains(channelId());
    }

    private String channelId() {
        return axes.stream()
                .filter(axis -> axis.kind() == Axis.Kind.CHANNEL)
                .map(Axis::id)
                .findFirst()
                .orElse("channel");
    }

    private double number(String name, JsonNode kwargs, String key, double otherwise) {
        JsonNode value = kwargs.path(key);
        if (value.isMissingNode() || value.isNull()) {
            return otherwise;
        }
        return Yaml.number(value).orElseThrow(() -> refused(name, "has no number as " + key + ", but " + value));
    }

    private List<Double> numbers(String name, JsonNode kwargs, String key) {
        if (!kwargs.has(key)) {
            throw refused(name, "lacks " + key);
        }
        return numbers(name, kwargs, key, List.of());
    }

    private List<Double> numbers(String name, JsonNode kwargs, String key, List<Double> otherwise) {
        JsonNode value = kwargs.path(key);
        if (value.isMissingNode() || value.isNull()) {
            return otherwise;
        }
        List<Double> numbers = new ArrayList<>();
        for (JsonNode number : value.isArray() ? value : List.of(value)) {
            numbers.add(Yaml.number(number).orElseThrow(() -> refused(name, "has no number as " + key + ": " + value)));
        }
        String axis = Yaml.text(kwargs, "axis");
        int channels = axes.stream()
                .filter(each -> each.kind() == Axis.Kind.CHANNEL)
                .mapToInt(Axis::leastSize)
                .findFirst()
                .orElse(1);
        boolean alongChannels = axis.isEmpty() || Tensors04.fullId(axis).equals(channelId());
        if (numbers.size() != 1 && (!alongChannels || numbers.size() != channels)) {
            throw refused(
                    name,
                    "has " + numbers.size() + " numbers as " + key + (axis.isEmpty() ? "" : " along " + axis)
                            + ", and Fovea takes one, or one for each of the " + channels + " channels");
        }
        return numbers;
    }

    private RuntimeException refused(String name, String reason) {
        return Refusal.of(which, "cannot be taken: the operation '" + name + "' of '" + tensor + "' " + reason);
    }
}
