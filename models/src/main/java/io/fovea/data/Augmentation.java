package io.fovea.data;

import java.util.function.Consumer;

/**
 * How training images are varied. Zero, or false, leaves a thing as it is; everything is drawn uniformly.
 *
 * <pre>{@code
 * Augmentation mild = Augmentation.of(a -> {
 *     a.horizontalFlip = true;
 *     a.rotation = 15;
 *     a.zoom = 0.2;
 * });
 * }</pre>
 *
 * @param horizontalFlip mirrors half of the images left to right
 * @param verticalFlip mirrors half of the images top to bottom
 * @param rotation up to so many degrees either way
 * @param zoom scales between {@code 1 / (1 + zoom)} and {@code 1 + zoom}, evenly on a logarithmic scale
 * @param shear up to so many degrees either way
 * @param shift {@code widthShift} and {@code heightShift} where they are left out
 * @param widthShift up to this share of the width either way (as {@code shift}); images that are cropped are shifted anyhow
 * @param heightShift up to this share of the height either way
 * @param elastic moves pixels by up to this share of the size, neighbours alike, as rubber would; 0.05 is much
 * @param fill what lies beyond the image's edges
 * @param brightness adds up to this share of 255 either way
 * @param contrast multiplies the distance from the mean by {@code 1 ± contrast}
 * @param gamma bends the grey scale by an exponent between {@code 1 / (1 + gamma)} and {@code 1 + gamma}
 * @param hue turns the colours by up to so many degrees either way, of a circle of 360
 * @param saturation multiplies the distance from grey by {@code 1 ± saturation}
 * @param noise adds Gaussian noise of up to this share of 255
 * @param blur blurs by a Gaussian of up to this many pixels
 * @param randAugment puts so many variations of RandAugment behind all of these
 * @param magnitude how strong those are, 0..30
 * @param copyPaste puts objects of others into this share of the images, beside theirs; of data whose objects are told apart
 */
public record Augmentation(
        boolean horizontalFlip,
        boolean verticalFlip,
        double rotation,
        double zoom,
        double shear,
        double shift,
        Double widthShift,
        Double heightShift,
        double elastic,
        Fill fill,
        double brightness,
        double contrast,
        double gamma,
        double hue,
        double saturation,
        double noise,
        double blur,
        int randAugment,
        Double magnitude,
        double copyPaste) {

    private static final double USUAL_MAGNITUDE = 9;

    /** Leaves every image as it is. */
    public static final Augmentation NONE = of(draft -> {});

    /** Fills in what is left out and refuses what makes no sense. */
    public Augmentation {
        widthShift = widthShift == null ? shift : widthShift;
        heightShift = heightShift == null ? shift : heightShift;
        fill = fill == null ? Fill.REFLECT : fill;
        Range.between(0, 360).check("rotation", rotation);
        Range.between(0, 100).check("zoom", zoom);
        Range.between(0, 80).check("shear", shear);
        Range.between(0, 1).check("shift", shift);
        Range.between(0, 1).check("widthShift", widthShift);
        Range.between(0, 1).check("heightShift", heightShift);
        Range.between(0, 0.2).check("elastic", elastic);
        Range.between(0, 1).check("brightness", brightness);
        Range.between(0, 1).check("contrast", contrast);
        Range.between(0, 100).check("gamma", gamma);
        Range.between(0, 180).check("hue", hue);
        Range.between(0, 1).check("saturation", saturation);
        Range.between(0, 1).check("noise", noise);
        Range.between(0, 100).check("blur", blur);
        Range.between(0, 14).check("randAugment", randAugment);
        magnitude = magnitude == null ? (Double) USUAL_MAGNITUDE : magnitude;
        Range.between(0, 30).check("magnitude", magnitude);
        Range.between(0, 1).check("copyPaste", copyPaste);
    }

    /**
     * An augmentation of which only some things are said.
     *
     * @throws io.fovea.FoveaException when one is outside of its range
     */
    public static Augmentation of(Consumer<Draft> edit) {
        Draft draft = new Draft();
        edit.accept(draft);
        return draft.augmentation();
    }

    /** Whether every pixel stays where it is. */
    boolean keepsPlaces() {
        return !horizontalFlip
                && !verticalFlip
                && rotation == 0
                && zoom == 0
                && shear == 0
                && widthShift == 0
                && heightShift == 0
                && elastic == 0;
    }

    /** What is varied, while it is being said; each field is what the component of its name says. */
    @SuppressWarnings("javadoc")
    public static final class Draft {
        public boolean horizontalFlip;
        public boolean verticalFlip;
        public double rotation;
        public double zoom;
        public double shear;
        public double shift;
        public Double widthShift;
        public Double heightShift;
        public double elastic;
        public Fill fill;
        public double brightness;
        public double contrast;
        public double gamma;
        public double hue;
        public double saturation;
        public double noise;
        public double blur;
        public int randAugment;
        public Double magnitude;
        public double copyPaste;

        private Draft() {}

        private Augmentation augmentation() {
            return new Augmentation(
                    horizontalFlip,
                    verticalFlip,
                    rotation,
                    zoom,
                    shear,
                    shift,
                    widthShift,
                    heightShift,
                    elastic,
                    fill,
                    brightness,
                    contrast,
                    gamma,
                    hue,
                    saturation,
                    noise,
                    blur,
                    randAugment,
                    magnitude,
                    copyPaste);
        }
    }
}
