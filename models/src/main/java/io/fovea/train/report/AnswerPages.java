package io.fovea.train.report;

import io.fovea.recipe.Recipe;
import io.fovea.score.HeldOut;
import io.fovea.task.Job;
import io.fovea.task.Jobs;
import java.util.Map;
import java.util.function.BiFunction;

/** What a report shows of the answers of each job. */
final class AnswerPages {
    private static final Map<Job<?>, BiFunction<HeldOut, Recipe, AnswerPage>> ALL = Map.of(
            Jobs.CLASSIFY,
            (held, recipe) -> recipe.isMultiLabel() ? new LabelAnswers(held) : new ClassificationAnswers(held),
            Jobs.SEGMENT,
            (held, recipe) -> new SegmentationAnswers(held));

    private AnswerPages() {}

    /** Of the answers to come of a model that {@code recipe} trained. */
    static AnswerPage of(HeldOut held, Recipe recipe) {
        return ALL.getOrDefault(Jobs.of(held.model()), (model, made) -> AnswerPage.NONE)
                .apply(held, recipe);
    }
}
