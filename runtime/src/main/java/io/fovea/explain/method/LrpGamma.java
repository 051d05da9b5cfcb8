package io.fovea.explain.method;

import io.fovea.explain.method.Relevance.Share;
import io.fovea.graph.Node;

/** {@code R_j = sum_k x_j (w_jk + gamma w_jk^+) / sum_j(...) R_k}: Montavon et al. 2019. */
final class LrpGamma extends RelevanceTechnique {

    @Override
    public MethodDescription about() {
        return MethodDescription.of(
                "lrp-gamma",
                "relevance in which what speaks for an answer counts more than what speaks against it",
                OVERVIEW,
                GAMMA,
                EPSILON);
    }

    @Override
    Share share(Node layer, OptionValues settings) {
        return new Share(1, settings.real(GAMMA), settings.real(EPSILON));
    }
}
