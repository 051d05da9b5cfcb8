package io.fovea.model;

import io.fovea.graph.Graph;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/** Cards in the metadata of an ONNX file: flat keys, values that people can read. */
final class CardMetadata {
    private CardMetadata() {}

    static boolean isIn(Graph graph) {
        return graph.metadata().containsKey(CardKey.TASK.inMetadata());
    }

    /** The keys of a card that are there; none unless one {@link #isIn} it. */
    static Map<CardKey, String> fields(Graph graph) {
        Map<CardKey, String> fields = new EnumMap<>(CardKey.class);
        if (isIn(graph)) {
            Arrays.stream(CardKey.values())
                    .filter(key -> graph.metadata().containsKey(key.inMetadata()))
                    .forEach(key -> fields.put(key, graph.metadata().get(key.inMetadata())));
        }
        return fields;
    }

    static void write(Card card, Graph graph) {
        CardFields.of(card).forEach((key, value) -> graph.metadata().put(key.inMetadata(), value));
    }

    static Card read(Graph graph) {
        return CardFields.card(fields(graph), graph.name(), CardKey::inMetadata);
    }
}
