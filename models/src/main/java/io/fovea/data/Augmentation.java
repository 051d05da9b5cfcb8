package io.fovea.data;

import io.fovea.FoveaException;
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
 * @param widthShift up to this share of the width either way; images that are cropped are shifted anyhow
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
 */
public record Augmentation(
        boolean horizontalFlip,
        boolean verticalFlip,
        double rotation,
        double zoom,
        double shear,
        double shift,
        double widthShift,
        double heightShift,
        double elastic,
        Fill fill,
        double brightness,
        double contrast,
        double gamma,
        double hue,
        double saturation,
        double noise,
        double blur) {

    /** Leaves every image as it is. */
    public static final Augmentation NONE = of(draft -> {});

    /** Fills in what is left out and refuses what makes no sense. */
    public Augmentation {
        widthShift = widthShift == 0 ? shift : widthShift;
        heightShift = heightShift == 0 ? shift : heightShift;
        fill = fill == null ? Fill.REFLECT : fill;
        requireRange("rotation", rotation, 360);
        requireRange("zoom", zoom, 100);
        requireRange("shear", shear, 80);
        requireRange("shift", Math.max(widthShift, heightShift), 1);
        requireRange("elastic", elastic, 0.2);
        requireRange("brightness", brightness, 1);
        requireRange("contrast", contrast, 1);
        requireRange("gamma", gamma, 100);
        requireRange("hue", hue, 180);
        requireRange("saturation", saturation, 1);
        requireRange("noise", noise, 1);
        requireRange("blur", blur, 100);
    }

    private static void requireRange(String name, double value, double largest) {
        if (!(value >= 0 && value <= largest)) {
            throw new FoveaException(
                    "The augmentation '" + name + "' is " + value + "; it lies between 0 and " + largest + ".");
        }
    }

    /**
     * An augmentation of which only some things are said.
     *
     * @throws FoveaException when one is outside of its range
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
        public double widthShift;
        public double heightShift;
        public double elastic;
        public Fill fill;
        public double brightness;
        public double contrast;
        public double gamma;
        public double hue;
        public double saturation;
        public double noise;
        public double blur;

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
                    blur);
        }
    }
}
