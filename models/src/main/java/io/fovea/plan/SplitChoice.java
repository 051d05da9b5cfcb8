package io.fovea.plan;

import io.fovea.recipe.DataKind;
import io.fovea.recipe.data.DataLayout;

/** Which examples are held out. */
final class SplitChoice {
    /** Of fewer images of its rarest label, a random share might have none. */
    private static final int RARE = 50;

    private static final double IMBALANCED = 3;

    private SplitChoice() {}

    /** Shares for validation and test where the data has none of its own. */
    static Choice<double[]> shares(int examples) {
        return examples < RARE
                ? new Choice<>(new double[] {0.2, 0.2}, "of " + examples + " examples fewer could measure nothing")
                : new Choice<>(
                        new double[] {0.1, 0.2}, "a tenth is enough to choose the best epoch, a fifth to measure");
    }

    /** Whether every label gives the same share. */
    static Choice<Boolean> balanced(DataLayout layout, Facts facts) {
        boolean folders = layout.data().kind() == DataKind.FOLDER;
        int rarest = facts.shown().stream().mapToInt(Integer::intValue).min().orElse(0);
        return folders && (rarest < RARE || facts.imbalance() > IMBALANCED)
                ? new Choice<>(true, "the rarest label has " + rarest + " images, which a shuffle might miss")
                : new Choice<>(false, "a shuffle gives every label its share");
    }
}
