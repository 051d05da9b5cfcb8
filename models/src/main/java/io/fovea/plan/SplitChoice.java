package io.fovea.plan;

import io.fovea.recipe.DataKind;
import io.fovea.recipe.SplitSpec;
import io.fovea.recipe.data.DataLayout;
import java.util.List;

/**
 * Which examples are held out. It is chosen by how many there are alone, before any is looked at, so that nothing else is
 * chosen by what is held out.
 *
 * @param validation share
 * @param test share
 * @param balanced whether every label gives the same share
 */
record SplitChoice(Choice<Double> validation, Choice<Double> test, Choice<Boolean> balanced) {
    static final long SEED = 1337;

    /** Of fewer images of its rarest label, a random share might have none. */
    private static final int RARE = 50;

    private static final double IMBALANCED = 3;

    /**
     * The choice for data.
     *
     * @param examples how many there are
     * @param perLabel how many each label has of those to be shared out; empty where that is not known yet
     */
    static SplitChoice of(DataLayout layout, int examples, List<Integer> perLabel) {
        boolean few = examples < RARE;
        String reason = few
                ? "of " + examples + " examples fewer could measure nothing"
                : "a tenth is enough to choose the best epoch, a fifth to measure";
        boolean hasTest = layout.data().testImages().isPresent();
        return new SplitChoice(
                new Choice<>(few ? 0.2 : 0.1, reason + ", unless the data has shares of its own"),
                hasTest ? new Choice<>(0.0, "the data has a test set of its own") : new Choice<>(0.2, "likewise"),
                balanced(layout, perLabel));
    }

    private static Choice<Boolean> balanced(DataLayout layout, List<Integer> perLabel) {
        int rarest = perLabel.stream().mapToInt(Integer::intValue).min().orElse(0);
        int most = perLabel.stream().mapToInt(Integer::intValue).max().orElse(0);
        return layout.data().kind() == DataKind.FOLDER && (rarest < RARE || most > IMBALANCED * rarest)
                ? new Choice<>(true, "the rarest label has " + rarest + " images, which a shuffle might miss")
                : new Choice<>(false, "a shuffle gives every label its share");
    }

    /** In a recipe's words. */
    SplitSpec spec() {
        return new SplitSpec(SEED, validation.value(), test.value(), balanced.value());
    }
}
