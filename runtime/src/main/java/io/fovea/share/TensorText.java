package io.fovea.share;

import io.fovea.image.Layout;
import io.fovea.model.Card;
import io.fovea.model.Fit;
import io.fovea.model.Input;
import io.fovea.model.Scored;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The image that a model takes and the answer that it gives, in the words of BioImage.IO. */
final class TensorText {
    private static final String IMAGE = "image";
    private static final String ANSWER = "answer";

    private final Card card;
    private final TrialRun run;

    TensorText(Card card, TrialRun run) {
        this.card = card;
        this.run = run;
    }

    /**
     * Inputs and outputs.
     *
     * @param source gives a file's name and sum; empty if there is no such file
     */
    Map<String, Object> values(Function<String, Map<String, Object>> source) {
        Map<String, Object> input = new LinkedHashMap<>();
        input.put("id", IMAGE);
        input.put("description", "pixel values of 0 to 255");
        input.put("axes", inputAxes());
        input.put("data", new TreeMap<>(Map.of("type", "float32", "range", List.of(0, 255))));
        input.put("test_tensor", source.apply("test_input.npy"));
        if (!source.apply("sample_input.png").isEmpty()) {
            input.put("sample_tensor", source.apply("sample_input.png"));
        }
        input.put("preprocessing", Preprocessing.of(card.input()));
        Map<String, Object> output = new LinkedHashMap<>();
        output.put("id", ANSWER);
        output.put("axes", outputAxes());
        output.put("test_tensor", source.apply("test_output.npy"));
        if (card.task().scored().isExplained()) {
            output.put("postprocessing", Preprocessing.of(card.activation(), classes()));
        }
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("inputs", List.of(input));
        values.put("outputs", List.of(output));
        return values;
    }

    private List<Object> inputAxes() {
        Input input = card.input();
        Map<String, Object> channels = channels(inputNames(input));
        Map<String, Object> y = space("y", size(input.height(), input));
        Map<String, Object> x = space("x", size(input.width(), input));
        return input.layout() == Layout.NCHW ? List.of(batch(), channels, y, x) : List.of(batch(), y, x, channels);
    }

    private static Object size(OptionalInt fixed, Input input) {
        return fixed.isPresent()
                ? (Object) fixed.getAsInt()
                : new TreeMap<>(Map.of("min", TrialRun.least(input), "step", input.multiple()));
    }

    private static List<String> inputNames(Input input) {
        return switch (input.color()) {
            case GRAY -> List.of("intensity");
            case RGB -> List.of("red", "green", "blue");
            case BGR -> List.of("blue", "green", "red");
            case CHANNELS ->
                input.channelNames().isEmpty()
                        ? IntStream.range(0, input.channels())
                                .mapToObj(c -> "channel" + c)
                                .toList()
                        : identifiers(input.channelNames());
        };
    }

    private int classAxis() {
        boolean last = run.answer().shape().length == 4
                && card.input().layout() == Layout.NHWC
                && card.task().scored() == Scored.PIXELS;
        return last ? 3 : 1;
    }

    private int classes() {
        long[] shape = run.answer().shape();
        return shape.length < 2 ? 1 : (int) shape[classAxis()];
    }

    private List<Object> outputAxes() {
        long[] shape = run.answer().shape();
        List<Object> axes = new ArrayList<>(List.of(batch()));
        int classAxis = classAxis();
        String other = "y";
        for (int i = 1; i < shape.length; i++) {
            if (i == classAxis) {
                axes.add(channels(outputNames()));
            } else {
                axes.add(answerAxis(other, (int) shape[i]));
                other = "x";
            }
        }
        return axes;
    }

    private Map<String, Object> answerAxis(String id, int size) {
        int given = id.equals("y") ? run.image().height() : run.image().width();
        if (card.task().scored() != Scored.PIXELS || given % size != 0) {
            return space(id, size);
        }
        Map<String, Object> axis = space(id, new TreeMap<>(Map.of("tensor_id", IMAGE, "axis_id", id)));
        if (given != size) {
            axis.put("scale", (double) given / size);
        } else if (card.input().fit() == Fit.TILE && card.input().halo() > 0) {
            axis.put("halo", card.input().halo());
        }
        return axis;
    }

    private List<String> outputNames() {
        int classes = classes();
        List<String> labels = card.labels();
        if (labels.size() == classes) {
            return identifiers(labels);
        }
        // One score for two classes is that of the second.
        return classes == 1
                ? identifiers(List.of(labels.size() == 2 ? labels.get(1) : "foreground"))
                : IntStream.range(0, classes).mapToObj(c -> "class" + c).toList();
    }

    /** Names as variables have them, each once. */
    private static List<String> identifiers(List<String> names) {
        List<String> found = new ArrayList<>();
        for (String name : names) {
            String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
            String whole = plain.matches("[a-z].*") ? plain : "class_" + plain;
            String unused = whole;
            for (int i = 2; found.contains(unused); i++) {
                unused = whole + "_" + i;
            }
            found.add(unused);
        }
        return found;
    }

    private static Map<String, Object> batch() {
        return Map.of("type", "batch");
    }

    private static Map<String, Object> channels(List<String> names) {
        Map<String, Object> axis = new LinkedHashMap<>();
        axis.put("type", "channel");
        axis.put("channel_names", names);
        return axis;
    }

    private static Map<String, Object> space(String id, Object size) {
        Map<String, Object> axis = new LinkedHashMap<>();
        axis.put("type", "space");
        axis.put("id", id);
        axis.put("size", size);
        return axis;
    }
}
