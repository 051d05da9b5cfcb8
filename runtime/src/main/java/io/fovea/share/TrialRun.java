package io.fovea.share;

import io.fovea.FoveaException;
import io.fovea.image.Color;
import io.fovea.image.Image;
import io.fovea.image.Layout;
import io.fovea.image.Normalisation;
import io.fovea.image.Overlays;
import io.fovea.image.Preparation;
import io.fovea.image.Stretch;
import io.fovea.model.Fit;
import io.fovea.model.Input;
import io.fovea.model.Model;
import io.fovea.model.Scored;
import io.fovea.session.Cancellation;
import io.fovea.session.Device;
import io.fovea.session.FloatTensor;
import io.fovea.session.Session;
import io.fovea.task.Probabilities;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;

/**
 * An image of a size that a model takes, and what the model answers, as Fovea prepares the one and reads the other.
 *
 * @param image 8-bit, of the size of the model's input
 * @param given its values as they are, in the model's channels and layout
 * @param answer probabilities where the model gives scores
 */
record TrialRun(Image image, FloatTensor given, FloatTensor answer) {
    private static final int USUAL = 256;
    private static final int LARGEST = 256;
    private static final int DISKS = 24;
    private static final int DARK = 20;
    private static final int BRIGHT = 160;
    private static final long SEED = 7;

    /** The least size of an axis of which a halo leaves something, a multiple of what the model takes. */
    static int least(Input input) {
        int inside = input.fit() == Fit.TILE ? 2 * input.halo() + 1 : 1;
        return Input.roundUp(Math.max(inside, input.multiple()), input.multiple());
    }

    private static int size(OptionalInt fixed, int wanted, Input input) {
        int multiple = input.multiple();
        int most = Math.max(least(input), LARGEST / multiple * multiple);
        return fixed.orElse(Math.max(least(input), Math.min(most, wanted / multiple * multiple)));
    }

    /** Disks of different brightness, as large as the model wants. */
    static Image disks(Input input) {
        int width = size(input.width(), USUAL, input);
        int height = size(input.height(), USUAL, input);
        int channels = input.channels();
        byte[] pixels = new byte[width * height * channels];
        Arrays.fill(pixels, (byte) DARK);
        Random random = new Random(SEED);
        for (int disk = 0; disk < DISKS; disk++) {
            double x = random.nextDouble() * width;
            double y = random.nextDouble() * height;
            double radius = (0.03 + 0.05 * random.nextDouble()) * Math.min(width, height);
            int[] values =
                    random.ints(channels, BRIGHT / 2, BRIGHT + BRIGHT / 2).toArray();
            for (int i = 0; i < width * height; i++) {
                if (Math.hypot(i % width - x, i / width - y) <= radius) {
                    for (int c = 0; c < channels; c++) {
                        pixels[i * channels + c] = (byte) values[c];
                    }
                }
            }
        }
        return input.color().isColor()
                ? Image.rgb8(width, height, pixels)
                : Image.channels8(width, height, channels, pixels);
    }

    /**
     * Runs a model on an image. Blocks.
     *
     * @throws FoveaException if the model does not take it
     */
    static TrialRun of(Model model, Image original, Device device, Cancellation cancel) {
        Input input = model.card().input();
        Image image = sized(original, input);
        Preparation preparation = input.preparation();
        FloatTensor given = FloatTensor.allocate(input.shape(image.width(), image.height()));
        Normalisation raw = Normalisation.RAW.with(Stretch.NONE, 0, 100);
        preparation.with(raw).prepare(image).fill(0, 0, image.width(), image.height(), given.data());
        FloatTensor prepared = FloatTensor.allocate(given.shape());
        preparation.prepare(image).fill(0, 0, image.width(), image.height(), prepared.data());
        try (Session session = Session.open(model.onnx(), device)) {
            String output = session.outputs().get(0).name();
            FloatTensor answer = session.run(Map.of(session.inputs().get(0).name(), prepared), Set.of(output), cancel)
                    .get(output);
            return new TrialRun(image, given, probable(model, answer));
        }
    }

    private static Image sized(Image original, Input input) {
        boolean bytes = original.depth() == Image.Depth.UINT8;
        boolean stains = input.color() == Color.CHANNELS;
        if (!bytes && (stains || original.channels() > 1 && !original.isColor())) {
            throw new FoveaException(
                    "The image for a package's test has " + original + " values; give one of 8 bits to a channel.");
        }
        Image eight = bytes ? original : Image.rgb8(original.width(), original.height(), Overlays.shown(original));
        return eight.resized(
                size(input.width(), original.width(), input), size(input.height(), original.height(), input));
    }

    private static FloatTensor probable(Model model, FloatTensor answer) {
        Scored scored = model.card().task().scored();
        if (!scored.isExplained()) {
            return answer;
        }
        long[] shape = answer.shape();
        boolean last = shape.length == 4 && model.card().input().layout() == Layout.NHWC && scored == Scored.PIXELS;
        int classes = (int) shape[last ? 3 : 1];
        int positions = answer.size() / classes;
        float[] values = answer.toArray();
        float[][] scores = new float[classes][positions];
        for (int i = 0; i < values.length; i++) {
            scores[last ? i % classes : i / positions][last ? i / classes : i % positions] = values[i];
        }
        Probabilities.apply(model.card().activation(), scores, positions);
        for (int i = 0; i < values.length; i++) {
            values[i] = scores[last ? i % classes : i / positions][last ? i / classes : i % positions];
        }
        return FloatTensor.of(values, shape);
    }
}
