package io.fovea.data;

import io.fovea.FoveaException;

/**
 * How training images are varied. Zero, or false, leaves a thing as it is; everything is drawn uniformly.
 *
 * <pre>{@code
 * Augmentation mild = Augmentation.with().horizontalFlip(true).rotation(15).zoom(0.2).build();
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
    public static final Augmentation NONE = with().build();

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

    /** Begins one that changes nothing yet. */
    public static Builder with() {
        return new Builder();
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

    /** Names what is varied, one thing after the other; see {@link Augmentation} for what each means. */
    public static final class Builder {
        private boolean horizontalFlip;
        private boolean verticalFlip;
        private double rotation;
        private double zoom;
        private double shear;
        private double shift;
        private double widthShift;
        private double heightShift;
        private double elastic;
        private Fill fill;
        private double brightness;
        private double contrast;
        private double gamma;
        private double hue;
        private double saturation;
        private double noise;
        private double blur;

        private Builder() {}

        /** See {@link Augmentation#horizontalFlip}. */
        public Builder horizontalFlip(boolean value) {
            horizontalFlip = value;
            return this;
        }

        /** See {@link Augmentation#verticalFlip}. */
        public Builder verticalFlip(boolean value) {
            verticalFlip = value;
            return this;
        }

        /** See {@link Augmentation#rotation}. */
        public Builder rotation(double value) {
            rotation = value;
            return this;
        }

        /** See {@link Augmentation#zoom}. */
        public Builder zoom(double value) {
            zoom = value;
            return this;
        }

        /** See {@link Augmentation#shear}. */
        public Builder shear(double value) {
            shear = value;
            return this;
        }

        /** See {@link Augmentation#shift}. */
        public Builder shift(double value) {
            shift = value;
            return this;
        }

        /** See {@link Augmentation#widthShift}. */
        public Builder widthShift(double value) {
            widthShift = value;
            return this;
        }

        /** See {@link Augmentation#heightShift}. */
        public Builder heightShift(double value) {
            heightShift = value;
            return this;
        }

        /** See {@link Augmentation#elastic}. */
        public Builder elastic(double value) {
            elastic = value;
            return this;
        }

        /** See {@link Augmentation#fill}. */
        public Builder fill(Fill value) {
            fill = value;
            return this;
        }

        /** See {@link Augmentation#brightness}. */
        public Builder brightness(double value) {
            brightness = value;
            return this;
        }

        /** See {@link Augmentation#contrast}. */
        public Builder contrast(double value) {
            contrast = value;
            return this;
        }

        /** See {@link Augmentation#gamma}. */
        public Builder gamma(double value) {
            gamma = value;
            return this;
        }

        /** See {@link Augmentation#hue}. */
        public Builder hue(double value) {
            hue = value;
            return this;
        }

        /** See {@link Augmentation#saturation}. */
        public Builder saturation(double value) {
            saturation = value;
            return this;
        }

        /** See {@link Augmentation#noise}. */
        public Builder noise(double value) {
            noise = value;
            return this;
        }

        /** See {@link Augmentation#blur}. */
        public Builder blur(double value) {
            blur = value;
            return this;
        }

        /** What has been named so far. */
        public Augmentation build() {
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
