package io.fovea.recipe;

import io.fovea.data.Range;

/**
 * How the examples of a batch are mixed with each other. Where both are given, each batch is mixed in one of the two ways.
 *
 * @param mixUp alpha of MixUp (Zhang et al., 2018); 0 for none
 * @param cutMix alpha of CutMix (Yun et al., 2019); 0 for none
 */
public record MixingSpec(double mixUp, double cutMix) {

    private static final int MOST = 100;

    /** Refuses what makes no sense. */
    public MixingSpec {
        Range.between(0, MOST).check("mixUp", mixUp);
        Range.between(0, MOST).check("cutMix", cutMix);
    }

    /** Whether anything is mixed. */
    public boolean isOn() {
        return mixUp > 0 || cutMix > 0;
    }
}
