package io.fovea.model;

import java.util.Optional;

/**
 * Where a model comes from: what is known of its making, on which nothing that it computes depends.
 *
 * @param trainingData what it was trained on, with source and licence
 * @param score what was measured, on what
 * @param license of the weights
 * @param description one or two sentences
 */
public record Provenance(
        Optional<String> trainingData, Optional<String> score, Optional<String> license, Optional<String> description) {
    /** Of a model of which nothing is known. */
    public static final Provenance UNKNOWN = of("", "", "", "");

    /** Texts that are empty say nothing. */
    public Provenance {
        trainingData = trainingData.filter(text -> !text.isEmpty());
        score = score.filter(text -> !text.isEmpty());
        license = license.filter(text -> !text.isEmpty());
        description = description.filter(text -> !text.isEmpty());
    }

    /** That of texts, of which those say nothing that are empty. */
    public static Provenance of(String trainingData, String score, String license, String description) {
        return new Provenance(
                Optional.of(trainingData), Optional.of(score), Optional.of(license), Optional.of(description));
    }

    /** The same under a licence. */
    public Provenance withLicense(Optional<String> newLicense) {
        return new Provenance(trainingData, score, newLicense, description);
    }

    /** The same of a model that was changed since it was measured. */
    public Provenance withoutScore() {
        return new Provenance(trainingData, Optional.empty(), license, description);
    }
}
