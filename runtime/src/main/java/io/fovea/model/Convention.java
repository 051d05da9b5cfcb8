package io.fovea.model;

import java.util.Map;
import java.util.Optional;

/** A habit of those who make models, from which follows what a file does not say. */
interface Convention {

    /** What users know it by. */
    String name();

    /** The keys of a card that it speaks of, for a model that it fits; none for others. */
    Map<CardKey, String> says(Clues clues);

    /** Why what it says of a key is only likely, in a sentence that says what is assumed; empty where it is sure. */
    default Optional<String> doubt(CardKey key) {
        return Optional.empty();
    }
}
