package io.fovea.autodiff;

import io.fovea.graph.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The rule of an operator that is others put together: its outputs are computed once more by operators that have rules,
 * and those are gone back through. The operator itself stays in the graph, where a runtime may have one kernel for it all.
 *
 * @param outputs appends the operators, and answers what stands for the node's outputs, in order; those that have no
 *     derivative at the end may be missing
 */
record Composed(Function<Vjp, List<String>> outputs) implements Rule {

    @Override
    public void apply(Vjp v) {
        Map<Integer, String> wanted = new TreeMap<>();
        List<String> inputs = new ArrayList<>(v.node().inputs());
        for (int i = 0; i < inputs.size(); i++) {
            if (v.wants(i)) {
                // By a name of its own, since one value may be fed to several inputs.
                inputs.set(i, v.e.node("Identity", inputs.get(i)));
                wanted.put(i, inputs.get(i));
            }
        }
        int known = v.e.facts().graph().nodes().size();
        List<String> made = outputs.apply(v.of(v.node().withInputs(inputs)));
        List<Node> all = v.e.facts().graph().nodes();
        Map<String, String> seeds = seeds(v, made);
        Path path = Path.among(
                List.copyOf(all.subList(known, all.size())),
                v.e.facts(),
                new TreeSet<>(wanted.values()),
                Set.copyOf(seeds.keySet()));
        Map<String, String> gradients = back(v, path, seeds);
        wanted.forEach((i, input) -> v.give(i, gradients.get(input)));
    }

    private static Map<String, String> seeds(Vjp v, List<String> made) {
        Map<String, String> seeds = new HashMap<>();
        for (int i = 0; i < v.node().outputs().size(); i++) {
            if (v.uses(i)) {
                if (i >= made.size()) {
                    throw new NoDerivativeException("has no derivative here of its output '"
                            + v.node().outputs().get(i) + "'");
                }
                seeds.put(made.get(i), v.g(i));
            }
        }
        return seeds;
    }

    private static Map<String, String> back(Vjp v, Path path, Map<String, String> seeds) {
        try {
            return new Backward(v.e, path, Map.of()).run(seeds);
        } catch (NoGradientException x) {
            throw new NoDerivativeException(
                    "has no derivative here, since it is made of others of which " + x.operator() + " has none", x);
        }
    }
}
