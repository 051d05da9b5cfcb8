package io.fovea.bioimage;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Inputs and outputs of format 0.4: axes are letters, sizes are lists. */
final class Tensors04 {
    private static final Map<String, String> IDS = Map.of("b", "batch", "c", "channel", "t", "time", "i", "index");

    private Tensors04() {}

    /** What format 0.5 calls an axis. */
    static String fullId(String letter) {
        return IDS.getOrDefault(letter, letter);
    }

    static List<TensorSpec> read(String which, JsonNode root, String key, String steps, String tests, String samples) {
        List<TensorSpec> specs = new ArrayList<>();
        for (JsonNode tensor : root.path(key)) {
            int index = specs.size();
            String id = Yaml.text(tensor, "name");
            List<Axis> axes = axes(which, tensor, id);
            JsonNode range = tensor.path("data_range");
            specs.add(new TensorSpec(
                    id,
                    axes,
                    Yaml.text(tensor, "data_type"),
                    Yaml.number(range.path(0)).orElse(Double.NEGATIVE_INFINITY),
                    Yaml.number(range.path(1)).orElse(Double.POSITIVE_INFINITY),
                    new Operations(which, id, axes).read(tensor.path(steps)),
                    source(root.path(tests).path(index)),
                    source(root.path(samples).path(index))));
        }
        return specs;
    }

    private static Optional<FileSource> source(JsonNode node) {
        return node.isTextual() ? Optional.of(new FileSource(node.asText(), "")) : Optional.empty();
    }

    private static List<Axis> axes(String which, JsonNode tensor, String id) {
        String letters = Yaml.text(tensor, "axes");
        JsonNode shape = tensor.path("shape");
        JsonNode halo = tensor.path("halo");
        List<Axis> axes = new ArrayList<>();
        for (int i = 0; i < letters.length(); i++) {
            String axis = fullId(letters.substring(i, i + 1));
            Axis.Kind kind =
                    switch (axis) {
                        case "batch" -> Axis.Kind.BATCH;
                        case "channel" -> Axis.Kind.CHANNEL;
                        case "time" -> Axis.Kind.TIME;
                        case "index" -> Axis.Kind.INDEX;
                        case "x", "y", "z" -> Axis.Kind.SPACE;
                        default -> throw Refusal.of(which, "has an unknown axis '" + axis + "' in '" + id + "'");
                    };
            int around = halo.path(i).asInt(0);
            if (shape.isArray()) {
                axes.add(new Axis(kind, axis, new Axis.Fixed(shape.path(i).asInt(1)), 1, around, List.of()));
            } else if (shape.has("reference_tensor")) {
                axes.add(implicit(kind, axis, shape, i, around));
            } else {
                Axis.Extent extent = Axis.stepped(
                        shape.path("min").path(i).asInt(1),
                        shape.path("step").path(i).asInt(0));
                axes.add(new Axis(kind, axis, extent, 1, around, List.of()));
            }
        }
        return axes;
    }

    /** Of the size of another tensor's, {@code size * scale + 2 * offset}. */
    private static Axis implicit(Axis.Kind kind, String id, JsonNode shape, int place, int halo) {
        double scale = shape.path("scale").path(place).asDouble(0);
        double more = 2 * shape.path("offset").path(place).asDouble(0);
        if (scale == 0) {
            return new Axis(kind, id, new Axis.Fixed((int) Math.round(more)), 1, halo, List.of());
        }
        String reference = Yaml.text(shape, "reference_tensor") + "." + id;
        return new Axis(kind, id, new Axis.Like(reference, more), 1 / scale, halo, List.of());
    }
}
