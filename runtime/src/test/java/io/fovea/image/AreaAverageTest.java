package io.fovea.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

class AreaAverageTest {

    /** Three pixels make two: each has one and half of the next, (2 * 30 + 60) / 3 and (60 + 2 * 91) / 3. */
    @Test
    void averagesWhatEachPixelCovers() {
        Image image = Image.gray8(3, 1, new byte[] {30, 60, 91});

        assertThat(AreaAverage.of(image, 2, 1).bytes()).containsExactly(40, 81);
    }

    @ParameterizedTest
    @CsvSource({
        "448, 336, 3, 256, 256",
        "240, 180, 3, 128, 128",
        "240, 180, 1, 128, 128",
        "500, 375, 3, 224, 224",
        "301, 97, 3, 300, 96",
        "301, 97, 1, 7, 5",
        "64, 48, 4, 31, 48",
        "64, 48, 3, 32, 17",
        "1000, 7, 1, 333, 7",
        "640, 480, 3, 1, 1",
        "641, 3, 2, 640, 3"
    })
    void equalsOpenCv(int width, int height, int channels, int newWidth, int newHeight) {
        byte[] values = new byte[width * height * channels];
        new Random(width + newWidth).nextBytes(values);
        Image image =
                channels == 3 ? Image.rgb8(width, height, values) : Image.channels8(width, height, channels, values);
        Image shrunk = AreaAverage.of(image, newWidth, newHeight);

        byte[] expected = byOpenCv(image, newWidth, newHeight);
        int different = 0;
        for (int i = 0; i < expected.length; i++) {
            int difference = Math.abs((shrunk.bytes()[i] & 0xff) - (expected[i] & 0xff));
            assertThat(difference).isLessThan(2);
            different += difference;
        }
        // Other processors add a product and a sum in one step.
        boolean isExact = System.getProperty("os.arch").equals("amd64");
        assertThat(different).isLessThanOrEqualTo(isExact ? 0 : expected.length / 100);
        assertThat(shrunk.isColor()).isEqualTo(image.isColor());
    }

    @Test
    void leavesToOpenCvWhatThatIsFastAt() {
        Image image = Image.gray8(64, 64, new byte[64 * 64]);

        assertThat(AreaAverage.isFor(image, 63, 64)).isTrue();
        assertThat(AreaAverage.isFor(image, 32, 16)).isFalse();
        assertThat(AreaAverage.isFor(image, 65, 63)).isFalse();
        assertThat(AreaAverage.isFor(Image.gray16(64, 64, new short[64 * 64]), 63, 64))
                .isFalse();
    }

    private static byte[] byOpenCv(Image image, int width, int height) {
        Mat mat = Mats.of(image);
        Mat resized = new Mat();
        try {
            Imgproc.resize(mat, resized, new Size(width, height), 0, 0, Imgproc.INTER_AREA);
            byte[] values = new byte[width * height * image.channels()];
            resized.get(0, 0, values);
            return values;
        } finally {
            mat.release();
            resized.release();
        }
    }
}
