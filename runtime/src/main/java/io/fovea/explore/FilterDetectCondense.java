package io.fovea.explore;

import io.fovea.ArrayLength;
import io.fovea.image.Grid;
import io.fovea.image.Image;
import java.util.List;

/**
 * What a convolution layer does, step by step: a filter answers, a rectifier detects, a pooling condenses.
 *
 * <pre>{@code
 * FilterDetectCondense layer = new FilterDetectCondense(Kernels.find("edge"), new Filtering(1, Filtering.Padding.ZERO),
 *         true, new Condensing(Condensing.Kind.MAX, 2, 2));
 * layer.of(image).panels().write(Path.of("edge.png"));
 * }</pre>
 *
 * @param detect whether there is a rectifier
 */
public record FilterDetectCondense(FilterKernel kernel, Filtering filtering, boolean detect, Condensing condensing) {
    private static final int GAP = 6;
    private static final int SMALLEST_PANEL = 160;

    /**
     * The steps' results.
     *
     * @param image the pixels as real numbers
     * @param filtered what the filter answered
     * @param detected that without what is below 0; the same where there is no rectifier
     * @param condensed that pooled; the same where there is no pooling
     */
    public record Steps(Response image, Response filtered, Response detected, Response condensed) {

        /**
         * The four side by side: the image in grey from its lowest to its highest value; the answers blue below 0, white
         * at 0, red above; the others in grey from 0, the condensed one magnified to the same size. The two strongest
         * answers in a thousand are shown like the next.
         */
        public Image panels() {
            int scale = Math.max(1, (SMALLEST_PANEL + image.width() - 1) / image.width());
            int width = image.width() * scale;
            int height = image.height() * scale;
            float most = filtered.absolute().high();
            float low = Math.min(0, detected.min());
            return new Grid(4, GAP)
                    .of(List.of(
                            panel(Coloring.GRAY, image, image.min(), image.max(), width, height),
                            panel(Coloring.SIGNED, filtered, -most, most, width, height),
                            panel(Coloring.GRAY, detected, low, detected.high(), width, height),
                            panel(
                                    Coloring.GRAY,
                                    condensed,
                                    Math.min(0, condensed.min()),
                                    condensed.high(),
                                    width,
                                    height)));
        }
    }

    /**
     * Passes an image of any depth through; colour as the mean of its channels. Nothing is clipped or rounded.
     *
     * @throws io.fovea.FoveaException if a value of the image is no number, or the kernel or the window does not fit
     */
    public Steps of(Image image) {
        Response pixels = Filtering.gray(image);
        Response filtered = filtering.of(pixels, kernel);
        Response detected = detect ? filtered.rectified() : filtered;
        return new Steps(pixels, filtered, detected, condensing.of(detected));
    }

    /** A map in colour, stretched to a size by repeating its pixels. */
    static Image panel(Coloring coloring, Response map, float low, float high, int width, int height) {
        float[] stretched = new float[ArrayLength.of(width, height)];
        for (int y = 0; y < height; y++) {
            int row = y * map.height() / height * map.width();
            for (int x = 0; x < width; x++) {
                stretched[y * width + x] = map.values()[row + x * map.width() / width];
            }
        }
        return coloring.of(width, height, stretched, low, high);
    }
}
