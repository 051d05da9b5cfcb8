package io.fovea.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.FoveaException;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.Scalar;
import org.opencv.imgcodecs.Imgcodecs;

class ImageFileTest {
    @TempDir
    Path folder;

    static Stream<Image> images() {
        return Stream.of(
                Image.gray8(3, 2, new byte[] {0, 1, 2, (byte) 200, (byte) 254, (byte) 255}),
                Image.rgb8(2, 1, new byte[] {(byte) 255, 0, 10, 20, 30, 40}),
                Image.gray16(2, 2, new short[] {0, 300, (short) 40000, (short) 65535}),
                Image.rgb16(1, 1, new short[] {1, 1000, (short) 50000}));
    }

    @ParameterizedTest
    @MethodSource("images")
    void readsWhatItWrites(Image image) {
        for (String name : List.of("a b.png", "größe 核.tif", "A.TIFF")) {
            Path file = folder.resolve(name);
            image.write(file);
            assertSame(Image.read(file), image);
        }
    }

    @Test
    void keepsFloatsInTiffAndRefusesThemInPng() {
        Image image = Image.gray32(2, 1, new float[] {-1.5f, 1e6f});
        image.write(folder.resolve("f.tif"));
        assertSame(Image.read(folder.resolve("f.tif")), image);
        assertThatThrownBy(() -> image.write(folder.resolve("f.png")))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("use .tif");
        assertThatThrownBy(() -> image.write(folder.resolve("f.gif"))).hasMessageContaining("must end in .png or .tif");
    }

    @Test
    void leavesNoHalfFileWhereItCannotWrite() throws Exception {
        Path blocked = Files.writeString(folder.resolve("file"), "x").resolve("a.png");
        assertThatThrownBy(() -> Image.gray8(1, 1, new byte[1]).write(blocked))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("Cannot write");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void readsEveryPageOfATiff() {
        OpenCv.load();
        Mat first = new Mat(2, 3, CvType.CV_8UC1, new Scalar(7));
        Mat second = new Mat(2, 3, CvType.CV_16UC1, new Scalar(700));
        Path file = folder.resolve("pages.tif");
        Imgcodecs.imwritemulti(file.toString(), List.of(first, second));

        List<Image> pages = Image.readPages(file);
        assertThat(pages).extracting(Image::depth).containsExactly(Image.Depth.UINT8, Image.Depth.UINT16);
        assertThat(pages.get(1).value(2, 1, 0)).isEqualTo(700);
        assertThat(Image.read(file).depth()).isEqualTo(Image.Depth.UINT8);
    }

    @Test
    void dropsTransparencyAndReadsPalettes() throws Exception {
        OpenCv.load();
        Mat bgra = new Mat(1, 1, CvType.CV_8UC4, new Scalar(10, 20, 30, 5));
        Files.write(folder.resolve("alpha.png"), encoded(".png", bgra));
        assertSame(Image.read(folder.resolve("alpha.png")), Image.rgb8(1, 1, new byte[] {30, 20, 10}));

        var palette = new java.awt.image.IndexColorModel(8, 2, new byte[] {1, 2}, new byte[] {3, 4}, new byte[] {5, 6});
        var indexed = new java.awt.image.BufferedImage(2, 1, java.awt.image.BufferedImage.TYPE_BYTE_INDEXED, palette);
        indexed.getRaster().setSample(1, 0, 0, 1);
        javax.imageio.ImageIO.write(
                indexed, "png", folder.resolve("palette.png").toFile());
        assertSame(Image.read(folder.resolve("palette.png")), Image.rgb8(2, 1, new byte[] {1, 3, 5, 2, 4, 6}));
    }

    @Test
    void turnsAJpegUprightByItsExif() throws Exception {
        OpenCv.load();
        byte[] jpeg = encoded(".jpg", new Mat(8, 24, CvType.CV_8UC3, new Scalar(1, 2, 3)));
        ByteArrayOutputStream turned = new ByteArrayOutputStream();
        turned.write(jpeg, 0, 2);
        turned.write(exif(6));
        turned.write(jpeg, 2, jpeg.length - 2);
        Path file = Files.write(folder.resolve("turned.jpg"), turned.toByteArray());

        Image image = Image.read(file);
        assertThat(image.width()).isEqualTo(8);
        assertThat(image.height()).isEqualTo(24);
    }

    @ParameterizedTest
    @ValueSource(strings = {".png", ".jpg", ".tif", ".bmp"})
    void saysThatAFileIsTruncated(String suffix) throws Exception {
        OpenCv.load();
        Mat noise = new Mat(64, 64, CvType.CV_8UC3);
        org.opencv.core.Core.randu(noise, 0, 255);
        byte[] whole = encoded(suffix, noise);
        Path file = folder.resolve("whole" + suffix);
        Files.write(file, whole);
        assertThat(Image.read(file).width()).isEqualTo(64);

        for (double share : new double[] {0.2, 0.6, 0.95}) {
            Path cut = folder.resolve("cut" + suffix);
            Files.write(cut, Arrays.copyOf(whole, (int) (whole.length * share)));
            assertThatThrownBy(() -> Image.read(cut))
                    .isInstanceOf(FoveaException.class)
                    .hasMessageContaining("'" + cut + "'")
                    .hasMessageContaining("truncated");
            assertThatThrownBy(() -> Image.readPages(cut)).isInstanceOf(FoveaException.class);
        }
    }

    @Test
    void theEndOfAThumbnailIsNotTheEndOfAJpeg() throws Exception {
        OpenCv.load();
        Mat noise = new Mat(64, 64, CvType.CV_8UC3);
        org.opencv.core.Core.randu(noise, 0, 255);
        byte[] jpeg = encoded(".jpg", noise);
        byte[] small = encoded(".jpg", new Mat(8, 8, CvType.CV_8UC3, new Scalar(0, 0, 0)));
        ByteArrayOutputStream withThumbnail = new ByteArrayOutputStream();
        withThumbnail.write(jpeg, 0, 2);
        withThumbnail.write(
                new byte[] {(byte) 0xff, (byte) 0xe1, (byte) ((small.length + 2) >> 8), (byte) (small.length + 2)});
        withThumbnail.write(small);
        withThumbnail.write(jpeg, 2, jpeg.length - 2);
        byte[] whole = withThumbnail.toByteArray();

        Path file = Files.write(folder.resolve("whole.jpg"), whole);
        assertThat(Image.read(file).width()).isEqualTo(64);
        Path cut = Files.write(folder.resolve("cut.jpg"), Arrays.copyOf(whole, whole.length * 2 / 3));
        assertThatThrownBy(() -> Image.read(cut)).hasMessageContaining("is truncated");
    }

    @Test
    void saysWhatIsWrongWithAFile() throws Exception {
        Path text = Files.writeString(folder.resolve("text.png"), "Not an image.");
        Path empty = Files.createFile(folder.resolve("empty.png"));
        Path bytes = Files.write(folder.resolve("bytes.png"), new byte[] {1, 2, 3, (byte) 255});
        Path gone = folder.resolve("gone.png");

        assertFails(text, "is not an image but a text file");
        assertFails(empty, "is empty (0 bytes)");
        assertFails(bytes, "is not an image that can be read: PNG, TIFF, JPEG, BMP, GIF or WebP");
        assertFails(gone, "There is no file");
        assertFails(folder, "it is a folder");
    }

    private static void assertFails(Path file, String sentence) {
        assertThatThrownBy(() -> Image.read(file))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("'" + file + "'")
                .hasMessageContaining(sentence);
    }

    static void assertSame(Image actual, Image expected) {
        assertThat(actual).hasToString(expected.toString());
        switch (expected.depth()) {
            case UINT8 -> assertThat(actual.bytes()).isEqualTo(expected.bytes());
            case UINT16 -> assertThat(actual.shorts()).isEqualTo(expected.shorts());
            case FLOAT32 -> assertThat(actual.floats()).isEqualTo(expected.floats());
        }
    }

    private static byte[] encoded(String suffix, Mat mat) {
        MatOfByte bytes = new MatOfByte();
        Imgcodecs.imencode(suffix, mat, bytes);
        return bytes.toArray();
    }

    /** An APP1 segment with nothing but an orientation. */
    private static byte[] exif(int orientation) {
        byte[] tiff = {
            'E',
            'x',
            'i',
            'f',
            0,
            0,
            'M',
            'M',
            0,
            42,
            0,
            0,
            0,
            8,
            0,
            1,
            1,
            0x12,
            0,
            3,
            0,
            0,
            0,
            1,
            0,
            (byte) orientation,
            0,
            0,
            0,
            0,
            0,
            0
        };
        ByteArrayOutputStream segment = new ByteArrayOutputStream();
        segment.writeBytes(new byte[] {(byte) 0xff, (byte) 0xe1, 0, (byte) (tiff.length + 2)});
        segment.writeBytes(tiff);
        return segment.toByteArray();
    }
}
