package io.fovea.data;

import java.util.SplittableRandom;

/**
 * How training images are varied. Zero, or false, leaves a thing as it is; everything is drawn uniformly.
 *
 * @param horizontalFlip mirrors half of the images left to right
 * @param verticalFlip mirrors half of the images top to bottom
 * @param rotation up to so many degrees either way
 * @param zoom scales between {@code 1 / (1 + zoom)} and {@code 1 + zoom}, evenly on a logarithmic scale
 * @param shear up to so many degrees either way
 * @param shift up to this share of the size either way; images that are cropped are shifted anyhow
 * @param brightness adds up to this share of 255 either way
 * @param contrast multiplies the distance from the mean by {@code 1 ± contrast}
 * @param gamma bends the grey scale by an exponent between {@code 1 / (1 + gamma)} and {@code 1 + gamma}
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
        double brightness,
        double contrast,
        double gamma,
        double noise,
        double blur) {

    /** Leaves every image as it is. */
    public static final Augmentation NONE = new Augmentation(false, false, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** One draw of where pixels go. */
    AffineMap drawMap(SplittableRandom random, int width, int height, int outWidth, int outHeight) {
        double scale = Math.exp(symmetric(random, Math.log1p(zoom)));
        double flipX = horizontalFlip && random.nextBoolean() ? -1 : 1;
        double flipY = verticalFlip && random.nextBoolean() ? -1 : 1;
        double angle = Math.toRadians(symmetric(random, rotation));
        double skew = Math.tan(Math.toRadians(symmetric(random, shear)));
        double centreX = centre(random, width, outWidth / scale) + symmetric(random, shift * width);
        double centreY = centre(random, height, outHeight / scale) + symmetric(random, shift * height);
        return AffineMap.about(centreX, centreY, outWidth / 2.0, outHeight / 2.0, scale, flipX, flipY, angle, skew);
    }

    /** Where the window's middle lies: anywhere it stays inside, or the middle where the window is larger. */
    private static double centre(SplittableRandom random, int size, double window) {
        double slack = size - window;
        return slack <= 0 ? size / 2.0 : window / 2 + random.nextDouble() * slack;
    }

    static double symmetric(SplittableRandom random, double limit) {
        return limit == 0 ? 0 : (2 * random.nextDouble() - 1) * limit;
    }
}
