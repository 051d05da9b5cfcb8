package io.fovea.train.report;

import io.fovea.recipe.Recipe;
import io.fovea.score.AnswerListener;
import io.fovea.score.HeldOut;

/** Shows in a report what a model answered to held-out images. */
public interface AnswerPage extends AnswerListener {

    /** Shows nothing. */
    AnswerPage NONE = new AnswerPage() {};

    /** What a report shows of the answers to come of a model that {@code recipe} trained. */
    static AnswerPage of(HeldOut held, Recipe recipe) {
        if (held.model().card().task().isSegmentation()) {
            return new SegmentationAnswers(held);
        }
        return recipe.isMultiLabel() ? new LabelAnswers(held) : new ClassificationAnswers(held);
    }

    /** How right the answers are, class by class, as HTML. */
    default String scores() {
        return "";
    }

    /** Some images with truth and answer, as HTML; reads them again, and a segmenter is asked about them again. */
    default String samples() {
        return "";
    }
}
