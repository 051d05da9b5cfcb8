package io.fovea.task;

import io.fovea.ArrayLength;
import io.fovea.FoveaException;
import io.fovea.HeapLimit;
import io.fovea.image.Color;
import io.fovea.image.Image;
import io.fovea.image.PreparedImage;
import io.fovea.model.Card;
import java.util.Optional;

/** Gathers the image that a network paints, part by part, in the units of the image that it was made of. */
final class PaintedPlanes {
    private final Card card;
    private final Optional<PaintedRange> range;
    private final PreparedImage given;
    private int width;
    private int height;
    private int channels;
    private float[] pixels = {};

    /**
     * Of nothing yet.
     *
     * @param given what the network is shown
     */
    PaintedPlanes(Card card, Optional<PaintedRange> range, PreparedImage given) {
        this.card = card;
        this.range = range;
        this.given = given;
    }

    /** Takes from a part the pixels that it answers for. */
    void add(Passage.Part part) {
        if (pixels.length == 0) {
            allocate(part);
        }
        int count = part.columns();
        float[][] row = new float[channels][count];
        for (int y = part.down().from(); y < part.lastRow() && count > 0; y++) {
            part.read(y, row);
            for (int c = 0; c < channels; c++) {
                put(row[c], c, y * width + part.across().from());
            }
        }
    }

    private void allocate(Passage.Part part) {
        width = part.width();
        height = part.height();
        channels = part.channels();
        boolean stains = card.input().takesChannels() && channels <= Image.MOST_CHANNELS;
        if (channels != 1 && channels != 3 && !stains) {
            throw new FoveaException("The model '" + card.name() + "' answers with " + channels
                    + " values for each pixel; an image has 1 (grey) or 3 (colour).");
        }
        HeapLimit.require(
                "The image of " + width + "x" + height + " pixels", (double) Float.BYTES * width * height * channels);
        pixels = new float[ArrayLength.of(width, height, channels)];
    }

    private void put(float[] values, int channel, int at) {
        boolean known = range.isPresent()
                && given.restore(channel, range.get().black(), range.get().white(), values);
        if (!known) {
            given.restore(channel, values);
        }
        int place = channels == 3 && card.input().color() == Color.BGR ? 2 - channel : channel;
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new FoveaException("The model '" + card.name()
                        + "' answers with values that are no numbers (NaN or infinite); its pixels may want another scale"
                        + " than its card says.");
            }
            pixels[(at + i) * channels + place] = values[i];
        }
    }

    /** All that was gathered, as floats, at a size. */
    Image image(int atWidth, int atHeight) {
        boolean color = channels == 3 && !card.input().takesChannels();
        Image image = color ? Image.rgb32(width, height, pixels) : Image.channels32(width, height, channels, pixels);
        return image.resized(atWidth, atHeight);
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }
}
