package io.fovea.explain;

import io.fovea.task.Monitor;

/** One way to explain a subject. */
interface Technique {

    /**
     * Explains. Blocks.
     *
     * @throws io.fovea.session.CancelledException if cancelled
     */
    Finding explain(Subject subject, Monitor monitor);

    /**
     * What an explanation found.
     *
     * @param flat whether every gradient was zero
     * @param answer of the model to the subject itself
     */
    record Finding(Attribution attribution, boolean flat, ExplainedNetwork.Answer answer) {}
}
