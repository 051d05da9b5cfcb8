package io.fovea.task;

import io.fovea.FoveaException;
import io.fovea.image.Color;
import io.fovea.image.Image;
import io.fovea.image.TileSource;
import io.fovea.model.Card;
import java.util.Optional;

/**
 * Reads what a network paints, in the units of the image that it was made of.
 *
 * @param range between which the network's end bounds its values, where it does
 * @param given what the network is shown
 */
record PaintedValues(Card card, Optional<PaintedRange> range, TileSource given) {

    /**
     * How many channels a pixel of the answer has.
     *
     * @throws FoveaException if an image cannot have so many
     */
    int channels(Passage.Part part) {
        int channels = part.channels();
        boolean stains = card.input().takesChannels() && channels <= Image.MOST_CHANNELS;
        if (channels != 1 && channels != 3 && !stains) {
            throw new FoveaException("The model '" + card.name() + "' answers with " + channels
                    + " values for each pixel; an image has 1 (grey) or 3 (colour).");
        }
        return channels;
    }

    /** Whether three channels are red, green and blue. */
    boolean isColor(int channels) {
        return channels == 3 && !card.input().takesChannels();
    }

    /**
     * Reads the columns that a part is for of a row of the answer.
     *
     * @param into receives them, pixel by pixel
     * @param at of the first one's first channel
     * @throws FoveaException if a value is no number
     */
    void read(Passage.Part part, int y, float[] into, int at) {
        int channels = part.channels();
        float[][] row = new float[channels][part.columns()];
        part.read(y, row);
        for (int c = 0; c < channels; c++) {
            restore(c, row[c]);
            int place = at + (channels == 3 && card.input().color() == Color.BGR ? 2 - c : c);
            for (float value : row[c]) {
                into[place] = value;
                place += channels;
            }
        }
    }

    private void restore(int channel, float[] values) {
        boolean known = range.isPresent()
                && given.restore(channel, range.get().black(), range.get().white(), values);
        if (!known) {
            given.restore(channel, values);
        }
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new FoveaException("The model '" + card.name()
                        + "' answers with values that are no numbers (NaN or infinite); its pixels may want another scale"
                        + " than its card says.");
            }
        }
    }

    /** Values of 0 to 255, rounded; what lies beyond is cut off. */
    static Image in8Bit(Image image) {
        float[] values = image.floats();
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Math.max(0, Math.min(255, Math.round(values[i])));
        }
        return image.with(bytes);
    }
}
