package io.fovea.cli;

import io.fovea.image.Image;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Pictures small enough to be made by a test. */
final class TestImages {
    private static final int WIDTH = 64;
    private static final int HEIGHT = 48;

    private TestImages() {}

    /** A new folder {@code images} with the images {@code seven.tif} and {@code three.png}, of as many squares. */
    static Path folder(Path parent) throws IOException {
        Path images = Files.createDirectory(parent.resolve("images"));
        squares(images.resolve("three.png"), 3);
        squares(images.resolve("seven.tif"), 7);
        return images;
    }

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
