package io.fovea.imagej;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ImageProcessor;
import io.fovea.anatomy.InputFrame;
import io.fovea.counterfactual.PixelChange;
import io.fovea.counterfactual.ShiftChange;
import io.fovea.image.Image;
import io.fovea.image.Overlays;
import io.fovea.model.Input;
import java.util.Locale;

/**
 * An image before and after changes, as an RGB stack of its size. Deep images are shown all alike, from the lowest to the highest
 * value of the image as it is, so that a shift of light is seen.
 */
final class ChangedPictures {
    /** What the largest change of a pixel is drawn by. */
    private static final double HALF = 127.5;

    private final Image image;
    private final InputFrame frame;
    private final ImageStack stack;
    private final double low;
    private final double high;

    /**
     * Begins with the image as it is.
     *
     * @param input of the model that the changes are for
     * @param answer to the image, in words
     */
    ChangedPictures(Image image, Input input, String answer) {
        this.image = image;
        this.frame = InputFrame.of(input, image);
        this.stack = new ImageStack(image.width(), image.height());
        ImageProcessor pixels = Pictures.of(image.channels() == 1 ? image : image.channel(0));
        boolean deep = image.depth() != Image.Depth.UINT8;
        this.low = deep ? pixels.getStats().min : 0;
        this.high = deep ? pixels.getStats().max : 255;
        stack.addSlice("as it is: " + answer, shown(image));
    }

    /** Adds what pixels change: the image as the model sees it, the same changed, and the difference enlarged. */
    void add(PixelChange change, String length, String answer) {
        double times = change.largest() > 0 ? HALF / change.largest() : 0;
        stack.addSlice("as the model sees it", fitted(change.image()));
        stack.addSlice("pixels, " + length + " grey levels: " + answer, fitted(change.changed()));
        stack.addSlice(String.format(Locale.ROOT, "the change, times %.1f", times), fitted(change.difference()));
    }

    /** Adds the image shifted. */
    void add(ShiftChange change, String amount, String answer) {
        stack.addSlice(change.side() + ", " + amount + ": " + answer, shown(change.changed()));
    }

    /** What the model sees of the image, at the image's size. */
    private ImageProcessor fitted(Image seen) {
        return rgb(seen.part(frame.left(), frame.top(), frame.coveredWidth(), frame.coveredHeight())
                .resized(image.width(), image.height()));
    }

    private ImageProcessor shown(Image picture) {
        if (picture.channels() > 1) {
            return rgb(picture);
        }
        ImageProcessor pixels = Pictures.of(picture);
        pixels.setMinAndMax(low, high);
        return pixels.convertToRGB();
    }

    private static ImageProcessor rgb(Image picture) {
        boolean plain = picture.depth() == Image.Depth.UINT8 && (picture.channels() == 1 || picture.isColor());
        return plain
                ? Pictures.of(picture).convertToRGB()
                : Pictures.of(Image.rgb8(picture.width(), picture.height(), Overlays.shown(picture)));
    }

    ImagePlus image(String title) {
        return new ImagePlus(title, stack);
    }
}
