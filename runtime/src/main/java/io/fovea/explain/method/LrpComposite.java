package io.fovea.explain.method;

import io.fovea.explain.method.Relevance.Share;
import io.fovea.graph.Node;
import io.fovea.graph.operator.Family;
import io.fovea.graph.operator.Operators;

/**
 * A rule for each kind of layer: epsilon for products with matrices, gamma for convolutions (Montavon et al. 2019;
 * Kohlbrenner et al. 2020). Their rule for the pixels' own layer, which needs the range of the pixels, is not part of
 * it.
 */
final class LrpComposite extends RelevanceTechnique {

    @Override
    public MethodDescription about() {
        return MethodDescription.of(
                "lrp",
                "relevance by a rule for each kind of layer: epsilon for dense ones, gamma for convolutions",
                OVERVIEW,
                GAMMA,
                EPSILON);
    }

    @Override
    Share share(Node layer, OptionValues settings) {
        boolean dense = Operators.of(layer).is(Family.PRODUCT);
        return new Share(1, dense ? 0 : settings.real(GAMMA), settings.real(EPSILON));
    }
}
