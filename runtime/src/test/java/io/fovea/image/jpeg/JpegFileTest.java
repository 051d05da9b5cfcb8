package io.fovea.image.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.image.OpenCv;
import io.fovea.image.sample.FormatException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfInt;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

class JpegFileTest {

    @BeforeAll
    static void load() {
        OpenCv.load();
    }

    /** A picture of some detail, as photographs have it. */
    private static byte[] photo(int channels, int... options) {
        Mat mat = new Mat(240, 320, CvType.CV_8UC(channels));
        Core.setRNGSeed(7);
        Core.randu(mat, 0, 255);
        Imgproc.GaussianBlur(mat, mat, new Size(0, 0), 1.5);
        MatOfByte bytes = new MatOfByte();
        Imgcodecs.imencode(".jpg", mat, bytes, new MatOfInt(options));
        return bytes.toArray();
    }

    private static byte[] photo(String kind) {
        return switch (kind) {
            case "baseline" -> photo(3);
            case "grey" -> photo(1);
            case "progressive" -> photo(3, Imgcodecs.IMWRITE_JPEG_PROGRESSIVE, 1);
            case "optimised" -> photo(3, Imgcodecs.IMWRITE_JPEG_OPTIMIZE, 1, Imgcodecs.IMWRITE_JPEG_QUALITY, 60);
            case "restarts" -> photo(3, Imgcodecs.IMWRITE_JPEG_RST_INTERVAL, 20);
            default -> photo(3, Imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR, Imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR_444);
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"baseline", "grey", "progressive", "optimised", "restarts", "full colour"})
    void aWholeFileStaysTheSamePicture(String kind) throws FormatException {
        byte[] file = photo(kind);

        JpegFile jpeg = JpegFile.check(file);

        assertThat(jpeg.width()).isEqualTo(320);
        assertThat(jpeg.height()).isEqualTo(240);
        assertThat(jpeg.channels()).isEqualTo(kind.equals("grey") ? 1 : 3);
        Mat difference = new Mat();
        Core.absdiff(decoded(file), decoded(jpeg.plain()), difference);
        assertThat(Core.norm(difference)).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "baseline, zeros", "baseline, cut", "baseline, noise",
        "grey, zeros", "grey, cut", "grey, noise",
        "progressive, zeros", "progressive, cut", "progressive, noise",
        "optimised, zeros", "optimised, cut", "optimised, noise",
        "restarts, zeros", "restarts, cut", "restarts, noise"
    })
    void aHoleInTheMiddleIsFound(String kind, String hole) {
        byte[] file = photo(kind);
        for (int tenths = 3; tenths <= 8; tenths++) {
            byte[] damaged = damaged(file, file.length * tenths / 10, 600, hole);
            assertThatThrownBy(() -> JpegFile.check(damaged))
                    .as("%s at %d", hole, tenths)
                    .isInstanceOf(FormatException.class)
                    .hasMessageContaining("is damaged");
        }
    }

    private static byte[] damaged(byte[] file, int at, int length, String hole) {
        byte[] damaged = file.clone();
        byte[] noise = new byte[length];
        new Random(at).nextBytes(noise);
        switch (hole) {
            case "zeros" -> Arrays.fill(damaged, at, at + length, (byte) 0);
            case "noise" -> System.arraycopy(noise, 0, damaged, at, length);
            default -> {
                damaged = new byte[file.length - length];
                System.arraycopy(file, 0, damaged, 0, at);
                System.arraycopy(file, at + length, damaged, at, damaged.length - at);
            }
        }
        return damaged;
    }

    @Test
    void aMissingEndIsCalledThat() {
        byte[] file = photo("baseline");

        assertThatThrownBy(() -> JpegFile.check(Arrays.copyOf(file, file.length / 2)))
                .hasMessage("is truncated: the end of the image is missing");
    }

    @Test
    void whatWritersFillUpWithIsNoDamage() {
        byte[] file = photo("baseline");
        ByteArrayOutputStream filled = new ByteArrayOutputStream();
        filled.write(file, 0, file.length - 2);
        filled.writeBytes(new byte[300]);
        filled.write(file, file.length - 2, 2);
        filled.writeBytes(new byte[] {1, 2, 3}); // and what cameras put behind the end

        assertThatCode(() -> JpegFile.check(filled.toByteArray())).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "195, a JPEG with lossless coding",
        "201, a JPEG with arithmetic coding",
        "197, a JPEG with hierarchical coding"
    })
    void otherKindsAreNamed(int marker, String name) {
        byte[] file = photo("baseline");
        file[frame(file) + 1] = (byte) marker;

        assertThatThrownBy(() -> JpegFile.header(file)).hasMessageContaining("is " + name + ", which is not read");
    }

    @Test
    void deepValuesAreNamed() {
        byte[] file = photo("baseline");
        file[frame(file) + 4] = 12;

        assertThatThrownBy(() -> JpegFile.header(file)).hasMessageContaining("is a JPEG with 12-bit values");
    }

    private static int frame(byte[] file) {
        return new String(file, StandardCharsets.ISO_8859_1).indexOf("\u00ff\u00c0");
    }

    private static Mat decoded(byte[] file) {
        return Imgcodecs.imdecode(new MatOfByte(file), Imgcodecs.IMREAD_ANYCOLOR);
    }
}
