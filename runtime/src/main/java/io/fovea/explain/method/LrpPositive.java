package io.fovea.explain.method;

import io.fovea.explain.method.Relevance.Share;
import io.fovea.graph.Node;

/** {@code R_j = sum_k (x_j w_jk)^+ / sum_j (x_j w_jk)^+ R_k}: Montavon et al. 2017, the z+ rule, alpha 1 and beta 0. */
final class LrpPositive extends RelevanceTechnique {

    @Override
    public MethodDescription about() {
        return MethodDescription.of(
                "lrp-z+",
                "relevance shared out among what speaks for an answer alone",
                "Montavon et al., \"Explaining nonlinear classification decisions with deep Taylor decomposition\", 2017");
    }

    @Override
    Share share(Node layer, OptionValues settings) {
        return new Share(0, 1, 0);
    }
}
