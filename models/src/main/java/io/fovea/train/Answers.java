package io.fovea.train;

import io.fovea.data.Example;
import io.fovea.task.Classification;
import io.fovea.task.Segmentation;

/** Is told what a model answers to held-out images, and shows it in a report. */
interface Answers {

    /** Keeps and shows nothing. */
    Answers NONE = new Answers() {};

    /** What a report shows of the answers to come of a model that {@code recipe} trained. */
    static Answers of(HeldOut held, Recipe recipe) {
        if (held.model().card().task().isSegmentation()) {
            return new SegmentationAnswers(held);
        }
        return recipe.isMultiLabel() ? new LabelAnswers(held) : new ClassificationAnswers(held);
    }

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

    /** How right the answers are, class by class, as HTML. */
    default String scores() {
        return "";
    }

    /** Some images with truth and answer, as HTML; reads them again, and a segmenter is asked about them again. */
    default String samples() {
        return "";
    }
}
