package io.fovea.explain.method;

import io.fovea.explain.method.Relevance.Share;
import io.fovea.graph.Node;

/** {@code R_j = sum_k x_j w_jk / (z_k + epsilon sign(z_k)) R_k}: Bach et al. 2015. */
final class LrpEpsilon extends RelevanceTechnique {

    @Override
    public MethodDescription about() {
        return MethodDescription.of(
                "lrp-epsilon",
                "the score shared out layer by layer, in proportion to what each value adds",
                "Bach et al., \"On pixel-wise explanations for non-linear classifier decisions\", 2015",
                EPSILON);
    }

    @Override
    Share share(Node layer, OptionValues settings) {
        return new Share(1, 0, settings.real(EPSILON));
    }
}
