package io.fovea.bioimage;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Inputs and outputs of format 0.5: an axis is an object. */
final class Tensors05 {
    private Tensors05() {}

    static List<TensorSpec> read(String which, JsonNode tensors, String steps) {
        List<TensorSpec> specs = new ArrayList<>();
        for (JsonNode tensor : tensors) {
            String id = Yaml.text(tensor, "id");
            List<Axis> axes = new ArrayList<>();
            tensor.path("axes").forEach(axis -> axes.add(axis(which, axis)));
            // One description for all channels, or a list with one for each.
            JsonNode data = tensor.path("data").isArray() ? tensor.path("data").path(0) : tensor.path("data");
            JsonNode range = data.path("range");
            specs.add(new TensorSpec(
                    id,
                    axes,
                    Yaml.text(data, "type"),
                    Yaml.number(range.path(0)).orElse(Double.NEGATIVE_INFINITY),
                    Yaml.number(range.path(1)).orElse(Double.POSITIVE_INFINITY),
                    new Operations(which, id, axes).read(tensor.path(steps)),
                    source(tensor.path("test_tensor")),
                    source(tensor.path("sample_tensor"))));
        }
        return specs;
    }

    static Optional<FileSource> source(JsonNode node) {
        if (node.isTextual()) {
            return Optional.of(new FileSource(node.asText(), ""));
        }
        return node.has("source")
                ? Optional.of(new FileSource(Yaml.text(node, "source"), Yaml.text(node, "sha256")))
                : Optional.empty();
    }

    private static Axis axis(String which, JsonNode axis) {
        String type = Yaml.text(axis, "type");
        String id = Tensors04.fullId(Yaml.text(axis, "id"));
        return switch (type) {
            case "batch" -> Axis.fixed(Axis.Kind.BATCH, "batch", 1, List.of());
            case "channel" -> {
                List<String> names = Yaml.texts(axis.path("channel_names"));
                yield Axis.fixed(Axis.Kind.CHANNEL, id.isEmpty() ? "channel" : id, names.size(), names);
            }
            case "space" -> sized(Axis.Kind.SPACE, id.isEmpty() ? "x" : id, axis);
            case "time" -> sized(Axis.Kind.TIME, id.isEmpty() ? "time" : id, axis);
            case "index" -> sized(Axis.Kind.INDEX, id.isEmpty() ? "index" : id, axis);
            default -> throw Refusal.of(which, "has an axis of the unknown type '" + type + "'");
        };
    }

    private static Axis sized(Axis.Kind kind, String id, JsonNode axis) {
        JsonNode size = axis.path("size");
        return new Axis(
                kind,
                id,
                extent(size),
                axis.path("scale").asDouble(1),
                axis.path("halo").asInt(0),
                List.of());
    }

    private static Axis.Extent extent(JsonNode size) {
        if (size.isNumber()) {
            return new Axis.Fixed(size.asInt());
        }
        if (size.has("tensor_id")) {
            String reference = Yaml.text(size, "tensor_id") + "." + Tensors04.fullId(Yaml.text(size, "axis_id"));
            return new Axis.Like(reference, size.path("offset").asDouble(0));
        }
        // What depends on the data has a least size and no step, and is any.
        return Axis.stepped(size.path("min").asInt(1), size.path("step").asInt(1));
    }
}
