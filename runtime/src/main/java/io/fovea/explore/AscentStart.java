package io.fovea.explore;

import java.util.Locale;

/** The image that an ascent begins with. */
public enum AscentStart {
    /** Values of 0.4..0.6, each by chance: Chollet, <i>Deep Learning with Python</i>, 2nd edition (2021), 9.4.2. */
    NOISE(0.4f, 0.2f),
    /** Grey with a trace of noise, levels of 128..148 of 255: the same book's 1st edition (2017), 5.4.2. */
    GREY(128 / 255f, 20 / 255f);

    private final float darkest;
    private final float span;

    AscentStart(float darkest, float span) {
        this.darkest = darkest;
        this.span = span;
    }

    /**
     * The start of a name, {@code noise} or {@code grey}.
     *
     * @throws io.fovea.FoveaException if there is none
     */
    public static AscentStart parse(String word) {
        return EnumWords.find(values(), word, "start");
    }

    /** The word for it, in lower case. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A value of the image, 0..1. */
    float value(float chance) {
        return darkest + span * chance;
    }
}
