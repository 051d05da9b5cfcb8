package io.fovea.explain;

import io.fovea.task.Monitor;

/** One way to explain a subject. */
interface Technique {

    /**
     * Explains. Blocks.
     *
     * @throws io.fovea.session.CancelledException if cancelled
     */
    Attribution explain(Subject subject, Monitor monitor);

    /**
     * What counts for a score, place by place.
     *
     * @param values by place on a grid over the model's input
     * @param flat whether every gradient was zero
     * @param answer of the model to the subject itself
     */
    record Attribution(int width, int height, float[] values, boolean flat, ExplainedNetwork.Answer answer) {}
}
