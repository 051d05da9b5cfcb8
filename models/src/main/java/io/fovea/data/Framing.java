package io.fovea.data;

import java.util.SplittableRandom;

/** Draws where the pixels of a varied image come from. */
final class Framing {

    private Framing() {}

    /**
     * One draw for a window onto an image.
     *
     * @param width of the image
     * @param height of the image
     * @param outWidth of the window
     * @param outHeight of the window
     */
    static AffineMap draw(
            Augmentation settings, SplittableRandom random, int width, int height, int outWidth, int outHeight) {
        double scale = Math.exp(symmetric(random, Math.log1p(settings.zoom())));
        double flipX = settings.horizontalFlip() && random.nextBoolean() ? -1 : 1;
        double flipY = settings.verticalFlip() && random.nextBoolean() ? -1 : 1;
        double angle = Math.toRadians(symmetric(random, settings.rotation()));
        double skew = Math.tan(Math.toRadians(symmetric(random, settings.shear())));
        double centreX = centre(random, width, outWidth / scale) + symmetric(random, settings.widthShift() * width);
        double centreY = centre(random, height, outHeight / scale) + symmetric(random, settings.heightShift() * height);
        return AffineMap.about(centreX, centreY, outWidth / 2.0, outHeight / 2.0, scale, flipX, flipY, angle, skew);
    }

    /** Where the window's middle lies: anywhere it stays inside, or the middle where the window is larger. */
    private static double centre(SplittableRandom random, int size, double window) {
        double slack = size - window;
        return slack <= 0 ? size / 2.0 : window / 2 + random.nextDouble() * slack;
    }

    /** Uniform between {@code -limit} and {@code limit}; draws nothing for a limit of 0. */
    static double symmetric(SplittableRandom random, double limit) {
        return limit == 0 ? 0 : (2 * random.nextDouble() - 1) * limit;
    }
}
