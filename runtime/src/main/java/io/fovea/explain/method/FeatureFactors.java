package io.fovea.explain.method;

import io.fovea.linear.Factors;
import io.fovea.session.Cancellation;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * One factor of a layer's feature maps, {@code A = H W} with neither below 0: a part of the image that the network sees alike
 * (Collins et al. 2018). Factors are in the order of what they speak for the class, {@code sum G H_k W_k}, so that the first
 * is shown unless another is asked for. What of the maps lies below 0 is left out.
 */
final class FeatureFactors extends LayerGradientTechnique {
    private static final MethodOption FACTORS = MethodOption.whole("factors", 4, 1, 100, "how many factors there are");
    private static final MethodOption WHICH = MethodOption.whole(
            "which",
            1,
            1,
            100,
            "the factor that is shown, from the one that speaks most for the class; at most as many");

    @Override
    public MethodDescription about() {
        return MethodDescription.of(
                "feature-factors",
                "the part of the image that the network sees alike and that speaks most for the class",
                "Collins et al., \"Deep feature factorization for concept discovery\", 2018",
                FACTORS,
                WHICH);
    }

    @Override
    float[] map(float[][] a, float[][] g, OptionValues settings) {
        Factors factors = Factors.of(a, settings.whole(FACTORS), Cancellation.NONE);
        int which = Math.min(settings.whole(WHICH), settings.whole(FACTORS)) - 1;
        int shown = IntStream.range(0, factors.count())
                .boxed()
                .sorted(Comparator.comparingDouble(k -> -factors.speaks(k, g)))
                .toList()
                .get(which);
        return factors.places(shown);
    }
}
