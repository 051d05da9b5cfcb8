package io.fovea.task;

import io.fovea.FoveaException;
import io.fovea.image.Image;
import io.fovea.model.Card;
import io.fovea.model.Fit;
import io.fovea.model.ObjectSizes;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.Optional;

/**
 * How an image is brought to the scale that a model knows, before it goes in.
 *
 * @param by what its factor follows from
 * @param value of that; 0 where there is none
 * @param pixelSize micrometres that a pixel of the image is wide and high; 0 where that is not known
 */
public record ScaleChoice(By by, double value, double pixelSize) {

    /** What a factor follows from. */
    public enum By {
        /** The size of a pixel in the world, the image's or one that is told; of an image without, it stays as it is. */
        PIXEL_SIZE,
        /** A factor that is told. */
        FACTOR,
        /** The diameter in pixels of a typical object in the image, that is told. */
        DIAMETER,
        /** The same, found out by looking at the image at several scales. */
        ESTIMATE
    }

    /** The largest factor, and one by the smallest. */
    public static final double MOST = 64;

    private static final MathContext DIGITS = new MathContext(4);

    /** By the sizes of pixels, where model and image have one. */
    public static final ScaleChoice USUAL = new ScaleChoice(By.PIXEL_SIZE, 0, 0);

    /** By the diameter of a typical object, that is found out. */
    public static final ScaleChoice ESTIMATED = new ScaleChoice(By.ESTIMATE, 0, 0);

    /** Nothing is changed. */
    static final ScaleChoice NONE = factor(1);

    /** By a factor: 0.5 halves width and height. */
    public static ScaleChoice factor(double factor) {
        return new ScaleChoice(By.FACTOR, factor, 0);
    }

    /** By the size of a pixel of the image in micrometres. */
    public static ScaleChoice ofPixelSize(double micrometres) {
        return new ScaleChoice(By.PIXEL_SIZE, micrometres, 0);
    }

    /** By the diameter in pixels of a typical object in the image. */
    public static ScaleChoice ofDiameter(double pixels) {
        return new ScaleChoice(By.DIAMETER, pixels, 0);
    }

    /** Checks ranges. */
    public ScaleChoice {
        boolean none = by == By.ESTIMATE || by == By.PIXEL_SIZE && value == 0;
        if (!none && !(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new FoveaException(
                    "A scale, a pixel size and a diameter are numbers above 0, and " + value + " is none.");
        }
    }

    /** The same of an image whose pixels have a size, which counts where none is told. */
    public ScaleChoice of(double micrometres) {
        return new ScaleChoice(by, value, micrometres);
    }

    /**
     * Looks whether a model can be given images at another scale.
     *
     * @throws FoveaException if it cannot, or its card does not say what this rests on
     */
    public void require(Card card) {
        boolean told = by != By.PIXEL_SIZE || value > 0;
        ObjectSizes sizes = card.sizes();
        if (told && !equals(NONE) && card.input().fit() != Fit.TILE) {
            throw new FoveaException(
                    "The model '" + card.name() + "' is given every image at one size, whatever its own,"
                            + " so that no scale can be chosen for it.");
        }
        if ((by == By.DIAMETER || by == By.ESTIMATE) && !sizes.hasDiameters()) {
            throw new FoveaException("How large the objects were that '" + card.name()
                    + "' was trained on its card does not say, so that a diameter says nothing; give a scale, or say it"
                    + " with the key 'object-diameters' of its card.");
        }
        if (told && by == By.PIXEL_SIZE && !sizes.hasPixelSize()) {
            throw new FoveaException("How large the pixels were that '" + card.name()
                    + "' was trained on its card does not say, so that a pixel size says nothing; give a scale or a"
                    + " diameter, or say it with the key 'pixel-size' of its card.");
        }
    }

    /**
     * The factor, where it follows without a look at the image.
     *
     * @throws FoveaException if it is beyond what makes sense
     */
    double factor(Card card) {
        double factor =
                switch (by) {
                    case FACTOR -> value;
                    case DIAMETER -> card.sizes().median() / value;
                    case PIXEL_SIZE -> ofPixels(card);
                    case ESTIMATE -> throw new IllegalStateException("An estimate needs the image");
                };
        if (!(factor <= MOST && factor >= 1 / MOST)) {
            throw new FoveaException(String.format(
                    Locale.ROOT,
                    "An image would be scaled by %.3g to be as '%s' knows images; from 1/%.0f to %.0f makes sense.",
                    factor,
                    card.name(),
                    MOST,
                    MOST));
        }
        return rounded(factor);
    }

    /**
     * What to know of a factor that is told, before any image is given: that it is larger than an estimate would ever be. Such an
     * image takes long, and is mostly made up of what was interpolated.
     *
     * @throws FoveaException as {@link #factor(Card)}
     */
    Optional<String> caution(Card card) {
        boolean isTold = by == By.FACTOR || by == By.DIAMETER;
        double factor = isTold ? factor(card) : 1;
        return factor <= DiameterEstimate.LARGEST
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "Warning: Images are made %s times as wide and high before they go in, and take some %.0f times as"
                                + " long. Objects as small as that hardly show what they could be found by; up to %.0f times"
                                + " is usual.",
                        ScaleNote.brief(factor),
                        factor * factor,
                        DiameterEstimate.LARGEST));
    }

    /** Files write the size of a pixel to some six digits: what differs by less is the same scale. */
    static double rounded(double factor) {
        return BigDecimal.valueOf(factor).round(DIGITS).doubleValue();
    }

    private double ofPixels(Card card) {
        double size = value > 0 ? value : pixelSize;
        boolean known = size > 0 && card.sizes().hasPixelSize() && card.input().fit() == Fit.TILE;
        return known ? size / card.sizes().pixelSize() : 1;
    }

    /** An image so many times as wide and high, a pixel at least. */
    static Image scaled(Image image, double factor) {
        if (factor == 1) {
            return image;
        }
        ScaledSize size = ScaledSize.of(image.width(), image.height(), factor);
        size.require(image);
        return image.resized(size.width(), size.height());
    }
}
