package io.fovea.plan;

import io.fovea.recipe.data.DataLayout;
import java.util.List;
import java.util.Optional;

/** How wrong answers are said to be. */
final class LossChoice {
    private static final double IMBALANCED = 3;

    /** A label that counts more than this lets the network see little else. */
    private static final double HEAVIEST = 10;

    private final DataLayout layout;
    private final Facts facts;
    private final boolean keepsHead;

    /**
     * A choice for data.
     *
     * @param start what is begun with, whose last layer may be kept
     */
    LossChoice(DataLayout layout, Facts facts, Optional<KnownStart> start) {
        this.layout = layout;
        this.facts = facts;
        this.keepsHead = start.filter(KnownStart::keepsHead).isPresent();
    }

    /** The loss's word in a recipe. */
    Choice<String> loss() {
        if (layout.data().kind().isOfObjects()) {
            return new Choice<>("auto", "cross-entropy of three classes that exclude each other");
        }
        if (!layout.task().equals(DataLayout.CLASSIFICATION)) {
            return new Choice<>("dice-crossentropy", "every pixel counts, and so does every class, however small");
        }
        if (layout.data().kind().isMultiLabel()) {
            return new Choice<>("binary-crossentropy", "an image may have any number of the labels");
        }
        if (keepsHead) {
            return new Choice<>(
                    "auto", "cross-entropy, of one number or several as the last layer of the model begun with");
        }
        return layout.labels().size() == 2
                ? new Choice<>("binary-crossentropy", "of two labels one number tells")
                : new Choice<>("auto", "cross-entropy of labels that exclude each other");
    }

    /** How much each class counts; none where all count alike. */
    Choice<List<Double>> weights() {
        if (layout.data().kind().isOfObjects()) {
            return new Choice<>(List.of(1.0, 1.0, 2.0), "the thin contour tells touching objects apart");
        }
        boolean evenly = facts.imbalance() <= IMBALANCED
                || !facts.pixels().isEmpty()
                || layout.data().kind().isMultiLabel();
        if (evenly) {
            return new Choice<>(List.of(), "no label is much rarer than the others");
        }
        // The square root between counting images and counting labels: neither lets the other be forgotten.
        int most = facts.shown().stream().mapToInt(Integer::intValue).max().orElse(1);
        List<Double> weights = facts.shown().stream()
                .map(shown -> Math.min(HEAVIEST, Math.sqrt((double) most / Math.max(1, shown))))
                .map(weight -> Math.round(100 * weight) / 100.0)
                .toList();
        return new Choice<>(
                weights,
                "the most frequent label has " + Math.round(facts.imbalance())
                        + " times as many images as the rarest; the root of that evens it out");
    }
}
