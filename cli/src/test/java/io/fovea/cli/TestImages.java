package io.fovea.cli;

import io.fovea.image.Image;
import java.nio.file.Path;
import java.util.Arrays;

/** Pictures small enough to be made by a test. */
final class TestImages {
    private static final int WIDTH = 64;
    private static final int HEIGHT = 48;

    private TestImages() {}

    /** Bright 8x8 squares on grey, apart from one another; at most 12. */
    static Path squares(Path file, int count) {
        byte[] pixels = new byte[WIDTH * HEIGHT];
        Arrays.fill(pixels, (byte) 40);
        for (int square = 0; square < count; square++) {
            int left = 4 + square % 4 * 16;
            int top = 4 + square / 4 * 16;
            for (int y = top; y < top + 8; y++) {
                Arrays.fill(pixels, y * WIDTH + left, y * WIDTH + left + 8, (byte) 220);
            }
        }
        Image.gray8(WIDTH, HEIGHT, pixels).write(file);
        return file;
    }
}
