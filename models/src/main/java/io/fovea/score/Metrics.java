package io.fovea.score;

import io.fovea.data.Example;
import io.fovea.task.Prediction;
import java.util.List;
import java.util.Map;

/** How right a model's answers are, over all examples that were added. */
interface Metrics<P extends Prediction> {
    /**
     * Compares an answer with the truth.
     *
     * @throws io.fovea.FoveaException if the truth is of another task
     */
    void add(Example example, P answer);

    /** The measured values by name, in order. */
    Map<String, Double> values();

    /** The labels that no truth shows. */
    List<String> unseen();
}
