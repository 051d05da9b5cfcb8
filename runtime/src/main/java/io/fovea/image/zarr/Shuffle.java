package io.fovea.image.zarr;

/** Puts the bytes, or bits, of values together again that were stored by significance. */
final class Shuffle {
    private Shuffle() {}

    /**
     * Undoes the order by bytes; what is behind the last whole value stays.
     *
     * @param source from its beginning on
     * @param at where the target begins
     * @param size bytes of a value
     */
    static void bytes(byte[] source, byte[] target, int at, int length, int size) {
        int count = length / size;
        for (int b = 0; b < size; b++) {
            for (int i = 0, j = b * count, to = at + b; i < count; i++, j++, to += size) {
                target[to] = source[j];
            }
        }
        System.arraycopy(source, count * size, target, at + count * size, length - count * size);
    }

    /** Undoes the order by bits, lowest first; of values whose number eight does not divide nothing was changed. */
    static void bits(byte[] source, byte[] target, int at, int length, int size) {
        int count = length / size;
        if (count % 8 != 0) {
            System.arraycopy(source, 0, target, at, length);
            return;
        }
        int row = count / 8;
        for (int b = 0; b < size; b++) {
            for (int i = 0; i < count; i++) {
                int value = 0;
                for (int bit = 0; bit < 8; bit++) {
                    value |= (source[(b * 8 + bit) * row + i / 8] >> i % 8 & 1) << bit;
                }
                target[at + i * size + b] = (byte) value;
            }
        }
        System.arraycopy(source, count * size, target, at + count * size, length - count * size);
    }
}
