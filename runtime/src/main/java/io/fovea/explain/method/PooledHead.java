package io.fovea.explain.method;

import io.fovea.FoveaException;
import io.fovea.anatomy.Anatomy;
import io.fovea.anatomy.FeatureLayer;
import io.fovea.graph.Node;
import io.fovea.graph.operator.Operators;
import io.fovea.graph.operator.Trait;
import java.util.List;
import java.util.Optional;

/**
 * The end of a model that class activation mapping was made for: feature maps, their global average, and scores that are
 * weighted sums of it (Zhou et al. 2016).
 *
 * @param map the feature maps
 * @param pooled the value with their averages; the gradient of a score with respect to it is the score's weights
 */
record PooledHead(FeatureLayer map, String pooled) {
    /**
     * Finds it.
     *
     * @throws FoveaException if the model does not end so
     */
    static PooledHead of(Anatomy anatomy) {
        List<Node> nodes = anatomy.path().nodes();
        for (int i = nodes.size() - 1; i >= 0; i--) {
            Node node = nodes.get(i);
            if (Operators.of(node).has(Trait.AVERAGING)) {
                boolean linear = nodes.subList(i + 1, nodes.size()).stream()
                        .allMatch(n -> Operators.of(n).has(Trait.LINEAR));
                Optional<FeatureLayer> map = anatomy.maps().ofValue(node.input(0));
                boolean pools = anatomy.maps().ofValue(node.output()).isEmpty();
                if (linear && pools && map.isPresent()) {
                    return new PooledHead(map.get(), node.output());
                }
                break;
            }
        }
        throw new FoveaException("The method cam needs a model whose scores are weighted sums of globally averaged"
                + " feature maps; '" + anatomy.card().name() + "' does not end so. Take grad-cam, which is the same"
                + " there and works elsewhere, too.");
    }
}
