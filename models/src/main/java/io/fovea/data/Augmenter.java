package io.fovea.data;

import io.fovea.image.Image;
import io.fovea.image.Mats;
import java.util.SplittableRandom;
import org.opencv.core.Mat;

/**
 * Varies an example as an {@link Augmentation} says and brings it to a size; image and labels move together.
 * Thread-safe.
 *
 * <p>A model that is used on whole images is trained on whole images: the image is squeezed to the size, whatever its
 * proportions, and varied there. A model that is used at an image's own resolution is trained on pieces of it.
 */
public final class Augmenter {

    /** How much finer than the result a reduced image is, so that turning and enlarging it do not blur it. */
    private static final double DETAIL = 1.5;

    private final Augmentation settings;
    private final int width;
    private final int height;
    private final boolean squeezes;

    private Augmenter(Augmentation settings, int width, int height, boolean squeezes) {
        this.settings = settings;
        this.width = width;
        this.height = height;
        this.squeezes = squeezes;
    }

    /** Shows whole images at a size in pixels, their proportions changed where they differ. */
    public Augmenter(Augmentation settings, int width, int height) {
        this(settings, width, height, true);
    }

    /** Shows pieces of a size in pixels, cut from images at their own resolution, times the zoom. */
    public static Augmenter cropping(Augmentation settings, int width, int height) {
        return new Augmenter(settings, width, height, false);
    }

    /** Width of the results in pixels. */
    public int width() {
        return width;
    }

    /** Height of the results in pixels. */
    public int height() {
        return height;
    }

    /**
     * The example with no more pixels than its variations can show: worth keeping in memory in its place, and shrunk as
     * models shrink what they are given, by averages over areas.
     */
    public Example reduced(Example example) {
        if (!squeezes) {
            return example;
        }
        double detail = settings.keepsPlaces() ? 1 : DETAIL;
        Image image = example.image();
        return resized(example, Math.min(image.width(), (int) Math.ceil(detail * width)), Math.min(image.height(), (int)
                Math.ceil(detail * height)));
    }

    /**
     * One variation of {@code example}, of this augmenter's size, the same for the same state of {@code random}. What
     * lies beyond the image's edges is as {@link Fill} says.
     */
    public Example vary(Example example, SplittableRandom random) {
        Example placed = squeezes && settings.keepsPlaces() ? resized(example, width, height) : place(example, random);
        Example varied = placed.with(Recolouring.of(placed.image(), settings, random));
        return new RandAugment(settings.randAugment(), settings.magnitude(), settings.fill()).vary(varied, random);
    }

    /** Whether objects of another image are to be pasted into one, drawn anew; nothing is drawn where none ever are. */
    boolean pastes(SplittableRandom random) {
        return settings.copyPaste() > 0 && random.nextDouble() < settings.copyPaste();
    }

    private static Example resized(Example example, int width, int height) {
        Image image = example.image();
        return image.width() == width && image.height() == height
                ? example
                : example.with(image.resized(width, height), TargetMaps.resized(example.target(), width, height));
    }

    private Example place(Example example, SplittableRandom random) {
        Image image = example.image();
        AffineMap map = squeezes
                ? Framing.draw(settings, random, width, height, width, height)
                        .scaled((double) image.width() / width, (double) image.height() / height)
                : Framing.draw(settings, random, image.width(), image.height(), width, height);
        Mat pixels = Mats.of(image);
        try (Warp warp = new Warp(settings, random, map, width, height)) {
            warp.image(pixels);
            return example.with(
                    Mats.toImage(pixels, image.isColor()), TargetMaps.moved(example.target(), warp::labels));
        } finally {
            pixels.release();
        }
    }
}
