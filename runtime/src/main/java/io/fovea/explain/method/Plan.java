package io.fovea.explain.method;

import io.fovea.anatomy.FeatureLayer;
import io.fovea.autodiff.BackwardRule;
import java.util.List;
import java.util.Map;

/**
 * What a network is prepared for, so that a technique can run it.
 *
 * @param layers that are explained; none where pixels are
 * @param values inside the model that a run gives besides the scores
 * @param gradients the values that the score is differentiated with respect to; a run gives the gradients
 * @param before what is done to the graph before it is differentiated
 * @param rules what takes the place of operators' derivatives, by operator
 * @param after what is done to the graph with the gradients
 */
record Plan(
        List<FeatureLayer> layers,
        List<String> values,
        List<String> gradients,
        Graft before,
        Map<String, BackwardRule> rules,
        Graft after) {
    /** Scores alone. */
    static final Plan SCORES = of(List.of());

    /** Copies the collections. */
    Plan {
        layers = List.copyOf(layers);
        values = List.copyOf(values);
        gradients = List.copyOf(gradients);
        rules = Map.copyOf(rules);
    }

    /** Scores alone, to explain some layers. */
    static Plan of(List<FeatureLayer> layers) {
        return new Plan(layers, List.of(), List.of(), Graft.NONE, Map.of(), Graft.NONE);
    }

    /** The same, in which a run gives these values, too. */
    Plan reading(List<String> wanted) {
        return new Plan(layers, wanted, gradients, before, rules, after);
    }

    /** The same, in which a run gives the gradients with respect to these values, too. */
    Plan differentiating(List<String> wanted) {
        return new Plan(layers, values, wanted, before, rules, after);
    }

    /** The same with a graph that is changed before it is differentiated. */
    Plan before(Graft graft) {
        return new Plan(layers, values, gradients, graft, rules, after);
    }

    /** The same with other rules in the place of some operators' derivatives. */
    Plan ruling(Map<String, BackwardRule> others) {
        return new Plan(layers, values, gradients, before, others, after);
    }

    /** The same with a graph that is changed after it was differentiated. */
    Plan after(Graft graft) {
        return new Plan(layers, values, gradients, before, rules, graft);
    }
}
