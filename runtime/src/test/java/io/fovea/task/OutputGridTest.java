package io.fovea.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.FoveaException;
import io.fovea.image.Layout;
import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutputGridTest {

    /** The input is 5 pixels wide and 4 high, or as the last two columns say. */
    @ParameterizedTest(name = "{0} after an input in {1}: {5}")
    @CsvSource({
        // As the input.
        "1 3 4 5,    NCHW, 5, 4,  NCHW, 3 classes of 5x4",
        "1 4 5 3,    NHWC, 5, 4,  NHWC, 3 classes of 5x4",
        // The other way round, which the image's sizes tell.
        "1 4 5 3,    NCHW, 5, 4,  NHWC, 3 classes of 5x4",
        "1 3 4 5,    NHWC, 5, 4,  NCHW, 3 classes of 5x4",
        "1 4 5 10,   NCHW, 5, 4,  NHWC, 10 classes of 5x4",
        "1 4 4 5,    NHWC, 5, 4,  NCHW, 4 classes of 5x4",
        // Both could be: as the input.
        "1 4 4 4,    NCHW, 4, 4,  NCHW, 4 classes of 4x4",
        "1 4 4 4,    NHWC, 4, 4,  NHWC, 4 classes of 4x4",
        // A whole number of values for each pixel is as good as one.
        "1 2 8 10,   NCHW, 5, 4,  NCHW, 2 classes of 10x8",
        "1 4 8 16,   NCHW, 8, 4,  NCHW, 4 classes of 16x8",
        // And so is a value for every second pixel, of which the last has one pixel alone.
        "1 2 3 3,    NCHW, 5, 4,  NHWC, 3 classes of 3x2",
        // Neither fits, or the other by one side only: as the input.
        "1 3 3 3,    NCHW, 5, 4,  NCHW, 3 classes of 3x3",
        "1 7 5 3,    NCHW, 5, 4,  NCHW, 7 classes of 3x5",
        "1 4 6 3,    NCHW, 5, 4,  NCHW, 4 classes of 3x6",
    })
    void theSizeOfTheImageTellsWhichDimensionIsTheClasses(
            String shape, Layout preferred, int width, int height, Layout layout, String expected) {
        OutputGrid grid = OutputGrid.of(sizes(shape), preferred, width, height);

        assertThat(grid.layout()).isEqualTo(layout);
        assertThat(grid.classes() + " classes of " + grid.width() + "x" + grid.height())
                .isEqualTo(expected);
    }

    /** The value of a class at a pixel is the number {@code class, row, column}. */
    @ParameterizedTest
    @CsvSource({"NCHW", "NHWC"})
    void readsAPieceOfARow(Layout layout) {
        int classes = 2;
        int width = 5;
        int height = 3;
        FloatBuffer data = FloatBuffer.allocate(classes * height * width);
        for (int c = 0; c < classes; c++) {
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    int at = layout == Layout.NCHW ? (c * height + y) * width + x : (y * width + x) * classes + c;
                    data.put(at, 100 * c + 10 * y + x);
                }
            }
        }
        float[][] piece = new float[classes][3];

        new OutputGrid(layout, classes, width, height).read(data, 2, 1, 3, piece);

        assertThat(piece[0]).containsExactly(12, 13, 14);
        assertThat(piece[1]).containsExactly(112, 113, 114);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 3 4", "2 3 4 5", "1 1 3 4 5"})
    void whatIsNoAnswerForEveryPixelOfOneImageIsRefused(String shape) {
        assertThatThrownBy(() -> OutputGrid.of(sizes(shape), Layout.NCHW, 5, 4))
                .isInstanceOf(FoveaException.class)
                .hasMessage("The model's answer has the shape [" + shape.replace(" ", ", ")
                        + "]; an answer for every pixel has [1, channels, height, width] or [1, height, width,"
                        + " channels].");
    }

    @Test
    void anAnswerCoarserThanTheImageIsReadAsTheInputIs() {
        assertThat(OutputGrid.of(new long[] {1, 3, 2, 4}, Layout.NCHW, 16, 8))
                .isEqualTo(new OutputGrid(Layout.NCHW, 3, 4, 2));
    }

    private static long[] sizes(String shape) {
        String[] words = shape.split(" ");
        long[] sizes = new long[words.length];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = Long.parseLong(words[i]);
        }
        return sizes;
    }
}
