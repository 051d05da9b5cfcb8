package io.fovea.image;

import static io.fovea.image.TestFormats.assertRefused;
import static io.fovea.image.TestFormats.bmp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** BMP, byte by byte: of any bits, run or not, with the headers that writers leave short. */
class BmpFilesTest {
    private static final int[] COLORS = {0x000000, 0x800000, 0x008000, 0xffee01};

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"16, false", "24, false", "24, true", "32, false"})
    void bmpColoursAreRead(int bits, boolean topDown) throws IOException {
        ByteBuffer pixels = ByteBuffer.allocate(2 * 16).order(ByteOrder.LITTLE_ENDIAN);
        for (int row = 0; row < 2; row++) {
            pixels.position(row * 16);
            for (int x = 0; x < 3; x++) {
                int[] rgb = {8 * (x + 1), 16 * x, 8 * (topDown == (row == 0) ? 1 : 2)};
                if (bits == 16) {
                    pixels.putShort((short) (rgb[0] / 8 << 10 | rgb[1] / 8 << 5 | rgb[2] / 8));
                } else {
                    pixels.put((byte) rgb[2]).put((byte) rgb[1]).put((byte) rgb[0]);
                    if (bits == 32) {
                        pixels.put((byte) 99);
                    }
                }
            }
        }
        int rowBytes = (3 * bits / 8 + 3) / 4 * 4;
        byte[] rows = new byte[2 * rowBytes];
        System.arraycopy(pixels.array(), 0, rows, 0, rowBytes);
        System.arraycopy(pixels.array(), 16, rows, rowBytes, rowBytes);
        Path file = Files.write(folder.resolve("a.bmp"), bmp(3, topDown ? -2 : 2, bits, 0, new int[0], rows));

        Image image = Image.read(file);

        assertThat(image.toString()).isEqualTo("3x2 RGB 8-bit");
        int scale = bits == 16 ? 1 : 0; // 5 bits become 8
        for (int y = 0; y < 2; y++) {
            for (int x = 0; x < 3; x++) {
                int[] rgb = {8 * (x + 1), 16 * x, 8 * (y == 0 ? 1 : 2)};
                for (int c = 0; c < 3; c++) {
                    int expected = scale == 1 ? Math.round(rgb[c] / 8 * 255 / 31f) : rgb[c];
                    assertThat((double) image.value(x, y, c)).isCloseTo(expected, within((double) scale));
                }
            }
        }
    }

    @Test
    void bmpRunsAreRead() throws IOException {
        byte[] runs = {3, 1, 2, 2, 0, 0, 0, 3, 2, 1, 3, 0, 2, 0, 0, 1}; // 1 1 1 2 2; 2 1 3, 0 0; the end
        Path file = Files.write(folder.resolve("a.bmp"), bmp(5, 2, 8, 1, COLORS, runs));

        assertThat(IndexImage.read(file).values()).containsExactly(2, 1, 3, 0, 0, 1, 1, 1, 2, 2);
        assertThat(Image.read(file).bytes()).startsWith(0, 128, 0, 128, 0, 0);
    }

    /** A header of twelve bytes, and colours of three. */
    @Test
    void bmpsOfOs2AreRead() throws IOException {
        int[] greys = {0xffffff, 0x404040, 0x0a0a0a, 0};
        byte[] rows = {3, 2, 1, 0, 2, 1, 0, 0};

        Image gray = Image.read(Files.write(folder.resolve("gray.bmp"), os2(3, 2, 8, greys, rows)));
        Image colors = Image.read(Files.write(folder.resolve("colors.bmp"), os2(3, 2, 8, COLORS, rows)));

        assertThat(gray).isEqualTo(Image.gray8(3, 2, new byte[] {10, 64, (byte) 255, 0, 10, 64}));
        assertThat(colors.toString()).isEqualTo("3x2 RGB 8-bit");
        assertThat(colors.bytes()).startsWith(0, 128, 0, 128, 0, 0, 0, 0, 0);
        try (Pages pages = Pages.open(folder.resolve("gray.bmp"))) {
            assertThat(pages.header(0).toString()).isEqualTo("3x2 grey 8-bit");
        }
        byte[] cut = Arrays.copyOf(os2(3, 2, 8, greys, rows), 14 + 12 + 12 + 7);
        ByteBuffer.wrap(cut).order(ByteOrder.LITTLE_ENDIAN).putInt(2, cut.length);
        assertRefused(Files.write(folder.resolve("cut.bmp"), cut), "is truncated");
    }

    /** A row of three bytes is filled up to four. */
    @Test
    void aBmpThatLacksAByteIsTruncated() throws IOException {
        byte[] whole = bmp(3, 2, 8, 0, COLORS, new byte[8]);
        Path file = Files.write(folder.resolve("a.bmp"), whole);
        assertThat(Image.read(file).width()).isEqualTo(3);

        byte[] cut = Arrays.copyOf(whole, whole.length - 1);
        ByteBuffer.wrap(cut).order(ByteOrder.LITTLE_ENDIAN).putInt(2, cut.length);
        assertRefused(Files.write(file, cut), "is truncated");
        assertRefused(Files.write(file, Arrays.copyOf(whole, 20)), "is truncated");
        assertRefused(Files.write(file, Arrays.copyOf(whole, whole.length - 1)), "is truncated");
    }

    /** Writers leave out how many colours there are: as many as lie before the pixels. */
    @Test
    void aBmpNeedNotCountItsColours() throws IOException {
        byte[] bytes = bmp(3, 2, 8, 0, COLORS, new byte[] {1, 2, 3, 0, 1, 1, 1, 0});
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(46, 0);
        Path file = Files.write(folder.resolve("a.bmp"), bytes);

        assertThat(Image.read(file).bytes()).startsWith(128, 0, 0, 128, 0, 0);
        try (Pages pages = Pages.open(file)) {
            assertThat(pages.header(0)).hasToString("3x2 RGB 8-bit");
        }
    }

    @Test
    void aBmpThatHoldsAnotherFormatIsRefused() throws IOException {
        byte[] rows = new byte[8];

        assertRefused(
                Files.write(folder.resolve("a.bmp"), bmp(3, 2, 24, 4, new int[0], rows)),
                "is a BMP with a JPEG or PNG in it");
        assertRefused(
                Files.write(folder.resolve("a.bmp"), bmp(3, 2, 24, 5, new int[0], rows)),
                "is a BMP with a JPEG or PNG in it");
        assertRefused(
                Files.write(folder.resolve("a.bmp"), bmp(30_000, 30_000, 8, 1, COLORS, rows)),
                "bytes cannot hold 30000x30000 pixels");
    }

    private static byte[] os2(int width, int height, int bits, int[] colors, byte[] rows) {
        int start = 26 + 3 * colors.length;
        ByteBuffer file = ByteBuffer.allocate(start + rows.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put((byte) 'B')
                .put((byte) 'M')
                .putInt(start + rows.length)
                .putInt(0)
                .putInt(start);
        file.putInt(12).putShort((short) width).putShort((short) height);
        file.putShort((short) 1).putShort((short) bits);
        for (int color : colors) {
            file.put((byte) color).put((byte) (color >> 8)).put((byte) (color >> 16));
        }
        return file.put(rows).array();
    }
}
