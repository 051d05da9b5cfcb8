package io.fovea.model;

import io.fovea.graph.Graph;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A model's card, and where each of its facts comes from.
 *
 * @param bases by key, of all keys
 */
record Understanding(Card card, Map<CardKey, Basis> bases) {

    private static final List<CardKey> OF_SHAPE =
            List.of(CardKey.WIDTH, CardKey.HEIGHT, CardKey.CHANNELS, CardKey.COLOR, CardKey.LAYOUT);

    /** Copies the map. */
    Understanding {
        bases = Map.copyOf(bases);
    }

    /**
     * What is understood of a graph: what is told, or else what its metadata say, or else what can be deduced.
     *
     * @param file the model's, beside which others may say something of it
     */
    static Understanding of(Graph graph, Optional<Path> file, CardFacts told) {
        Map<CardKey, Basis> bases = new EnumMap<>(CardKey.class);
        Card card;
        if (CardMetadata.isIn(graph)) {
            card = CardMetadata.read(graph);
            fill(bases, Basis.of(Basis.Kind.METADATA));
        } else {
            Notes notes = new Notes(told);
            card = CardDeduction.deduce(graph, file, told, notes);
            fill(bases, Basis.of(Basis.Kind.DEDUCED));
            bases.putAll(notes.bases());
        }
        bases.putAll(told.bases());
        Card whole = told.over(card);
        if (OF_SHAPE.stream().anyMatch(told::has)) {
            DeclaredInput.require(graph, whole.input());
        }
        return new Understanding(whole, bases);
    }

    /** That of a card that is given as a whole. */
    static Understanding given(Card card, CardFacts told) {
        Map<CardKey, Basis> bases = new EnumMap<>(CardKey.class);
        fill(bases, Basis.of(Basis.Kind.METADATA));
        bases.putAll(told.bases());
        return new Understanding(told.over(card), bases);
    }

    /** The same under another name. */
    Understanding withName(String name) {
        return new Understanding(card.withName(name), bases);
    }

    /** What is assumed and decides what the model answers: {@code color=rgb}. */
    List<String> assumed() {
        List<String> assumed = new ArrayList<>();
        Input input = card.input();
        if (isAssumed(CardKey.PIXELS)) {
            assumed.add("pixels=" + PixelValues.describe(input.normalisation(), input.color()));
        }
        if (isAssumed(CardKey.COLOR)) {
            assumed.add("color=" + CardKey.word(input.color()));
        }
        if (isAssumed(CardKey.LAYOUT)) {
            assumed.add("layout=" + CardKey.word(input.layout()));
        }
        if (isAssumed(CardKey.HEAD)) {
            assumed.add("head=" + CardKey.word(card.head()));
        }
        return assumed;
    }

    private boolean isAssumed(CardKey key) {
        return bases.get(key).kind() == Basis.Kind.ASSUMED;
    }

    private static void fill(Map<CardKey, Basis> bases, Basis basis) {
        for (CardKey key : CardKey.values()) {
            bases.put(key, basis);
        }
    }
}
