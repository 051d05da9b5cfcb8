package io.fovea.graph;

import ai.onnx.proto.OnnxMl;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a graph says of its values' types and shapes, as the file says it.
 *
 * @param inputs by name; initialisers that are listed among them included
 * @param outputs by name
 * @param inner those of other values, by name
 */
record Declarations(
        Map<String, OnnxMl.ValueInfoProto> inputs,
        Map<String, OnnxMl.ValueInfoProto> outputs,
        Map<String, OnnxMl.ValueInfoProto> inner) {

    /** No value yet. */
    Declarations() {
        this(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
    }

    /** A copy that can be changed by itself. */
    Declarations copy() {
        return new Declarations(new LinkedHashMap<>(inputs), new LinkedHashMap<>(outputs), new LinkedHashMap<>(inner));
    }

    /** The three kinds of values. */
    List<Map<String, OnnxMl.ValueInfoProto>> all() {
        return List.of(inputs, outputs, inner);
    }

    /** What is said of a value. */
    Optional<ValueInfo> of(String value) {
        return all().stream()
                .filter(kind -> kind.containsKey(value))
                .findFirst()
                .map(kind -> ValueInfo.of(kind.get(value)));
    }

    /** Declares a value, anew if need be. */
    static void put(Map<String, OnnxMl.ValueInfoProto> kind, ValueInfo value) {
        kind.put(value.name(), value.toProto());
    }
}
