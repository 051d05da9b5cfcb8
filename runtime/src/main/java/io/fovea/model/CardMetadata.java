package io.fovea.model;

import io.fovea.graph.Graph;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Cards in the metadata of an ONNX file: flat keys, values that people can read. */
final class CardMetadata {
    private static final Set<CardKey> OF_IMAGES = EnumSet.of(
            CardKey.NAME,
            CardKey.WIDTH,
            CardKey.HEIGHT,
            CardKey.CHANNELS,
            CardKey.CHANNEL_NAMES,
            CardKey.LAYOUT,
            CardKey.COLOR,
            CardKey.SCALE,
            CardKey.MEAN,
            CardKey.STD,
            CardKey.STRETCH,
            CardKey.PERCENTILES,
            CardKey.STEPS,
            CardKey.OBJECT_DIAMETERS,
            CardKey.PIXEL_SIZE,
            CardKey.TRAINING_DATA,
            CardKey.LICENSE,
            CardKey.DESCRIPTION);

    /** Not written where nothing was measured. */
    private static final Set<CardKey> OF_TRUST =
            EnumSet.of(CardKey.TEMPERATURE, CardKey.OBJECT_SCORE, CardKey.COUNT_INTERVAL, CardKey.UNLIKE_LIMIT);

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

    /** What a card there says of images and where the model comes from, which goes for every output; nothing if there is none. */
    static CardFacts ofImages(Graph graph) {
        CardFacts facts = CardFacts.NONE;
        for (Map.Entry<CardKey, String> field : fields(graph).entrySet()) {
            if (OF_IMAGES.contains(field.getKey()) && !field.getValue().equals(CardFields.FREE)) {
                facts = facts.with(field.getKey(), field.getValue(), Basis.of(Basis.Kind.METADATA));
            }
        }
        return facts;
    }

    static void write(Card card, Graph graph) {
        for (CardKey key : OF_TRUST) {
            graph.metadata().remove(key.inMetadata());
        }
        if (card.trust().limit() == 0) {
            KnownImages.removeFrom(graph);
        }
        CardFields.of(card).forEach((key, value) -> graph.metadata().put(key.inMetadata(), value));
    }

    static Card read(Graph graph) {
        return CardFields.card(fields(graph), graph.name(), CardKey::inMetadata);
    }
}
