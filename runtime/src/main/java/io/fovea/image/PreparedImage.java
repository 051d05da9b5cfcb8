package io.fovea.image;

import io.fovea.ArrayLength;
import java.nio.FloatBuffer;
import java.util.List;

/** An image ready to be given to a model, whole or in parts, stretched alike in all of them. Thread-safe. */
public final class PreparedImage implements TileSource {
    private final Preparation preparation;
    private final Image image;
    private final List<Levels> levels;

    /**
     * An image as it is stretched.
     *
     * @param levels for each channel, or one for all, or none where nothing is stretched
     */
    PreparedImage(Preparation preparation, Image image, List<Levels> levels) {
        this.preparation = preparation;
        this.image = image;
        this.levels = levels;
    }

    /** The image, of the size that was given; of its values where they are measured as a whole, what was made of them. */
    public Image image() {
        return image;
    }

    @Override
    public int width() {
        return image.width();
    }

    @Override
    public int height() {
        return image.height();
    }

    /** The same image as another preparation takes it. */
    PreparedImage by(Preparation other) {
        return new PreparedImage(other, image, levels);
    }

    /**
     * The image with its stretch done, as 8-bit values; the image itself where there is none to do. Training varies such
     * images, whose parts must not be stretched by themselves.
     */
    public Image stretched() {
        if (levels.isEmpty()) {
            return image;
        }
        int channels = image.channels();
        byte[] bytes = new byte[image.width() * image.height() * channels];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Math.round(levels(i % channels).apply(value(i)));
        }
        return image.with(bytes);
    }

    private Levels levels(int channel) {
        return levels.get(Math.min(channel, levels.size() - 1));
    }

    /** Fills a tensor with the whole image at another size. */
    public void fillResized(int width, int height, FloatBuffer target) {
        new PreparedImage(preparation, image.resized(width, height), levels).fill(0, 0, width, height, target);
    }

    /** Fills a tensor with the whole image where it is placed, and the rest with the grey that detectors are trained with. */
    public void fillPlaced(Placement placement, FloatBuffer target) {
        int channels = preparation.channels();
        int across = placement.innerWidth();
        int down = placement.innerHeight();
        FloatBuffer inner = FloatBuffer.allocate(ArrayLength.of(across, down, channels));
        fillResized(across, down, inner);
        boolean planar = preparation.layout() == Layout.NCHW;
        fillGrey(placement, planar, target);
        int values = planar ? 1 : channels;
        for (int c = 0; c < (planar ? channels : 1); c++) {
            for (int y = 0; y < down; y++) {
                int to = (c * placement.height() + placement.top() + y) * placement.width() + placement.left();
                target.put(to * values, inner, (c * down + y) * across * values, across * values);
            }
        }
    }

    private void fillGrey(Placement placement, boolean planar, FloatBuffer target) {
        int channels = preparation.channels();
        Normalisation normalisation = preparation.normalisation();
        float[] row = new float[placement.width() * (planar ? 1 : channels)];
        for (int c = 0; c < (planar ? channels : 1); c++) {
            for (int i = 0; i < row.length; i++) {
                int of = planar ? c : i % channels;
                row[i] = (Placement.GREY * normalisation.scale() - normalisation.mean(of)) / normalisation.std(of);
            }
            for (int y = 0; y < placement.height(); y++) {
                target.put((c * placement.height() + y) * row.length, row);
            }
        }
    }

    @Override
    public void fill(int left, int top, int width, int height, FloatBuffer target) {
        int channels = preparation.channels();
        int[] columns = new int[width];
        for (int x = 0; x < width; x++) {
            columns[x] = mirrored(left + x, image.width()) * image.channels();
        }
        boolean planar = preparation.layout() == Layout.NCHW;
        float[] row = new float[planar ? width : width * channels];
        for (int y = 0; y < height; y++) {
            int start = mirrored(top + y, image.height()) * image.width() * image.channels();
            for (int c = 0; c < channels; c++) {
                int step = planar ? 1 : channels;
                int offset = planar ? 0 : c;
                readRow(start, columns, c, row, offset, step);
                normalise(c, row, offset, step);
                if (planar) {
                    target.put((c * height + y) * width, row);
                }
            }
            if (!planar) {
                target.put(y * row.length, row);
            }
        }
    }

    private void readRow(int start, int[] columns, int channel, float[] row, int offset, int step) {
        int width = columns.length;
        if (image.channels() == 1) {
            for (int x = 0, i = offset; x < width; x++, i += step) {
                row[i] = value(start + columns[x]);
            }
        } else if (preparation.channels() == 1) {
            for (int x = 0, i = offset; x < width; x++, i += step) {
                int at = start + columns[x];
                row[i] = (value(at) + value(at + 1) + value(at + 2)) / 3;
            }
        } else {
            int from = start + (preparation.color() == Color.BGR ? 2 - channel : channel);
            for (int x = 0, i = offset; x < width; x++, i += step) {
                row[i] = value(from + columns[x]);
            }
        }
    }

    private float value(int index) {
        return switch (image.depth()) {
            case UINT8 -> image.bytes()[index] & 0xff;
            case UINT16 -> image.shorts()[index] & 0xffff;
            case FLOAT32 -> image.floats()[index];
        };
    }

    private void normalise(int channel, float[] row, int offset, int step) {
        if (!levels.isEmpty()) {
            Levels stretch = levels(channel);
            for (int i = offset; i < row.length; i += step) {
                row[i] = stretch.apply(row[i]);
            }
        }
        Normalisation normalisation = preparation.normalisation();
        float scale = normalisation.scale();
        float mean = normalisation.mean(channel);
        float std = normalisation.std(channel);
        if (scale != 1 || mean != 0 || std != 1) {
            for (int i = offset; i < row.length; i += step) {
                row[i] = (row[i] * scale - mean) / std;
            }
        }
    }

    @Override
    public void restore(int channel, float[] values) {
        Normalisation normalisation = preparation.normalisation();
        float scale = normalisation.scale();
        float mean = normalisation.mean(channel);
        float std = normalisation.std(channel);
        for (int i = 0; i < values.length; i++) {
            values[i] = (values[i] * std + mean) / scale;
        }
        undo(channel, values);
    }

    @Override
    public boolean restore(int channel, float black, float white, float[] values) {
        if (levels.isEmpty() && image.depth() == Image.Depth.FLOAT32) {
            return false;
        }
        float range = levels.isEmpty() && image.depth() == Image.Depth.UINT16 ? 65535 : 255;
        for (int i = 0; i < values.length; i++) {
            values[i] = (values[i] - black) / (white - black) * range;
        }
        undo(channel, values);
        return true;
    }

    private void undo(int channel, float[] values) {
        if (levels.isEmpty()) {
            return;
        }
        Levels stretch = levels(channel);
        for (int i = 0; i < values.length; i++) {
            values[i] = stretch.undo(values[i]);
        }
    }

    /** The index inside {@code 0..size-1} that a mirror at both ends shows at {@code index}. */
    static int mirrored(int index, int size) {
        if (index >= 0 && index < size) {
            return index;
        }
        if (size == 1) {
            return 0;
        }
        int period = 2 * (size - 1);
        int phase = Math.floorMod(index, period);
        return phase < size ? phase : period - phase;
    }
}
