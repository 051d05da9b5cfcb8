package io.fovea.model;

/**
 * By what a model that tells objects apart decides which there are.
 *
 * @param probability above which there is an object, 0..1
 * @param overlap that two of StarDist's may share, as a portion of the smaller one's area, 0..1; means nothing to others
 * @param flow mean squared difference between Cellpose's flows and those of an object above which there is none; 0 for any; means
 *     nothing to others
 */
public record Thresholds(double probability, double overlap, double flow) {
    /** Those of StarDist where nobody found better ones for a network; Cellpose's logits are cut at 0, the same probability, and its flows at 0.4. */
    public static final Thresholds USUAL = new Thresholds(0.5, 0.4, 0.4);

    /** Checks ranges. */
    public Thresholds {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("prob-threshold is " + probability + ", not 0 to 1");
        }
        if (!(overlap >= 0 && overlap <= 1)) {
            throw new IllegalArgumentException("nms-threshold is " + overlap + ", not 0 to 1");
        }
        if (!(flow >= 0 && flow < Float.MAX_VALUE)) {
            throw new IllegalArgumentException("flow-threshold is " + flow + ", not a number from 0 on");
        }
    }

    /** Those of a network without flows. */
    public Thresholds(double probability, double overlap) {
        this(probability, overlap, USUAL.flow);
    }
}
