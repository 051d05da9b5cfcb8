package io.fovea.score;

import io.fovea.data.Example;
import io.fovea.task.Prediction;

/** Is told what a model answers to held-out images. */
@FunctionalInterface
public interface AnswerListener {

    /** Keeps nothing. */
    AnswerListener NONE = (index, example, answer) -> {};

    /**
     * An answer.
     *
     * @param index of the example
     * @param answer as the job of the model's task gives it
     */
    void answered(int index, Example example, Prediction answer);
}
