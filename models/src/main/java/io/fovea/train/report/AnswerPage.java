package io.fovea.train.report;

import io.fovea.data.Example;
import io.fovea.recipe.Recipe;
import io.fovea.score.AnswerListener;
import io.fovea.score.HeldOut;
import io.fovea.task.Prediction;

/** Shows in a report what a model answered to held-out images. */
public interface AnswerPage extends AnswerListener {

    /** Shows nothing. */
    AnswerPage NONE = new AnswerPage() {
        @Override
        public void answered(int index, Example example, Prediction answer) {
            // nobody looks
        }
    };

    /** What a report shows of the answers to come of a model that {@code recipe} trained. */
    static AnswerPage of(HeldOut held, Recipe recipe) {
        return AnswerPages.of(held, recipe);
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
