package io.fovea.explore;

import java.util.Locale;

/** What becomes of the steps of an ascent on its way. */
public enum StepSchedule {
    /** All are as long as the first. */
    CONSTANT {
        @Override
        double share(double progress) {
            return 1;
        }
    },
    /** They shorten evenly, towards nothing behind the last. */
    FALLING {
        @Override
        double share(double progress) {
            return 1 - progress;
        }
    },
    /** They shorten along half a cosine: slowly, fast, slowly (Loshchilov and Hutter, 2017). */
    COSINE {
        @Override
        double share(double progress) {
            return (1 + Math.cos(Math.PI * progress)) / 2;
        }
    };

    /**
     * The schedule of a name, {@code constant}, {@code falling} or {@code cosine}.
     *
     * @throws io.fovea.FoveaException if there is none
     */
    public static StepSchedule parse(String word) {
        return EnumWords.find(values(), word, "schedule");
    }

    /** The word for it, in lower case. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * How long a step is, of the first one.
     *
     * @param progress what of all steps lies behind, 0 to below 1
     */
    abstract double share(double progress);
}
