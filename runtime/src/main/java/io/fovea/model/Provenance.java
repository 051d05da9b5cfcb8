package io.fovea.model;

/**
 * Where a model comes from: what is known of its making, on which nothing that it computes depends.
 *
 * @param trainingData what it was trained on, with source and licence; empty if unknown
 * @param score what was measured, on what; empty if unknown
 * @param license of the weights; empty if unknown
 * @param description one or two sentences; empty if unknown
 */
public record Provenance(String trainingData, String score, String license, String description) {
    /** Of a model of which nothing is known. */
    public static final Provenance UNKNOWN = new Provenance("", "", "", "");

    /** The same under a licence. */
    public Provenance withLicense(String newLicense) {
        return new Provenance(trainingData, score, newLicense, description);
    }
}
