package io.fovea.model;

import io.fovea.bioimage.Yaml;
import io.fovea.graph.Graph;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Ultralytics' export writes into metadata: {@code names}, {@code task}, {@code stride}, {@code imgsz}. */
final class UltralyticsConvention implements Convention {
    private static final Pattern SIZE = Pattern.compile("\\[\\s*([1-9]\\d{0,4})\\s*,\\s*([1-9]\\d{0,4})\\s*]");

    @Override
    public String name() {
        return "Ultralytics";
    }

    @Override
    public Map<CardKey, String> says(Clues clues) {
        Map<CardKey, String> said = new EnumMap<>(CardKey.class);
        if (clues.metadata("stride").isEmpty()
                || clues.metadata("task").isEmpty() && clues.metadata("names").isEmpty()) {
            return said;
        }
        if (clues.form().channels() == 3) {
            said.put(CardKey.COLOR, "rgb");
        }
        said.put(CardKey.PIXELS, PixelValues.UNIT.word());
        List<String> names = names(clues.graph());
        if (!names.isEmpty()) {
            said.put(CardKey.LABELS, String.join("\n", names));
        }
        Matcher size = SIZE.matcher(clues.metadata("imgsz"));
        if (size.matches()) {
            said.put(CardKey.HEIGHT, size.group(1));
            said.put(CardKey.WIDTH, size.group(2));
        }
        return said;
    }

    /** The names of a Python dictionary, which YAML reads too, by their numbers: 0, 1, 2 ...; empty if there are none. */
    static List<String> names(Graph graph) {
        String dictionary = graph.metadata().getOrDefault("names", "");
        return graph.metadata().containsKey("stride")
                ? Yaml.parse(dictionary).map(Labels::listed).orElse(List.of())
                : List.of();
    }
}
