package io.fovea.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.FoveaException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpilledImageTest {
    private static final int WIDTH = 1500;
    private static final int HEIGHT = 401;

    @TempDir
    Path folder;

    /** In pieces of unequal heights, which end within strips. */
    @ParameterizedTest
    @CsvSource({"UINT8, false", "UINT16, false", "FLOAT32, false", "UINT8, true", "UINT16, true", "FLOAT32, true"})
    void whatIsAddedPieceByPieceIsReadBack(Image.Depth depth, boolean isColor) throws IOException {
        Image image = drawn(depth, isColor);
        SpilledImage spilled = new SpilledImage(WIDTH, HEIGHT, isColor, depth);
        int height = 1;
        for (int y = 0; y < HEIGHT; y += height, height = 7 * height % 101) {
            height = Math.min(height, HEIGHT - y);
            spilled.add(image.part(0, y, WIDTH, height));
        }

        Path file = folder.resolve("spilled.tif");
        try (OutputStream out = Files.newOutputStream(file)) {
            spilled.writeTo(out, "a plate/µ.tif");
        }

        assertThat(spilled.image()).isEqualTo(image);
        assertThat(Image.read(file)).isEqualTo(image);
        assertThat(Origin.of(file)).contains("a plate/µ.tif");
    }

    @Test
    void rowsThatAreMissingAreNoImage() {
        SpilledImage spilled = new SpilledImage(WIDTH, HEIGHT, false, Image.Depth.UINT8);
        spilled.add(Image.gray8(WIDTH, 3, new byte[3 * WIDTH]));

        assertThatThrownBy(spilled::image).hasMessage("3 rows of 401");
        assertThatThrownBy(() -> spilled.add(Image.gray8(5, 1, new byte[5])))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsClosedHasNoFileAnyMore() {
        SpilledImage spilled = new SpilledImage(5, 1, false, Image.Depth.UINT8);
        spilled.add(Image.gray8(5, 1, new byte[5]));
        spilled.close();
        spilled.close();

        assertThatThrownBy(spilled::image)
                .isInstanceOf(FoveaException.class)
                .hasMessageStartingWith("Cannot read the temporary file '");
    }

    private static Image drawn(Image.Depth depth, boolean isColor) {
        Random random = new Random(5);
        int count = WIDTH * HEIGHT * (isColor ? 3 : 1);
        Object values =
                switch (depth) {
                    case UINT8 -> {
                        byte[] bytes = new byte[count];
                        random.nextBytes(bytes);
                        yield bytes;
                    }
                    case UINT16 -> {
                        short[] shorts = new short[count];
                        for (int i = 0; i < count; i++) {
                            shorts[i] = (short) random.nextInt();
                        }
                        yield shorts;
                    }
                    case FLOAT32 -> {
                        float[] floats = new float[count];
                        for (int i = 0; i < count; i++) {
                            floats[i] = random.nextFloat() - 0.5f;
                        }
                        yield floats;
                    }
                };
        return Image.of(WIDTH, HEIGHT, isColor ? 3 : 1, isColor, values);
    }
}
