package io.fovea.fit;

import io.fovea.FoveaException;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.layers.NamedNodes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Which weights belong to which layer of a network.
 *
 * @param layers in order, each by its name, with its nodes' weights that are trained; none without
 * @param kernels those of the weights that have more than one axis
 */
record LayerWeights(Map<NamedNodes, Set<String>> layers, Predicate<String> kernels) {

    /**
     * Those of a graph.
     *
     * @param trained the names of the weights that move
     */
    static LayerWeights of(Graph graph, Set<String> trained) {
        Map<NamedNodes, Set<String>> layers = new LinkedHashMap<>();
        Set<String> taken = new LinkedHashSet<>();
        for (NamedNodes layer : NamedNodes.of(graph)) {
            Set<String> weights = new LinkedHashSet<>();
            layer.nodes().forEach(node -> weights.addAll(node.inputs()));
            weights.retainAll(trained);
            weights.removeAll(taken);
            taken.addAll(weights);
            if (!weights.isEmpty()) {
                layers.put(layer, weights);
            }
        }
        return new LayerWeights(layers, name -> graph.initializers().get(name).shape().length > 1);
    }

    /**
     * For every weight what {@code decay} to the power of the number of layers with a kernel behind its own comes to.
     *
     * @param decay 1 for 1 everywhere
     */
    Map<String, Double> decayed(double decay) {
        List<Set<String>> depths = new ArrayList<>();
        layers.forEach((layer, weights) -> {
            if (depths.isEmpty() || weights.stream().anyMatch(kernels)) {
                depths.add(new LinkedHashSet<>());
            }
            depths.get(depths.size() - 1).addAll(weights);
        });
        Map<String, Double> factors = new LinkedHashMap<>();
        for (int i = 0; i < depths.size(); i++) {
            double factor = Math.pow(decay, depths.size() - 1 - i);
            depths.get(i).forEach(weight -> factors.put(weight, factor));
        }
        return factors;
    }

    /**
     * What is said of weights by patterns, the first that means a weight.
     *
     * @param setting the word in the recipe, for messages
     * @throws FoveaException when one means nothing, listing what there is
     */
    <T> Map<String, T> meant(String setting, Map<String, T> byPattern) {
        Map<String, T> all = new LinkedHashMap<>();
        byPattern.forEach((text, value) -> {
            Pattern pattern = NamedNodes.pattern(text);
            boolean found = false;
            for (Map.Entry<NamedNodes, Set<String>> layer : layers.entrySet()) {
                for (String weight : layer.getValue()) {
                    if (isMeant(pattern, layer.getKey(), weight)) {
                        found = true;
                        all.putIfAbsent(weight, value);
                    }
                }
            }
            if (!found) {
                throw new FoveaException("'" + setting + "' speaks of '" + text
                        + "', but no layer with weights that are trained is called so; there are "
                        + String.join(
                                ", ",
                                layers.keySet().stream().map(NamedNodes::name).toList())
                        + ".");
            }
        });
        return all;
    }

    private static boolean isMeant(Pattern pattern, NamedNodes layer, String weight) {
        return pattern.matcher(layer.name()).matches()
                || pattern.matcher(weight).matches()
                || layer.nodes().stream()
                        .filter(node -> node.inputs().contains(weight))
                        .map(Node::name)
                        .anyMatch(name -> pattern.matcher(name).matches());
    }
}
