package io.fovea.explain;

import io.fovea.ArrayLength;
import io.fovea.image.ColorMap;
import io.fovea.image.Image;
import io.fovea.image.Overlays;
import java.util.OptionalDouble;

/** Why a model answers so in a part of an image, such as an object. Immutable. */
public final class PartExplanation {
    /** How much is shown around a part, in shares of its own size. */
    private static final double AROUND = 0.75;

    private static final int LEAST_AROUND = 48;

    private final Part part;
    private final Explanation explanation;
    private final double score;

    PartExplanation(Part part, Explanation explanation, double score) {
        this.part = part;
        this.explanation = explanation;
        this.score = score;
    }

    /** For files: {@code object3}, {@code at-120-64}; empty for the answer as a whole. */
    public String name() {
        return part.name();
    }

    /** For tables: {@code 3}, {@code 120,64}; empty for the answer as a whole. */
    public String title() {
        return part.title();
    }

    /** The explanation, whose map lies on what the network was shown of the image. */
    public Explanation explanation() {
        return explanation;
    }

    /** The scalar that was explained: a mean before softmax or sigmoid, a contrast, or a number. */
    public double score() {
        return score;
    }

    /**
     * How much of what speaks for it lies inside the object, 0..1; empty for a pixel and the answer as a whole, and where
     * nothing does.
     */
    public OptionalDouble inside() {
        double share = part.extent()
                .filter(extent -> extent.bounds().width() > 1 || extent.bounds().height() > 1)
                .map(extent -> explanation.map().shareWithin(extent.mask()))
                .orElse(Double.NaN);
        return Double.isNaN(share) ? OptionalDouble.empty() : OptionalDouble.of(share);
    }

    /** What of the image pictures and heat show: the part, and what is around it. */
    public Cutout cutout() {
        return shown().moved(part.place().x(), part.place().y());
    }

    private Cutout shown() {
        return part.extent()
                .map(extent -> extent.bounds()
                        .grown(
                                around(extent.bounds()),
                                part.seen().width(),
                                part.seen().height()))
                .orElseGet(() -> Cutout.whole(part.seen()));
    }

    private static int around(Cutout bounds) {
        return Math.max(LEAST_AROUND, (int) Math.round(AROUND * Math.max(bounds.width(), bounds.height())));
    }

    /** The heat of the {@link #cutout}, 32-bit, 0..1. */
    public Image heat() {
        return shown().from(explanation.map().heat());
    }

    /** The heat at the size of the image, 32-bit, 0..1; 0 where the network was not shown it. */
    public Image heatOnImage(int width, int height) {
        Image seen = explanation.map().heat();
        float[] values = new float[ArrayLength.of(width, height)];
        for (int y = 0; y < seen.height(); y++) {
            System.arraycopy(
                    seen.floats(),
                    y * seen.width(),
                    values,
                    (y + part.place().y()) * width + part.place().x(),
                    seen.width());
        }
        return Image.gray32(width, height, values);
    }

    /** The {@link #cutout} with heat and the outline of the part; 8-bit RGB. */
    Image picture(ColorMap colors) {
        Image overlay = HeatOverlay.of(part.seen(), explanation.map(), colors);
        Image outlined = part.extent()
                .map(extent -> Overlays.outlines(overlay, labels(extent.mask())))
                .orElse(overlay);
        return shown().from(outlined);
    }

    private static int[] labels(Image mask) {
        byte[] bytes = mask.bytes();
        int[] labels = new int[bytes.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = bytes[i] == 0 ? 0 : 1;
        }
        return labels;
    }
}
