package io.fovea.recipe;

import io.fovea.FoveaException;
import io.fovea.data.Range;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is otherwise in some layers than in others. Layers are meant by the name of a layer, node or weight, with {@code *} and
 * {@code ?}; of several that mean a weight the first counts.
 *
 * @param decay how many times the learning rate of the layer behind it a layer has, above 0 to 1; 1 for the same in all
 * @param rates how many times its learning rate a layer has besides, from 0
 * @param penalties what large weights of a layer cost
 * @param depth the share of examples for which the last residual branch is left out in a step, that of those before rising
 *     evenly to it from the first; 0 for none
 * @param auxiliary what the loss of a layer counts that answers too, above 0
 */
public record LayerSpec(
        double decay,
        Map<String, Double> rates,
        Map<String, PenaltySpec> penalties,
        double depth,
        Map<String, Double> auxiliary) {

    private static final double FASTEST = 1000;

    /** Refuses what makes no sense. */
    public LayerSpec {
        Range.between(0, 1).check("layerDecay", decay);
        Range.between(0, 1).check("stochasticDepth", depth);
        if (decay == 0) {
            throw new FoveaException("'layerDecay' is 0, with which no layer but the last would move; give more.");
        }
        if (depth == 1) {
            throw new FoveaException(
                    "'stochasticDepth' is 1, with which the last branch would never learn; give less.");
        }
        rates.forEach((layer, rate) -> Range.between(0, FASTEST).check("layerRates: " + layer, rate));
        rates = Collections.unmodifiableMap(new LinkedHashMap<>(rates));
        auxiliary.forEach((layer, weight) -> Range.above(0).check("auxiliary: " + layer, weight));
        auxiliary = Collections.unmodifiableMap(new LinkedHashMap<>(auxiliary));
        penalties = Collections.unmodifiableMap(new LinkedHashMap<>(penalties));
    }
}
