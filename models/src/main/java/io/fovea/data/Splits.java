package io.fovea.data;

import java.util.List;

/**
 * A data set in its three parts.
 *
 * @param train to learn from
 * @param validation to choose the best weights by
 * @param test held out, to measure with
 * @param unused files that lie with them but are not used
 */
public record Splits(Dataset train, Dataset validation, Dataset test, List<UnusedFiles> unused) {

    /** Copies the list. */
    public Splits {
        unused = List.copyOf(unused);
    }

    /** Parts of which it is not known what lies with them. */
    public Splits(Dataset train, Dataset validation, Dataset test) {
        this(train, validation, test, List.of());
    }
}
