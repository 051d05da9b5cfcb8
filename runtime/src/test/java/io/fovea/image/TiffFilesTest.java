package io.fovea.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.FoveaException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the table of kinds does not show: pages, what is refused, and what is damaged. */
class TiffFilesTest {
    private static final TestTiff.Values RAMP = (x, y, s) -> (x + 3 * y + 50 * s) % 256;

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("a.tif");
    }

    @ParameterizedTest
    @CsvSource({
        "2, CCITT modified Huffman coding",
        "4, CCITT Group 4 fax coding",
        "6, JPEG in the form of TIFF 6.0",
        "34925, LZMA",
        "34712, JPEG 2000",
        "34887, LERC",
        "50001, WebP",
        "50002, JPEG XL",
        "12345, method 12345"
    })
    void compressionsThatAreNotReadAreNamed(int code, String name) {
        new TestTiff(8, 8).tag(259, code).write(file(), RAMP);

        assertRefused("is a TIFF compressed with " + name);
        assertRefused("which is not read");
    }

    @ParameterizedTest
    @CsvSource({
        "8, 3, 8, a TIFF of CIELab colours",
        "32803, 1, 16, a TIFF of the raw values of a camera's colour filters",
        "6, 3, 8, a TIFF of YCbCr colours without JPEG compression",
        "77, 1, 8, a TIFF of colours of kind 77",
        "5, 4, 16, a TIFF of 4 inks with 16 bits",
        "1, 17, 8, a TIFF of 17 channels in one page",
        "2, 2, 8, 'a TIFF of 2 channels that say they are red, green and blue'",
        "2, 18, 16, a TIFF of 18 channels in one page",
        "1, 1, 24, a TIFF of 24-bit integers",
        "3, 1, 8, 'is damaged: a part of its palette is missing'"
    })
    void pixelsThatAreNotReadAreNamed(int photometric, int samples, int bits, String name) {
        new TestTiff(8, 8)
                .photometric(photometric)
                .samples(samples)
                .bits(bits, 1)
                .write(file(), RAMP);

        assertRefused(name);
    }

    @Test
    void complexNumbersAreNamed() {
        new TestTiff(8, 8).bits(32, 6).write(file(), RAMP);

        assertRefused("is a TIFF of complex numbers");
    }

    @Test
    void labelsOfAnyIntegerAreExact() {
        new TestTiff(3, 1).bits(32, 1).write(file(), (x, y, s) -> new double[] {0, 16777217, 2147483647}[x]);
        assertThat(IndexImage.read(file()).values()).containsExactly(0, 16777217, 2147483647);

        new TestTiff(3, 1).bits(64, 2).write(file(), (x, y, s) -> new double[] {-1, 16777219, 70000}[x]);
        assertThat(IndexImage.read(file()).values()).containsExactly(-1, 16777219, 70000);

        new TestTiff(2, 1).bits(32, 1).write(file(), (x, y, s) -> new double[] {0, 2147483648.0}[x]);
        assertThatThrownBy(() -> IndexImage.read(file()))
                .isInstanceOf(FoveaException.class)
                .hasMessage(
                        "'" + file() + "' holds the value 2147483648, which is no label: labels are whole numbers up"
                                + " to 2,147,483,647.");
    }

    @Test
    void aMaskThatImageJShowsInvertedHasTheNumbersThatItShows() {
        new TestTiff(2, 1).photometric(0).write(file(), (x, y, s) -> 255 * x);

        assertThat(IndexImage.read(file()).values()).containsExactly(0, 255);
        assertThat(Image.read(file()).bytes()).containsExactly(255, 0);
    }

    @Test
    void ofAPaletteTheIndexCountsAsALabelAndTheColourIsSeen() {
        long[] map = new long[768];
        map[1] = 128 << 8; // 1 is dark red, as in PASCAL VOC
        map[256 + 2] = 128 << 8; // 2 is dark green
        new TestTiff(3, 1).photometric(3).tag(320, map).write(file(), (x, y, s) -> x);

        IndexImage labels = IndexImage.read(file());
        assertThat(labels.values()).containsExactly(0, 1, 2);
        assertThat(labels.palette().orElseThrow()).startsWith(0, 0x800000, 0x008000);
        assertThat(Image.read(file()).bytes()).containsExactly(0, 0, 0, 128, 0, 0, 0, 128, 0);
    }

    @Test
    void coloursAreNoLabels() {
        new TestTiff(2, 2).samples(3).photometric(2).write(file(), RAMP);

        assertThatThrownBy(() -> IndexImage.read(file()))
                .hasMessage("'" + file() + "' is 2x2 RGB 8-bit, and has no palette whose indices would count as labels;"
                        + " say with a 'colors:' list which colour means which label.");
    }

    @Test
    void pagesAreReadOneByOneWithWhatTheFileSays() {
        List<TestTiff.Values> values = new ArrayList<>();
        for (int page = 0; page < 2000; page++) {
            int number = page;
            values.add((x, y, s) -> number + x);
        }
        new TestTiff(4, 3)
                .bits(16, 1)
                .description("ImageJ=1.54p\nimages=2000\nchannels=2\n")
                .write(file(), values);

        try (Pages pages = Pages.open(file())) {
            assertThat(pages.count()).isEqualTo(2000);
            assertThat(pages.description()).contains("ImageJ=1.54p\nimages=2000\nchannels=2\n");
            assertThat(pages.header(1999)).hasToString("4x3 grey 16-bit");
            assertThat(pages.read(1999).value(1, 0, 0)).isEqualTo(2000);
            assertThat(pages.readIndices(7).value(3, 2)).isEqualTo(10);
        }
        assertThat(Image.readPages(file())).hasSize(2000);
    }

    /** What ImageJ does where the directories would lie beyond 4 GB. */
    @Test
    void aStackWithOneDirectoryHasAllThePagesThatImageJSays() throws IOException {
        new TestTiff(5, 4)
                .bits(16, 1)
                .rowsPerStrip(4)
                .description("ImageJ=1.54p\nimages=3\nslices=3\n")
                .write(file(), (x, y, s) -> x + 10 * y);
        long length = Files.size(file());
        byte[] bytes = Files.readAllBytes(file());
        ByteBuffer moved = ByteBuffer.allocate(bytes.length + 120).order(ByteOrder.LITTLE_ENDIAN);
        moved.put(bytes);
        int directory = moved.getInt(4);
        int entries = moved.getShort(directory);
        for (int entry = directory + 2; entry < directory + 2 + 12 * entries; entry += 12) {
            if (moved.getShort(entry) == 273) {
                moved.putInt(entry + 8, (int) length); // the pixels of three pages at the file's end
            }
        }
        for (int i = 0; i < 60; i++) {
            moved.putShort((int) length + 2 * i, (short) (1000 + i));
        }
        Files.write(file(), moved.array());

        assertThat(Image.readPages(file())).hasSize(3);
        assertThat(Image.readPages(file()).get(2).value(4, 3, 0)).isEqualTo(1059);

        Files.write(file(), Arrays.copyOf(moved.array(), moved.capacity() - 1));
        assertRefused("is truncated: it says that it has 3 pages");
    }

    @Test
    void aListOfPagesThatBitesItsTailIsDamaged() throws IOException {
        List<TestTiff.Values> values = List.of(RAMP, RAMP, RAMP);
        new TestTiff(8, 8).write(file(), values);
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file())).order(ByteOrder.LITTLE_ENDIAN);
        int first = bytes.getInt(4);
        int second = bytes.getInt(first + 2 + 12 * bytes.getShort(first));
        int third = bytes.getInt(second + 2 + 12 * bytes.getShort(second));
        bytes.putInt(third + 2 + 12 * bytes.getShort(third), second);
        Files.write(file(), bytes.array());

        assertRefused("is damaged: its list of pages leads back to itself");
    }

    @ParameterizedTest
    @EnumSource(
            value = TestPacking.class,
            names = {"LZW", "DEFLATE", "PACK_BITS", "ZSTD"})
    void aHoleInCompressedPixelsIsDamage(TestPacking packing) throws IOException {
        Random random = new Random(1);
        int[] noise = random.ints(64 * 64, 0, 64).toArray();
        new TestTiff(64, 64)
                .rowsPerStrip(32)
                .packing(packing, 1)
                .write(file(), (x, y, s) -> x % 5 == 0 ? 7 : noise[64 * y + x]);
        byte[] bytes = Files.readAllBytes(file());
        Arrays.fill(bytes, 700, 900, (byte) 0);
        Files.write(file(), bytes);

        assertRefused("is damaged");
    }

    @Test
    void whatTooFewBytesCannotHoldIsDamage() throws IOException {
        new TestTiff(64, 64).packing(TestPacking.LZW, 1).write(file(), RAMP);
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file())).order(ByteOrder.LITTLE_ENDIAN);
        int directory = bytes.getInt(4);
        bytes.putInt(directory + 2 + 8, 400_000); // the width
        Files.write(file(), bytes.array());

        assertRefused("cannot hold");
    }

    @Test
    void anImageThatNoArrayHoldsIsRefusedAtOnce() throws IOException {
        new TestTiff(8, 8).samples(3).photometric(2).write(file(), RAMP);
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file())).order(ByteOrder.LITTLE_ENDIAN);
        int directory = bytes.getInt(4);
        bytes.putInt(directory + 2 + 8, 27_000);
        bytes.putInt(directory + 2 + 12 + 8, 27_000);
        Files.write(file(), bytes.array());

        assertRefused(
                "has 27000x27000 pixels of 3 channels, more than the 2,147,483,639 values that can be read at once;"
                        + " cut it into parts");
    }

    @Test
    void anImageThatTheMemoryDoesNotHoldIsRefusedWithWhatToDo() throws IOException {
        long most = Runtime.getRuntime().maxMemory();
        int side = (int) Math.min(46_000, Math.sqrt(most / 8.0) + 1000);
        new TestTiff(8, 8).bits(64, 3).write(file(), RAMP);
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file())).order(ByteOrder.LITTLE_ENDIAN);
        int directory = bytes.getInt(4);
        bytes.putInt(directory + 2 + 8, side);
        bytes.putInt(directory + 2 + 12 + 8, side);
        Files.write(file(), bytes.array());

        assertRefused("start with FOVEA_JAVA_OPTIONS=-Xmx");
    }

    @Test
    void bitsThatLieTheOtherWayRoundAreTurned() {
        new TestTiff(16, 2).bits(1, 1).tag(266, 2).write(file(), (x, y, s) -> x == 1 ? 1 : 0);

        assertThat(Image.read(file()).value(6, 0, 0)).isEqualTo(255);
        assertThat(Image.read(file()).value(1, 0, 0)).isEqualTo(0);
    }

    private void assertRefused(String sentence) {
        assertThatThrownBy(() -> Image.read(file()))
                .isInstanceOf(FoveaException.class)
                .hasMessageStartingWith("'" + file() + "' ")
                .hasMessageContaining(sentence);
    }
}
