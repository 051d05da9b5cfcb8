package io.fovea.image;

import static io.fovea.image.TestFormats.assertRefused;
import static io.fovea.image.TestFormats.chunk;
import static io.fovea.image.TestFormats.encoded;
import static io.fovea.image.TestFormats.exif;
import static io.fovea.image.TestFormats.indexed;
import static io.fovea.image.TestFormats.inserted;
import static io.fovea.image.TestFormats.noise;
import static io.fovea.image.TestFormats.png;
import static io.fovea.image.TestFormats.segment;
import static io.fovea.image.TestFormats.webp;
import static io.fovea.image.TestFormats.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfInt;
import org.opencv.imgcodecs.Imgcodecs;

/** PNG, JPEG, BMP, GIF and WebP: what they hold is read right, or refused by name, whatever the file is called. */
class ImageKindsTest {
    private static final int[] COLORS = {0x000000, 0x800000, 0x008000, 0xffee01};

    @TempDir
    Path folder;

    @BeforeAll
    static void load() {
        OpenCv.load();
    }

    static Stream<Arguments> turned() {
        return Stream.of("jpg", "png", "webp")
                .flatMap(kind -> IntStream.rangeClosed(1, 8).mapToObj(turn -> Arguments.of(kind, turn)));
    }

    /** A red block in the first row and column, a blue one behind it in the first row. */
    @ParameterizedTest
    @MethodSource("turned")
    void everyFileIsTurnedUpright(String kind, int orientation) throws IOException {
        Mat mat = new Mat(32, 48, CvType.CV_8UC3, new org.opencv.core.Scalar(0, 200, 0));
        mat.submat(0, 16, 0, 16).setTo(new org.opencv.core.Scalar(0, 0, 250));
        mat.submat(0, 16, 32, 48).setTo(new org.opencv.core.Scalar(250, 0, 0));
        byte[] plain = encoded("." + kind, mat, new MatOfInt(Imgcodecs.IMWRITE_JPEG_QUALITY, 100));
        byte[] exif = exif(orientation);
        byte[] bytes =
                switch (kind) {
                    case "jpg" -> inserted(plain, 2, segment(exif));
                    case "png" -> inserted(plain, 33, chunk("eXIf", exif));
                    default -> webp(plain, 48, 32, exif);
                };
        Path file = Files.write(folder.resolve("a." + kind), bytes);

        Image image = Image.read(file);

        boolean swaps = orientation > 4;
        assertThat(image.toString()).isEqualTo(swaps ? "32x48 RGB 8-bit" : "48x32 RGB 8-bit");
        try (Pages pages = Pages.open(file)) {
            assertThat(pages.header(0).toString()).isEqualTo(image.toString());
        }
        boolean right = List.of(2, 3, 6, 7).contains(orientation);
        boolean bottom = List.of(3, 4, 7, 8).contains(orientation);
        assertColor(image, right, bottom, 250, 0, 0);
        boolean blueRight = swaps ? right : !right;
        boolean blueBottom = swaps ? !bottom : bottom;
        assertColor(image, blueRight, blueBottom, 0, 0, 250);
    }

    private static void assertColor(Image image, boolean right, boolean bottom, int... rgb) {
        int x = right ? image.width() - 5 : 5;
        int y = bottom ? image.height() - 5 : 5;
        for (int c = 0; c < 3; c++) {
            assertThat((double) image.value(x, y, c)).isCloseTo(rgb[c], within(12.0));
        }
    }

    @ParameterizedTest
    @CsvSource({"png, 8", "png, 2", "png, 1", "bmp, 8", "bmp, 4", "bmp, 1", "gif, 8", "gif, 2"})
    void palettesAreColourAndTheirIndicesLabels(String kind, int bits) throws IOException {
        int size = Math.min(COLORS.length, 1 << bits);
        BufferedImage image = indexed(bits, Arrays.copyOf(COLORS, size));
        Path file = folder.resolve("a." + kind);
        write(image, kind, file);

        Image seen = Image.read(file);
        IndexImage labels = IndexImage.read(file);

        assertThat(seen.toString()).isEqualTo("5x4 RGB 8-bit");
        for (int y = 0; y < 4; y++) {
            for (int x = 0; x < 5; x++) {
                int index = (x + 2 * y) % size;
                assertThat(labels.value(x, y)).isEqualTo(index);
                assertThat((int) seen.value(x, y, 0)).isEqualTo(COLORS[index] >> 16 & 0xff);
                assertThat((int) seen.value(x, y, 1)).isEqualTo(COLORS[index] >> 8 & 0xff);
                assertThat((int) seen.value(x, y, 2)).isEqualTo(COLORS[index] & 0xff);
            }
        }
        assertThat(labels.palette().orElseThrow()).startsWith(Arrays.copyOf(COLORS, size));
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "bmp", "gif"})
    void paletteOfGreysIsGrey(String kind) throws IOException {
        Path file = folder.resolve("a." + kind);
        write(indexed(8, new int[] {0xffffff, 0x404040, 0x0a0a0a, 0}), kind, file);

        Image seen = Image.read(file);

        assertThat(seen.toString()).isEqualTo("5x4 grey 8-bit");
        assertThat(seen.bytes()).startsWith(255, 64, 10, 0, 255);
        assertThat(IndexImage.read(file).values()).startsWith(0, 1, 2, 3, 0);
    }

    @Test
    void anInterlacedGifHasItsRowsInOrder() throws IOException {
        BufferedImage image = new BufferedImage(300, 29, BufferedImage.TYPE_BYTE_GRAY);
        byte[] pixels = noise(300 * 29);
        image.getRaster().setDataElements(0, 0, 300, 29, pixels);
        Path file = folder.resolve("a.gif");
        ImageIO.write(image, "gif", file.toFile()); // interlaced, as it does

        assertThat(Image.read(file).bytes()).isEqualTo(pixels);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "4, 1", "8, 1", "16, 1", "8, 2", "16, 2", "8, 4", "16, 4"})
    void pngGreysKeepTheirValues(int bits, int samples) throws IOException {
        int most = (1 << bits) - 1;
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        int columns = 16;
        for (int y = 0; y < 2; y++) {
            raw.write(0);
            if (bits < 8) {
                for (int i = 0; i < columns * bits / 8; i++) {
                    raw.write(y == 0 ? 0xff : 0);
                }
            } else {
                for (int x = 0; x < columns; x++) {
                    for (int s = 0; s < samples; s++) {
                        int value = y == 0 ? most - x - 100 * s : 17 * x + s;
                        if (bits == 16) {
                            raw.write(value >> 8);
                        }
                        raw.write(value);
                    }
                }
            }
        }
        int kind = samples == 1 ? 0 : samples == 2 ? 4 : 6;
        Path file = Files.write(folder.resolve("a.png"), png(columns, 2, bits, kind, raw.toByteArray()));

        Image image = Image.read(file);

        assertThat(image.channels()).isEqualTo(samples == 4 ? 3 : 1);
        assertThat(image.depth()).isEqualTo(bits == 16 ? Image.Depth.UINT16 : Image.Depth.UINT8);
        assertThat((int) image.value(0, 0, 0)).isEqualTo(bits < 8 ? 255 : most);
        assertThat((int) image.value(3, 1, 0)).isEqualTo(bits < 8 ? 0 : 51);
        if (samples == 4) {
            assertThat((int) image.value(3, 1, 2)).isEqualTo(53);
        }
    }

    /** Adobe stores inks inverted: 255 is none. */
    @Test
    void inksInAJpegAreColoursIfAdobesMarkerSaysWhich() throws IOException {
        int[] inks = {200, 100, 50, 180};
        double[][] lines = new double[8][32];
        for (double[] line : lines) {
            for (int i = 0; i < line.length; i++) {
                line[i] = inks[i % 4];
            }
        }
        byte[] plain = TestPacking.jpeg(lines, 8, 8, 4);
        byte[] marker = {(byte) 0xff, (byte) 0xee, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0};
        Path file = Files.write(folder.resolve("a.jpg"), inserted(plain, 2, marker));

        Image image = Image.read(file);

        for (int c = 0; c < 3; c++) {
            assertThat((double) image.value(3, 3, c)).isCloseTo(inks[c] * 180 / 255.0, within(2.0));
        }
        assertRefused(Files.write(file, plain), "is a JPEG of four inks that does not say which, which is not read");
    }

    @Test
    void aWebpIsRead() throws IOException {
        Mat mat = new Mat(4, 6, CvType.CV_8UC3, new org.opencv.core.Scalar(10, 20, 30));
        byte[] lossless = encoded(".webp", mat, new MatOfInt(Imgcodecs.IMWRITE_WEBP_QUALITY, 101));
        Path file = Files.write(folder.resolve("a.webp"), lossless);

        assertThat(Image.read(file).bytes()).startsWith(30, 20, 10, 30);

        Files.write(file, Arrays.copyOf(lossless, lossless.length - 4));
        assertRefused(file, "is truncated");
    }

    @Test
    void whatAFileIsItsContentSays() throws IOException {
        Path file = folder.resolve("a.jpg");
        ImageIO.write(indexed(8, COLORS), "gif", file.toFile());

        assertThat(Image.read(file).toString()).isEqualTo("5x4 RGB 8-bit");
    }

    @ParameterizedTest
    @CsvSource({
        "0000000c6a5020200d0a870a00000000, a JPEG 2000 image",
        "ff4fff51002f0000, a JPEG 2000 image",
        "50350a312031203235350a7f, a Netpbm image",
        "762f310102000000, an OpenEXR image",
        "233f52414449414e43450a0a, a Radiance image",
        "59a66a9500000001, a Sun raster image",
        "0000001c667479706176696600000000, an AVIF image",
        "000000186674797068656963, a HEIC photo",
        "384250530001, a Photoshop document",
        "89484446 0d0a1a0a, an HDF5 file"
    })
    void formatsThatNothingPromisesAreNamedBeforeADecoderSeesThem(String hex, String name) throws IOException {
        byte[] bytes = java.util.HexFormat.of().parseHex(hex.replace(" ", ""));
        Path file = Files.write(folder.resolve("a.png"), bytes);

        assertRefused(
                file,
                "is " + name
                        + (name.startsWith("a Netpbm") ? " (PBM, PGM, PPM, PAM or PFM)" : "")
                        + ", which is not read; save it as one of these: PNG, TIFF, JPEG, BMP, GIF or WebP");
    }

    @Test
    void animationsAreRefused() throws IOException {
        Path file = folder.resolve("a.gif");
        ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            writer.writeToSequence(new IIOImage(indexed(8, COLORS), null, null), null);
            writer.writeToSequence(new IIOImage(indexed(8, COLORS), null, null), null);
            writer.endWriteSequence();
        }
        assertRefused(file, "is an animated GIF of 2 pictures");

        Mat mat = new Mat(4, 6, CvType.CV_8UC3, new org.opencv.core.Scalar(1, 2, 3));
        byte[] webp = webp(encoded(".webp", mat, new MatOfInt()), 6, 4, exif(1));
        webp[20] |= 2;
        assertRefused(Files.write(folder.resolve("a.webp"), webp), "is an animated WebP");
    }

    @Test
    void aByteThatIsNotWhatWasWrittenIsFoundInAPng() throws IOException {
        Path file = folder.resolve("a.png");
        Image.gray8(64, 64, noise(64 * 64)).write(file);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 4;
        Files.write(file, bytes);

        assertRefused(file, "as its checksum tells");
    }

    @Test
    void sizesThatAFileCannotHoldAreDamage() throws IOException {
        byte[] jpeg =
                encoded(".jpg", new Mat(8, 8, CvType.CV_8UC3, new org.opencv.core.Scalar(1, 2, 3)), new MatOfInt());
        int frame = new String(jpeg, StandardCharsets.ISO_8859_1).indexOf("\u00ff\u00c0");
        ByteBuffer.wrap(jpeg).putShort(frame + 5, (short) 30_000).putShort(frame + 7, (short) 30_000);
        assertRefused(Files.write(folder.resolve("a.jpg"), jpeg), "bytes cannot hold 30000x30000 pixels");

        byte[] png = png(30_000, 30_000, 8, 0, new byte[100]);
        assertRefused(Files.write(folder.resolve("a.png"), png), "bytes cannot hold 30000x30000 pixels");
    }

    @Test
    void moreThanADecoderTakesIsRefusedWithWhatToDo() throws IOException {
        byte[] png = png(40_000, 30_000, 1, 0, new byte[30_000 * 5001]);

        assertRefused(
                Files.write(folder.resolve("a.png"), png),
                "has 40000x30000 pixels, more than the 1,073,741,824 that are read of its format; cut it into parts, or"
                        + " save it as TIFF");
    }

    /** 16 bits of four channels are 8 bytes a pixel; 120x120 of them are more than deflate makes of some 100 bytes. */
    @Test
    void aPngIsHeldAgainstWhatItsDataCanBe() throws IOException {
        byte[] rows = new byte[120 * (1 + 120 * 8)];
        byte[] whole = png(120, 120, 16, 6, rows);
        Path file = Files.write(folder.resolve("a.png"), whole);
        assertThat(Image.read(file).toString()).isEqualTo("120x120 RGB 16-bit");

        assertRefused(Files.write(file, png(400, 400, 16, 6, rows)), "bytes cannot hold 400x400 pixels");
    }

    @ParameterizedTest
    @CsvSource({"300, 17, 101", "17, 300, 101", "300, 17, 80", "1, 1, 101", "1, 1, 80"})
    void aWebpSaysItsSizeBeforeItIsDecoded(int width, int height, int quality) throws IOException {
        Mat mat = new Mat(height, width, CvType.CV_8UC3, new org.opencv.core.Scalar(10, 20, 30));
        byte[] bytes = encoded(".webp", mat, new MatOfInt(Imgcodecs.IMWRITE_WEBP_QUALITY, quality));
        Path file = Files.write(folder.resolve("a.webp"), bytes);

        try (Pages pages = Pages.open(file)) {
            assertThat(pages.header(0).toString()).isEqualTo(width + "x" + height + " RGB 8-bit");
            assertThat(pages.read(0).toString()).isEqualTo(width + "x" + height + " RGB 8-bit");
        }
    }

    @Test
    void aWebpOfMoreThanADecoderTakesIsRefused() throws IOException {
        Mat mat = new Mat(4, 6, CvType.CV_8UC3, new org.opencv.core.Scalar(1, 2, 3));
        byte[] webp = webp(encoded(".webp", mat, new MatOfInt()), 6, 4, exif(1));
        webp[25] = (byte) 200; // 51,206 wide
        webp[28] = (byte) 200; // 51,204 high

        assertRefused(Files.write(folder.resolve("a.webp"), webp), "has 51206x51204 pixels, more than");
    }

    /** Some writers put the header of JPEG's segment before it. */
    @Test
    void aWebpMayHaveJpegsHeaderBeforeItsOrientation() throws IOException {
        Mat mat = new Mat(4, 6, CvType.CV_8UC3, new org.opencv.core.Scalar(1, 2, 3));
        byte[] headed = ByteBuffer.allocate(32)
                .put("Exif\0\0".getBytes(StandardCharsets.ISO_8859_1))
                .put(exif(6))
                .array();
        byte[] webp = webp(encoded(".webp", mat, new MatOfInt()), 6, 4, headed);

        assertThat(Image.read(Files.write(folder.resolve("a.webp"), webp)).toString())
                .isEqualTo("4x6 RGB 8-bit");
    }
}
