package io.fovea.optimize;

import io.fovea.graph.Graph;

/** A way to say the same in a graph with less work. */
interface Rewrite {

    /** What it does, as a user reads it, such as {@code constants computed}. */
    String done();

    /**
     * Does it wherever it can.
     *
     * @param graph is changed; its inputs, outputs and their names stay
     * @return in how many places
     */
    int apply(Graph graph);
}
