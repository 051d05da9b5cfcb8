package io.fovea.image.tiff;

/** Undoes what writers do so that smooth images compress well: only the difference to the pixel on the left is stored. */
final class Predictor {
    private Predictor() {}

    /**
     * Adds up the differences of integers (TIFF 6.0, section 14), which wrap around.
     *
     * @param values an array of bytes, shorts, ints or longs
     * @param at where the first row begins
     * @param samples values to a pixel
     */
    static void sum(Object values, int at, int rows, int width, int samples) {
        int row = width * samples;
        for (int start = at; start < at + rows * row; start += row) {
            int end = start + row;
            if (values instanceof byte[] bytes) {
                for (int i = start + samples; i < end; i++) {
                    bytes[i] += bytes[i - samples];
                }
            } else if (values instanceof short[] shorts) {
                for (int i = start + samples; i < end; i++) {
                    shorts[i] += shorts[i - samples];
                }
            } else if (values instanceof int[] ints) {
                for (int i = start + samples; i < end; i++) {
                    ints[i] += ints[i - samples];
                }
            } else if (values instanceof long[] longs) {
                for (int i = start + samples; i < end; i++) {
                    longs[i] += longs[i - samples];
                }
            }
        }
    }

    /**
     * Puts floats together again (Adobe Photoshop TIFF Technical Note 3, 2005): a row has first the highest byte of all
     * its values, then the next, and the bytes are differences. They lie highest byte first afterwards.
     *
     * @param size bytes of a value
     */
    static void gather(byte[] bytes, int rows, int width, int samples, int size) {
        int values = width * samples;
        byte[] row = new byte[values * size];
        for (int y = 0; y < rows; y++) {
            int start = y * row.length;
            for (int i = start + samples; i < start + row.length; i++) {
                bytes[i] += bytes[i - samples];
            }
            for (int i = 0; i < values; i++) {
                for (int b = 0; b < size; b++) {
                    row[i * size + b] = bytes[start + b * values + i];
                }
            }
            System.arraycopy(row, 0, bytes, start, row.length);
        }
    }
}
