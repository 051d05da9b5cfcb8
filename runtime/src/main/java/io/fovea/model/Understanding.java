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
        CardFacts known = told;
        if (CardMetadata.isIn(graph) && !meansAnotherOutput(graph, told)) {
            card = CardMetadata.read(graph);
            fill(bases, Basis.of(Basis.Kind.METADATA));
        } else {
            known = CardMetadata.ofImages(graph).and(told);
            Notes notes = new Notes(known);
            card = CardDeduction.deduce(graph, file, known, notes);
            fill(bases, Basis.of(Basis.Kind.DEDUCED));
            bases.putAll(notes.bases());
        }
        bases.putAll(known.bases());
        Card whole = known.over(card);
        if (OF_SHAPE.stream().anyMatch(told::has)) {
            DeclaredInput.require(graph, whole.input());
        }
        return new Understanding(whole, bases);
    }

    /** Whether an output is told that the card in a file is not about: of what it says, only what it says of images holds. */
    private static boolean meansAnotherOutput(Graph graph, CardFacts told) {
        String own = CardMetadata.read(graph).outputOf(graph);
        return !told.has(CardKey.TASK)
                && told.value(CardKey.OUTPUT)
                        .filter(name -> !name.isEmpty() && !name.equals(own))
                        .isPresent();
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
        if (isAssumed(CardKey.TASK)) {
            assumed.add("task=" + CardKey.word(card.task()));
        }
        if (isAssumed(CardKey.PIXELS)) {
            assumed.add("pixels=" + PixelValues.describe(input.normalisation(), input.color()));
        }
        if (isAssumed(CardKey.COLOR)) {
            assumed.add("color=" + CardKey.word(input.color()));
        }
        if (isAssumed(CardKey.LAYOUT)) {
            assumed.add("layout=" + CardKey.word(input.layout()));
        }
        if (isAssumed(CardKey.OUTPUT)) {
            assumed.add("output=" + card.output().orElse(""));
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
