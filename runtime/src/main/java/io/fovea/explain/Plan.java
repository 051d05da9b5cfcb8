package io.fovea.explain;

import java.util.List;

/**
 * What a network is prepared for, so that a technique can run it.
 *
 * @param layers that are explained; none where pixels are
 * @param values inside the model that a run gives besides the scores
 * @param gradients the values that the score is differentiated with respect to; a run gives the gradients
 * @param before what is done to the graph before it is differentiated
 * @param after what is done to the graph with the gradients
 */
record Plan(List<FeatureMap> layers, List<String> values, List<String> gradients, Graft before, Graft after) {
    /** Scores alone. */
    static final Plan SCORES = of(List.of());

    /** Copies the lists. */
    Plan {
        layers = List.copyOf(layers);
        values = List.copyOf(values);
        gradients = List.copyOf(gradients);
    }

    /** Scores alone, to explain some layers. */
    static Plan of(List<FeatureMap> layers) {
        return new Plan(layers, List.of(), List.of(), Graft.NONE, Graft.NONE);
    }

    /** The same, in which a run gives these values, too. */
    Plan reading(List<String> wanted) {
        return new Plan(layers, wanted, gradients, before, after);
    }

    /** The same, in which a run gives the gradients with respect to these values, too. */
    Plan differentiating(List<String> wanted) {
        return new Plan(layers, values, wanted, before, after);
    }

    /** The same with a graph that is changed before it is differentiated. */
    Plan before(Graft graft) {
        return new Plan(layers, values, gradients, graft, after);
    }

    /** The same with a graph that is changed after it was differentiated. */
    Plan after(Graft graft) {
        return new Plan(layers, values, gradients, before, graft);
    }
}
