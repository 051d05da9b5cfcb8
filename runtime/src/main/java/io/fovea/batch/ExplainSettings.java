package io.fovea.batch;

import io.fovea.explain.ExplainOptions;
import io.fovea.explain.HeatDrawing;
import io.fovea.explain.method.Method;
import io.fovea.image.ColorMap;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What is to be explained and drawn, as another machine is told of it.
 *
 * @param scored whether the maps are scored
 */
record ExplainSettings(ExplainOptions what, HeatDrawing drawing, boolean scored) {
    private static final String METHOD = "method";
    private static final String CLASSES = "classes";
    private static final String LAYERS = "layers";
    private static final String ACTIVATION = "keep-softmax";
    private static final String SMOOTH = "smooth";
    private static final String COLORS = "colors";
    private static final String BAR = "bar";
    private static final String SCORE = "score";

    /** Reads what {@link #words} wrote. */
    static ExplainSettings of(Map<String, String> words) {
        String[] method = words.get(METHOD).split(" ");
        ExplainOptions what = new ExplainOptions(
                Method.parse(method[0]).with(Arrays.asList(method).subList(1, method.length)),
                lines(words.get(CLASSES)),
                lines(words.get(LAYERS)),
                Boolean.parseBoolean(words.get(ACTIVATION)),
                Boolean.parseBoolean(words.get(SMOOTH)));
        HeatDrawing drawing = new HeatDrawing(ColorMap.parse(words.get(COLORS)), Boolean.parseBoolean(words.get(BAR)));
        return new ExplainSettings(what, drawing, Boolean.parseBoolean(words.get(SCORE)));
    }

    private static List<String> lines(String text) {
        return text.lines().toList();
    }

    /** All of it, by name. */
    Map<String, String> words() {
        return Map.of(
                METHOD,
                what.method().toString(),
                CLASSES,
                joined(what.classes()),
                LAYERS,
                joined(what.layers()),
                ACTIVATION,
                Boolean.toString(what.keepActivation()),
                SMOOTH,
                Boolean.toString(what.smooth()),
                COLORS,
                drawing.colors().toString(),
                BAR,
                Boolean.toString(drawing.bar()),
                SCORE,
                Boolean.toString(scored));
    }

    private static String joined(List<String> texts) {
        return texts.stream().collect(Collectors.joining("\n"));
    }
}
