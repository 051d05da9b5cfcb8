package io.fovea.score;

import io.fovea.data.Example;
import io.fovea.task.Classification;
import io.fovea.task.Segmentation;

/** Is told what a model answers to held-out images. */
public interface AnswerListener {

    /** Keeps nothing. */
    AnswerListener NONE = new AnswerListener() {};

    /**
     * A classifier's answer.
     *
     * @param index of the example
     */
    default void classified(int index, Example example, Classification answer) {}

    /**
     * A segmenter's answer.
     *
     * @param index of the example
     */
    default void segmented(int index, Example example, Segmentation answer) {}
}
