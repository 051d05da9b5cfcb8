package io.fovea.explain.method;

import io.fovea.anatomy.Anatomy;
import io.fovea.anatomy.FeatureLayer;
import io.fovea.explain.method.Relevance.Share;
import io.fovea.graph.Node;
import java.util.List;
import java.util.Map;

/**
 * Layer-wise relevance propagation: the score is shared out, layer by layer, among what it was computed from, down to the
 * pixels (Bach et al. 2015). Without biases, and with no epsilon, the pixels' relevance adds up to the score. Batch
 * normalisations count as part of the convolution before them.
 */
abstract class RelevanceTechnique extends PixelTechnique {
    static final String OVERVIEW = "Montavon et al., \"Layer-wise relevance propagation: an overview\", 2019";

    static final MethodOption EPSILON = MethodOption.real(
            "epsilon", 0.01, 0, 10, "what a layer absorbs of small answers, as a share of its root mean square");
    static final MethodOption GAMMA =
            MethodOption.real("gamma", 0.25, 0, 1000, "how much more what speaks for an answer counts");

    /** How a layer with weights shares out what it gets. */
    abstract Share share(Node layer, OptionValues settings);

    @Override
    public NetworkPlan plan(Anatomy anatomy, List<FeatureLayer> layers, OptionValues settings) {
        String image = anatomy.path().image();
        String scores = anatomy.scores().target();
        return super.plan(anatomy, layers, settings).before((graph, gradients) -> {
            FoldedNormalisation.in(graph);
            Surrogates.put(graph, image, scores, new Relevance(layer -> share(layer, settings)));
            return Map.of();
        });
    }

    @Override
    float add(float value, float gradient, float x, float black) {
        return value + x * gradient;
    }
}
