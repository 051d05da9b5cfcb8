package io.fovea.image;

import java.io.IOException;
import java.util.List;

/** The strips of an image, each compressed with Deflate, from the top. */
interface PackedStrips {
    /** How many there are, at least 1. */
    int count();

    /** How many bytes one has, compressed. */
    int length(int index);

    /**
     * One of them, compressed. May block on the disk.
     *
     * @throws IOException if it cannot be read
     */
    byte[] get(int index) throws IOException;

    /** How many bytes all have. */
    default long bytes() {
        long all = 0;
        for (int i = 0; i < count(); i++) {
            all += length(i);
        }
        return all;
    }

    /** Those in memory. */
    static PackedStrips of(List<byte[]> strips) {
        return new PackedStrips() {
            @Override
            public int count() {
                return strips.size();
            }

            @Override
            public int length(int index) {
                return strips.get(index).length;
            }

            @Override
            public byte[] get(int index) {
                return strips.get(index);
            }
        };
    }
}
