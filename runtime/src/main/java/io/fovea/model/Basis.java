package io.fovea.model;

/**
 * Where a fact of a card comes from.
 *
 * @param detail the file or the convention; empty where there is nothing to add
 */
public record Basis(Kind kind, String detail) {

    /** The ways to know something of a model, the surest first. */
    public enum Kind {
        /** An option, a macro's key, a call. */
        TOLD,
        /** A {@code .card.yaml} beside the model. */
        SIDE_FILE,
        /** The BioImage.IO package that it came in. */
        PACKAGE,
        /** The file's own metadata. */
        METADATA,
        /** What tools that write such files always do, or leave beside them. */
        CONVENTION,
        /** The graph's shapes and operators. */
        DEDUCED,
        /** Nothing: it is merely likely. */
        ASSUMED
    }

    /** One without detail. */
    static Basis of(Kind kind) {
        return new Basis(kind, "");
    }

    /** In words: {@code side file (net.card.yaml)}. */
    @Override
    public String toString() {
        String word = CardKey.word(kind).replace('-', ' ');
        return detail.isEmpty() ? word : word + " (" + detail + ")";
    }
}
