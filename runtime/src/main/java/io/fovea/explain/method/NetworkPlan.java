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
record NetworkPlan(
        List<FeatureLayer> layers,
        List<String> values,
        List<String> gradients,
        GraphChange before,
        Map<String, BackwardRule> rules,
        GraphChange after) {
    /** Scores alone. */
    static final NetworkPlan SCORES = of(List.of());

    /** Copies the collections. */
    NetworkPlan {
        layers = List.copyOf(layers);
        values = List.copyOf(values);
        gradients = List.copyOf(gradients);
        rules = Map.copyOf(rules);
    }

    /** Scores alone, to explain some layers. */
    static NetworkPlan of(List<FeatureLayer> layers) {
        return new NetworkPlan(layers, List.of(), List.of(), GraphChange.NONE, Map.of(), GraphChange.NONE);
    }

    /** The same, in which a run gives these values, too. */
    NetworkPlan reading(List<String> wanted) {
        return new NetworkPlan(layers, wanted, gradients, before, rules, after);
    }

    /** The same, in which a run gives the gradients with respect to these values, too. */
    NetworkPlan differentiating(List<String> wanted) {
        return new NetworkPlan(layers, values, wanted, before, rules, after);
    }

    /** The same with a graph that is changed before it is differentiated. */
    NetworkPlan before(GraphChange graft) {
        return new NetworkPlan(layers, values, gradients, graft, rules, after);
    }

    /** The same with other rules in the place of some operators' derivatives. */
    NetworkPlan ruling(Map<String, BackwardRule> others) {
        return new NetworkPlan(layers, values, gradients, before, others, after);
    }

    /** The same with a graph that is changed after it was differentiated. */
    NetworkPlan after(GraphChange graft) {
        return new NetworkPlan(layers, values, gradients, before, rules, graft);
    }
}
