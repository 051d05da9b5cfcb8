package io.fovea.image;

/**
 * Shrinks 8-bit images by the average of the area that a pixel covers, value for value as OpenCV's {@code INTER_AREA} does, which
 * goes through memory for every product and takes some three times as long. Its sums are of floats in the same order.
 */
final class AreaAverage {
    /** Larger ones are OpenCV's, which takes all cores for them. */
    private static final int MOST_VALUES = 1 << 22;

    /** What covers less of a pixel does not count. */
    private static final double LEAST_SHARE = 1e-3;

    private final Image image;
    private final Axis across;
    private final Axis down;

    private AreaAverage(Image image, Axis across, Axis down) {
        this.image = image;
        this.across = across;
        this.down = down;
    }

    /** Whether an image is to be shrunk here: of whole factors OpenCV makes short work. */
    static boolean isFor(Image image, int width, int height) {
        boolean shrinks = width <= image.width() && height <= image.height();
        boolean whole = image.width() % width == 0 && image.height() % height == 0;
        return image.depth() == Image.Depth.UINT8 && shrinks && !whole && image.bytes().length <= MOST_VALUES;
    }

    /** The image at a size that is no larger along either axis. */
    static Image of(Image image, int width, int height) {
        return new AreaAverage(image, Axis.of(image.width(), width), Axis.of(image.height(), height))
                .shrunk(width, height);
    }

    /**
     * Along one axis, which places of the image each new one covers, and with what weights.
     *
     * @param first place of each new one
     * @param begin where the weights of each begin, and behind the last one where they end
     */
    @SuppressWarnings("ArrayRecordComponent")
    private record Axis(int[] first, int[] begin, float[] weights) {
        static Axis of(int size, int newSize) {
            double scale = 1.0 / ((double) newSize / size);
            int[] first = new int[newSize];
            int[] begin = new int[newSize + 1];
            float[] weights = new float[2 * size + newSize];
            int k = 0;
            for (int i = 0; i < newSize; i++) {
                double from = i * scale;
                double to = from + scale;
                double cell = Math.min(scale, size - from);
                int last = Math.min((int) Math.floor(to), size - 1);
                int whole = Math.min((int) Math.ceil(from), last);
                begin[i] = k;
                first[i] = whole;
                if (whole - from > LEAST_SHARE) {
                    first[i]--;
                    weights[k++] = (float) ((whole - from) / cell);
                }
                for (int place = whole; place < last; place++) {
                    weights[k++] = (float) (1.0 / cell);
                }
                if (to - last > LEAST_SHARE) {
                    weights[k++] = (float) (Math.min(Math.min(to - last, 1), cell) / cell);
                }
            }
            begin[newSize] = k;
            return new Axis(first, begin, weights);
        }
    }

    private Image shrunk(int width, int height) {
        int channels = image.channels();
        byte[] shrunk = new byte[width * height * channels];
        float[] row = new float[width * channels];
        float[] sum = new float[row.length];
        int inRow = -1;
        for (int y = 0; y < height; y++) {
            int place = down.first[y];
            for (int k = down.begin[y]; k < down.begin[y + 1]; k++, place++) {
                if (place != inRow) {
                    average(place, row);
                    inRow = place;
                }
                float weight = down.weights[k];
                if (k == down.begin[y]) {
                    set(sum, row, weight);
                } else {
                    add(sum, row, weight);
                }
            }
            round(sum, shrunk, y * row.length);
        }
        return Image.of(width, height, channels, image.isColor(), shrunk);
    }

    private static void set(float[] sum, float[] row, float weight) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] = weight * row[i];
        }
    }

    private static void add(float[] sum, float[] row, float weight) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += weight * row[i];
        }
    }

    private static void round(float[] sum, byte[] into, int at) {
        for (int i = 0; i < sum.length; i++) {
            into[at + i] = (byte) Math.min(255, (int) Math.rint(sum[i]));
        }
    }

    private void average(int y, float[] row) {
        int start = y * image.width() * image.channels();
        switch (image.channels()) {
            case 1 -> averageGrey(start, row);
            case 3 -> averageColors(start, row);
            default -> averageChannels(start, row);
        }
    }

    private void averageGrey(int start, float[] row) {
        byte[] values = image.bytes();
        float[] weights = across.weights;
        for (int x = 0; x < row.length; x++) {
            int at = start + across.first[x];
            float sum = 0;
            for (int k = across.begin[x]; k < across.begin[x + 1]; k++, at++) {
                sum += (values[at] & 0xff) * weights[k];
            }
            row[x] = sum;
        }
    }

    private void averageColors(int start, float[] row) {
        byte[] values = image.bytes();
        float[] weights = across.weights;
        for (int x = 0; x < row.length / 3; x++) {
            int at = start + 3 * across.first[x];
            float red = 0;
            float green = 0;
            float blue = 0;
            for (int k = across.begin[x]; k < across.begin[x + 1]; k++, at += 3) {
                float weight = weights[k];
                red += (values[at] & 0xff) * weight;
                green += (values[at + 1] & 0xff) * weight;
                blue += (values[at + 2] & 0xff) * weight;
            }
            row[3 * x] = red;
            row[3 * x + 1] = green;
            row[3 * x + 2] = blue;
        }
    }

    private void averageChannels(int start, float[] row) {
        byte[] values = image.bytes();
        int channels = image.channels();
        for (int i = 0; i < row.length; i++) {
            int x = i / channels;
            int at = start + channels * across.first[x] + i % channels;
            float sum = 0;
            for (int k = across.begin[x]; k < across.begin[x + 1]; k++, at += channels) {
                sum += (values[at] & 0xff) * across.weights[k];
            }
            row[i] = sum;
        }
    }
}
