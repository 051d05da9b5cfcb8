package io.fovea.data;

import io.fovea.image.Image;

/** Bends the values of images, 0..255, channel by channel. */
final class ToneCurves {

    private static final int LEVELS = 256;
    private static final int WHITE = LEVELS - 1;

    private ToneCurves() {}

    /** The values, a copy. */
    static float[] values(Image image) {
        float[] values = new float[image.width() * image.height() * image.channels()];
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (image.depth()) {
                case UINT8 -> image.bytes()[i] & 0xff;
                case UINT16 -> image.shorts()[i] & 0xffff;
                case FLOAT32 -> image.floats()[i];
            };
        }
        return values;
    }

    /** The example with other values, cut off at 0 and 255; 8-bit where it was, else floats. */
    static Example with(Example example, float[] values) {
        Image image = example.image();
        byte[] bytes = new byte[image.depth() == Image.Depth.UINT8 ? values.length : 0];
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.max(0, Math.min(WHITE, values[i]));
            if (bytes.length > 0) {
                bytes[i] = (byte) Math.round(values[i]);
            }
        }
        Image made = bytes.length > 0 ? image.with(bytes) : image.with(values);
        return example.with(made);
    }

    /** The least value of each channel is 0, the largest 255. */
    static Example stretched(Example example) {
        Image image = example.image();
        float[] values = values(image);
        for (int c = 0; c < image.channels(); c++) {
            float low = Float.MAX_VALUE;
            float high = -Float.MAX_VALUE;
            for (int i = c; i < values.length; i += image.channels()) {
                low = Math.min(low, values[i]);
                high = Math.max(high, values[i]);
            }
            for (int i = c; i < values.length && high > low; i += image.channels()) {
                values[i] = (values[i] - low) / (high - low) * WHITE;
            }
        }
        return with(example, values);
    }

    /** All values are as frequent, as nearly as can be: as Pillow has it. */
    static Example equalized(Example example) {
        Image image = example.image();
        float[] values = values(image);
        for (int c = 0; c < image.channels(); c++) {
            int[] counts = new int[LEVELS];
            for (int i = c; i < values.length; i += image.channels()) {
                counts[level(values[i])]++;
            }
            int[] curve = curve(counts);
            for (int i = c; i < values.length && curve.length > 0; i += image.channels()) {
                values[i] = curve[level(values[i])];
            }
        }
        return with(example, values);
    }

    private static int level(float value) {
        return Math.max(0, Math.min(WHITE, Math.round(value)));
    }

    /** What each level becomes; nothing where there are too few pixels to tell. */
    private static int[] curve(int[] counts) {
        int all = 0;
        int last = 0;
        for (int count : counts) {
            all += count;
            last = count > 0 ? count : last;
        }
        int step = (all - last) / WHITE;
        if (step == 0) {
            return new int[0];
        }
        int[] curve = new int[LEVELS];
        int below = step / 2;
        for (int i = 0; i < LEVELS; i++) {
            curve[i] = Math.min(WHITE, below / step);
            below += counts[i];
        }
        return curve;
    }
}
