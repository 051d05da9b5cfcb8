package io.fovea.task;

import io.fovea.ArrayLength;
import io.fovea.image.Image;
import io.fovea.image.SpilledImage;
import java.util.Arrays;

/** Gathers the image that a network paints, a row of tiles at a time, and spills it. Closed where it comes to no image. Not thread-safe. */
final class PaintedStrips implements AutoCloseable {
    private final PaintedValues values;
    private final Image.Depth depth;
    private SpilledImage made;
    private float[] strip = {};
    private int channels;
    private int from;
    private int to;

    /**
     * Of nothing yet.
     *
     * @param depth of the image that it is made of
     */
    PaintedStrips(PaintedValues values, Image.Depth depth) {
        this.values = values;
        this.depth = depth == Image.Depth.UINT8 ? depth : Image.Depth.FLOAT32;
    }

    /** Takes from a part, which come row by row, the pixels that it answers for. */
    void add(Passage.Part part) {
        if (made == null) {
            channels = values.channels(part);
            made = new SpilledImage(part.width(), part.height(), values.isColor(channels), depth);
        }
        if (part.down().from() != from) {
            flush();
            from = part.down().from();
        }
        to = part.lastRow();
        if (part.columns() <= 0 || to <= from) {
            return;
        }
        int length = ArrayLength.of(to - from, part.width(), channels);
        strip = strip.length < length ? new float[length] : strip;
        for (int y = from; y < to; y++) {
            values.read(
                    part, y, strip, ((y - from) * part.width() + part.across().from()) * channels);
        }
    }

    private void flush() {
        if (to > from) {
            float[] own = Arrays.copyOf(strip, (to - from) * made.width() * channels);
            Image rows = values.isColor(channels)
                    ? Image.rgb32(made.width(), to - from, own)
                    : Image.gray32(made.width(), to - from, own);
            made.add(depth == Image.Depth.UINT8 ? PaintedValues.in8Bit(rows) : rows);
        }
        to = from;
    }

    /** All that was gathered; the caller's to close. */
    SpilledImage image() {
        flush();
        return made;
    }

    @Override
    public void close() {
        if (made != null) {
            made.close();
        }
    }
}
