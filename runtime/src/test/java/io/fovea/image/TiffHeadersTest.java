package io.fovea.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.FoveaException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the tags of a TIFF say of its pixels: taken as it is said, or refused by name where it cannot be. */
class TiffHeadersTest {
    @TempDir
    Path folder;

    /** Twelve pixels must lie in the file to the last. */
    @Test
    void pixelsLieInTheFileToTheLast() throws IOException {
        Path file = gray().write(folder.resolve("a.tif"), (x, y, s) -> 1);
        int size = (int) Files.size(file);

        gray().tag(273, size - 12).write(file, (x, y, s) -> 1);
        byte[] bytes = Files.readAllBytes(file);
        assertThat(Image.read(file)).isEqualTo(Image.gray8(4, 3, Arrays.copyOfRange(bytes, size - 12, size)));

        gray().tag(273, size - 11).write(file, (x, y, s) -> 1);
        assertRefused("is truncated");
        gray().tag(273, 0).write(file, (x, y, s) -> 1);
        assertRefused("is truncated");
    }

    @Test
    void stripsAndTilesAreAsManyAsCoverTheImage() {
        new TestTiff(4, 20).tag(273, 8).write(folder.resolve("a.tif"), (x, y, s) -> 1);
        assertRefused("is damaged: of its 3 strips 2 are missing");
        new TestTiff(40, 33).tiles(16).tag(324, 8, 8).write(folder.resolve("a.tif"), (x, y, s) -> 1);
        assertRefused("is damaged: of its 9 tiles 7 are missing");
        new TestTiff(32, 32).tiles(16).tag(324, 8, 8, 8).write(folder.resolve("a.tif"), (x, y, s) -> 1);
        assertRefused("is damaged: of its 4 tiles 1 are missing");
        new TestTiff(4, 20).samples(2).planar(true).tag(273, 8, 8, 8).write(folder.resolve("a.tif"), (x, y, s) -> 1);
        assertRefused("is damaged: of its 6 strips 3 are missing");
    }

    @ParameterizedTest
    @CsvSource({"278, 0, 4x0", "322, 0, 0x16", "323, 0, 16x0"})
    void partsWithoutPixelsAreDamage(int tag, int value, String size) {
        TestTiff tiff = tag == 278 ? gray() : gray().tiles(16);
        tiff.tag(tag, value).write(folder.resolve("a.tif"), (x, y, s) -> 1);

        assertRefused("is damaged: it says that its parts have " + size + " pixels");
    }

    @Test
    void moreThanAnArrayHoldsIsNoPart() {
        gray().tiles(16).tag(322, 65_000).tag(323, 65_000).write(folder.resolve("a.tif"), (x, y, s) -> 1);
        assertRefused("is damaged: it says that its parts have 65000x65000 pixels");
    }

    /** A strip of more rows than the image has is one of as many. */
    @Test
    void aStripMayBeHigherThanTheImage() {
        gray().tag(278, 60_000).write(folder.resolve("a.tif"), (x, y, s) -> 10 * y + x);

        assertThat(Image.read(folder.resolve("a.tif")).value(3, 2, 0)).isEqualTo(23);
    }

    @ParameterizedTest
    @CsvSource({
        "277, 0, is damaged: it says that a pixel has 0 values",
        "262, 99, 'is a TIFF of colours of kind 99, which is not read; save it as RGB or grey'",
        "262, 8, is a TIFF of CIELab colours",
        "262, 6, is a TIFF of YCbCr colours without JPEG compression",
        "262, 5, is a TIFF of 1 inks with 8 bits",
        "262, 2, 'is a TIFF of 1 channel that say they are red, green and blue, which is not read; 1 to 16 are'",
        "262, 3, is damaged: a part of its palette is missing",
    })
    void whatOnePixelCannotBeIsRefused(int tag, int value, String reason) {
        gray().tag(tag, value).write(folder.resolve("a.tif"), (x, y, s) -> 1);

        assertRefused(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "2, 2, 8, is a TIFF of 2 channels that say they are red",
        "1, 17, 8, is a TIFF of 17 channels in one page",
        "2, 17, 8, is a TIFF of 17 channels in one page",
        "5, 3, 8, is a TIFF of 3 inks with 8 bits",
        "5, 6, 8, is a TIFF of 6 inks with 8 bits",
        "5, 4, 16, is a TIFF of 4 inks with 16 bits",
        "6, 3, 8, is a TIFF of YCbCr colours",
        "3, 1, 16, is a TIFF with a palette for 1 values of 16 bits",
        "3, 3, 8, is a TIFF with a palette for 3 values of 8 bits",
    })
    void whatSeveralCannotBeIsRefused(int photometric, int samples, int bits, String reason) {
        new TestTiff(1, 1)
                .photometric(photometric)
                .samples(samples)
                .bits(bits, 1)
                .write(folder.resolve("a.tif"), (x, y, s) -> s);

        assertRefused(reason);
    }

    /** The last of several is transparency if it says so, whatever those before it are. */
    @ParameterizedTest
    @CsvSource({
        "1, 2, 1, 1x1 grey 8-bit",
        "1, 2, 2, 1x1 grey 8-bit",
        "1, 2, 0, 1x1 2-channel 8-bit",
        "1, 17, 2, 1x1 16-channel 8-bit",
        "2, 4, 0, 1x1 RGB 8-bit",
        "2, 5, 0, 1x1 5-channel 8-bit",
        "2, 5, 2, 1x1 4-channel 8-bit",
        "5, 5, 0, 1x1 RGB 8-bit",
    })
    void theLastValueMayBeTransparency(int photometric, int samples, int last, String kind) {
        new TestTiff(1, 1)
                .photometric(photometric)
                .samples(samples, last)
                .write(folder.resolve("a.tif"), (x, y, s) -> s);

        assertThat(Image.read(folder.resolve("a.tif"))).hasToString(kind);
    }

    @Test
    void transparencyAloneIsAValue() {
        new TestTiff(1, 1).samples(1, 2).write(folder.resolve("a.tif"), (x, y, s) -> 7);

        assertThat(Image.read(folder.resolve("a.tif"))).isEqualTo(Image.gray8(1, 1, new byte[] {7}));
    }

    /** Of 16 bits, 0x1200 is 0x12; where no value has more than 8, 0x12 is. */
    @ParameterizedTest
    @CsvSource({"0x1200, 0xff00", "0x12, 0xff", "0x12ff, 0x0100"})
    void palettesAreOfSixteenBitsOrOfEight(String red, String blue) {
        long[] map = new long[768];
        map[5] = Integer.decode(red);
        map[2 * 256 + 5] = Integer.decode(blue);
        new TestTiff(1, 1).photometric(3).tag(320, map).write(folder.resolve("a.tif"), (x, y, s) -> 5);

        Image image = Image.read(folder.resolve("a.tif"));

        assertThat(image.value(0, 0, 0)).isEqualTo(0x12);
        assertThat(image.value(0, 0, 1)).isZero();
        assertThat(image.value(0, 0, 2)).isEqualTo(blue.equals("0x0100") ? 1 : 255);
        try (Pages pages = Pages.open(folder.resolve("a.tif"))) {
            assertThat(pages.header(0)).hasToString("1x1 RGB 8-bit");
        }
    }

    /** Old writers leave out what the values mean. */
    @ParameterizedTest
    @CsvSource({
        "1, 8, 0, 1x1 grey 8-bit",
        "1, 8, 768, 1x1 RGB 8-bit",
        "1, 8, 48, 1x1 grey 8-bit",
        "1, 16, 768, 1x1 grey 16-bit",
        "2, 8, 0, 1x1 2-channel 8-bit",
        "2, 8, 768, 1x1 2-channel 8-bit",
        "3, 8, 0, 1x1 RGB 8-bit",
        "4, 8, 0, 1x1 RGB 8-bit",
        "5, 8, 0, 1x1 5-channel 8-bit",
    })
    void whatIsNotSaidIsAsUsual(int samples, int bits, int palette, String kind) {
        long[] map = new long[palette];
        Arrays.fill(map, 0, palette / 3, 7000);
        TestTiff tiff = new TestTiff(1, 1).photometric(-1).samples(samples).bits(bits, 1);
        (palette > 0 ? tiff.tag(320, map) : tiff).write(folder.resolve("a.tif"), (x, y, s) -> 3);

        assertThat(Image.read(folder.resolve("a.tif"))).hasToString(kind);
    }

    @Test
    void aListOfMoreTagsThanTheFileHoldsIsTruncated() throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(8 + 2 + 12 + 4).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put("II".getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(8);
        for (int entries : new int[] {2, 60_000}) {
            bytes.putShort(8, (short) entries);
            Files.write(folder.resolve("a.tif"), bytes.array());
            assertRefused("is truncated");
        }
    }

    @Test
    void textEndsBeforeItsZeros() {
        gray().description("two words\0\0").write(folder.resolve("a.tif"), (x, y, s) -> 1);

        try (Pages pages = Pages.open(folder.resolve("a.tif"))) {
            assertThat(pages.description()).contains("two words");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "ISO-8859-1"})
    void theMuOfAUnitIsReadHoweverItIsWritten(String charset) throws IOException {
        Path file = folder.resolve("a.tif");
        gray().description("ImageJ=1.40g\nunit=??m  \n").write(file, (x, y, s) -> 1);
        String written = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        byte[] unit = "µm    ".getBytes(charset);
        String told = new String(Arrays.copyOf(unit, 5), StandardCharsets.ISO_8859_1);
        Files.write(file, written.replace("??m  ", told).getBytes(StandardCharsets.ISO_8859_1));

        try (Pages pages = Pages.open(file)) {
            assertThat(pages.description().orElseThrow().strip()).isEqualTo("ImageJ=1.40g\nunit=µm");
        }
    }

    private static TestTiff gray() {
        return new TestTiff(4, 3);
    }

    private void assertRefused(String reason) {
        Path file = folder.resolve("a.tif");
        assertThatThrownBy(() -> Image.read(file))
                .isInstanceOf(FoveaException.class)
                .hasMessageStartingWith("'" + file + "' ")
                .hasMessageContaining(reason);
    }
}
