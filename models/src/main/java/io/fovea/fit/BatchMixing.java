package io.fovea.fit;

import io.fovea.FoveaException;
import io.fovea.data.Batch;
import io.fovea.recipe.MixingSpec;
import java.util.SplittableRandom;

/**
 * Mixes the examples of batches, the same for the same seed, epoch and step.
 *
 * @param spec how
 * @param seed of what is drawn
 */
record BatchMixing(MixingSpec spec, long seed) {

    /**
     * A batch mixed, or as it is where nothing is to be mixed or an example has no partner.
     *
     * @param turn when it comes
     */
    MixedBatch mix(Batch batch, Turn turn) {
        if (!spec.isOn() || batch.size() < 2) {
            return MixedBatch.plain(batch);
        }
        if (!batch.others().isEmpty()) {
            throw new FoveaException("'mixUp' and 'cutMix' mix images of one input; the network takes "
                    + batch.others().keySet() + " besides. Leave them out.");
        }
        SplittableRandom random = new SplittableRandom(31 * (31 * seed + turn.epoch()) + turn.step());
        int places = 1 + random.nextInt(batch.size() - 1);
        boolean cuts = spec.cutMix() > 0 && (spec.mixUp() == 0 || random.nextBoolean());
        double share = BetaSampler.draw(cuts ? spec.cutMix() : spec.mixUp(), random);
        return cuts ? MixedBatch.cutAndMixed(batch, share, places, random) : MixedBatch.mixedUp(batch, share, places);
    }
}
