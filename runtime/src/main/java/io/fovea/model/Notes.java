package io.fovea.model;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What had to be assumed of a model, and where what is known of it comes from. */
final class Notes {
    private final CardFacts told;
    private final List<String> sentences = new ArrayList<>();
    private final Map<CardKey, Basis> bases = new EnumMap<>(CardKey.class);

    /** Notes on a model of which some facts are told: nothing needs to be assumed of those. */
    Notes(CardFacts told) {
        this.told = told;
    }

    /** Notes a sentence. */
    void add(String sentence) {
        sentences.add(sentence);
    }

    /** Notes what is assumed of a key, unless it is told. */
    void assume(CardKey key, String sentence) {
        found(key, Basis.of(Basis.Kind.ASSUMED), sentence);
    }

    /** Notes what a convention says of a key. */
    void found(CardKey key, Conventions.Said said) {
        if (said.doubt().isPresent()) {
            found(key, said.basis(), said.doubt().get());
        } else {
            put(key, said.basis());
        }
    }

    private void put(CardKey key, Basis basis) {
        bases.put(key, basis);
        if (key == CardKey.PIXELS) {
            CardKey.OF_PIXELS.forEach(part -> bases.put(part, basis));
        }
    }

    private void found(CardKey key, Basis basis, String sentence) {
        put(key, basis);
        if (!told.has(key)) {
            sentences.add(sentence);
        }
    }

    List<String> sentences() {
        return List.copyOf(sentences);
    }

    /** By key; what is not among them was deduced. */
    Map<CardKey, Basis> bases() {
        return Map.copyOf(bases);
    }
}
