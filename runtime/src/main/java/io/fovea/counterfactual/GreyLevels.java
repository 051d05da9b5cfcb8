package io.fovea.counterfactual;

import io.fovea.anatomy.InputFrame;
import io.fovea.anatomy.PixelGrid;
import io.fovea.image.Color;
import io.fovea.image.Image;
import io.fovea.image.Image.Depth;
import io.fovea.image.Normalisation;
import io.fovea.image.PreparedImage;
import io.fovea.image.Stretch;
import io.fovea.model.Input;
import io.fovea.session.FloatTensor;

/** What the values of a model's input are in grey levels of the image, and how far they may go. */
final class GreyLevels {
    private static final int WHITE = 255;
    private static final int DEEP_WHITE = 65535;

    private final PixelGrid grid;
    private final InputFrame frame;
    private final boolean turned;
    private final float[] gains;
    private final float[] low;
    private final float[] high;

    private GreyLevels(PixelGrid grid, InputFrame frame, boolean turned) {
        this.grid = grid;
        this.frame = frame;
        this.turned = turned;
        this.gains = new float[grid.channels()];
        this.low = new float[grid.channels()];
        this.high = new float[grid.channels()];
    }

    /**
     * Those of an image as a tensor.
     *
     * @throws FlatImageException if a channel has one grey level between the percentiles that it is stretched by
     */
    static GreyLevels of(Input input, InputFrame frame, Image image, FloatTensor tensor) {
        PixelGrid grid = PixelGrid.of(input, frame);
        GreyLevels levels = new GreyLevels(grid, frame, input.color() == Color.BGR);
        PreparedImage prepared = input.preparation().prepare(image);
        Normalisation normalisation = input.normalisation();
        boolean stretched = normalisation.stretch() == Stretch.ALL
                || normalisation.stretch() == Stretch.DEEP && image.depth() != Depth.UINT8;
        // Of floats, and of what is measured on each image, there is no black and no white: its own ends are taken.
        boolean free = !normalisation.steps().isEmpty() || !stretched && image.depth() == Depth.FLOAT32;
        float white = !stretched && image.depth() == Depth.UINT16 ? DEEP_WHITE : WHITE;
        float[] all = tensor.toArray();
        for (int c = 0; c < grid.channels(); c++) {
            float[] steps = {0, 1};
            prepared.restore(c, steps);
            levels.gains[c] = steps[1] - steps[0];
            // Below 0 it is good: of a model that reads images inverted.
            if (!(Math.abs(levels.gains[c]) > 0)) {
                throw new FlatImageException();
            }
            float dark = -normalisation.mean(c) / normalisation.std(c);
            float bright = (white * normalisation.scale() - normalisation.mean(c)) / normalisation.std(c);
            levels.low[c] = free ? least(all) : Math.min(dark, bright);
            levels.high[c] = free ? most(all) : Math.max(dark, bright);
        }
        return levels;
    }

    private static float least(float[] values) {
        float least = Float.POSITIVE_INFINITY;
        for (float v : values) {
            least = Math.min(least, v);
        }
        return least;
    }

    private static float most(float[] values) {
        float most = Float.NEGATIVE_INFINITY;
        for (float v : values) {
            most = Math.max(most, v);
        }
        return most;
    }

    PixelGrid grid() {
        return grid;
    }

    /** Grey levels to one unit of a channel of the input. */
    float gain(int channel) {
        return gains[channel];
    }

    float low(int channel) {
        return low[channel];
    }

    float high(int channel) {
        return high[channel];
    }

    /** Whether a pixel of the input is one of the image, not of what is around it. */
    boolean isOfImage(int pixel) {
        int x = pixel % grid.width() - frame.left();
        int y = pixel / grid.width() - frame.top();
        return x >= 0 && y >= 0 && x < frame.coveredWidth() && y < frame.coveredHeight();
    }

    /** An input as a picture: from black to white, of three channels in colour, of others their mean. */
    Image shown(FloatTensor tensor) {
        return picture((channel, pixel) -> {
            float range = high[channel] - low[channel];
            return range > 0 ? WHITE * (tensor.data().get(grid.at(channel, pixel)) - low[channel]) / range : 0;
        });
    }

    /** A change as a picture: grey where there is none, the largest drawn as black or white. */
    Image difference(FloatTensor from, FloatTensor to, double largest) {
        return picture((channel, pixel) -> {
            int at = grid.at(channel, pixel);
            double change = (to.data().get(at) - from.data().get(at)) * gains[channel];
            return (float) (127.5 + 127.5 * (largest > 0 ? change / largest : 0));
        });
    }

    /** What is drawn. */
    @FunctionalInterface
    private interface Level {
        float of(int channel, int pixel);
    }

    private Image picture(Level level) {
        boolean color = grid.channels() == 3;
        byte[] pixels = new byte[(color ? 3 : 1) * grid.pixels()];
        for (int i = 0; i < grid.pixels(); i++) {
            if (color) {
                for (int c = 0; c < 3; c++) {
                    pixels[3 * i + (turned ? 2 - c : c)] = level8(level.of(c, i));
                }
            } else {
                float sum = 0;
                for (int c = 0; c < grid.channels(); c++) {
                    sum += level.of(c, i);
                }
                pixels[i] = level8(sum / grid.channels());
            }
        }
        return color
                ? Image.rgb8(grid.width(), grid.height(), pixels)
                : Image.gray8(grid.width(), grid.height(), pixels);
    }

    private static byte level8(float value) {
        return (byte) Math.round(Math.max(0, Math.min(WHITE, value)));
    }
}
