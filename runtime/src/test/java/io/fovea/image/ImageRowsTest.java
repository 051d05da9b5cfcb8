package io.fovea.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.zip.DeflaterOutputStream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageRowsTest {
    @TempDir
    Path folder;

    /** In each of the files of every kind, all spans of rows are those of the whole page. */
    @Test
    void rowsOfEveryKindOfTiffAreThoseOfThePage() {
        SoftAssertions soft = new SoftAssertions();
        int upright = 0;
        for (TiffCase each : TiffCases.pairwise()) {
            Path file = each.write(folder.resolve("case.tif"));
            Image whole = Image.read(file);
            try (Pages pages = Pages.open(file)) {
                Optional<ImageRows> rows = pages.rows(0);
                upright += rows.isPresent() ? 1 : 0;
                rows.ifPresent(found -> soft.assertThat(hasSameRows(found, whole))
                        .as(each.toString())
                        .isTrue());
            }
        }
        soft.assertAll();
        assertThat(upright).isGreaterThan(40);
    }

    private static boolean hasSameRows(ImageRows rows, Image whole) {
        int height = whole.height();
        boolean same = rows.header().width() == whole.width() && rows.header().height() == height;
        for (int top = 0; top < height; top += 3) {
            for (int count = 1; top + count <= height; count += 5) {
                same &= rows.read(top, count).equals(whole.part(0, top, whole.width(), count));
            }
        }
        return same;
    }

    /** Strips of 64 columns, of which the file says that they are 32, have bytes left; only of the last one that is no damage. */
    @Test
    void whatIsLeftOfAStripIsDamageInItsRowsToo() {
        Path file = folder.resolve("a.tif");
        new TestTiff(64, 28)
                .packing(TestPacking.DEFLATE, 1)
                .tag(256, 32)
                .write(file, (x, y, s) -> (x * 73_856_093 ^ y * 19_349_663) * 0x9E3779B1 >>> 24);

        try (Pages pages = Pages.open(file)) {
            ImageRows rows = pages.rows(0).orElseThrow();
            assertThatThrownBy(() -> pages.read(0)).hasMessageContaining("damaged");
            assertThatThrownBy(() -> rows.read(0, 7)).hasMessageContaining("damaged");
            assertThatThrownBy(() -> rows.read(14, 7)).hasMessageContaining("damaged");
            assertThat(rows.read(21, 7)).hasToString("32x7 grey 8-bit");
        }
    }

    /** All strips of the file are the same bytes. */
    @Test
    void ofRowsThatDoNotFitNobodyThinksThatTheyAreTheImage() {
        Path file = folder.resolve("a.tif");
        long[] offsets = new long[60_000];
        Arrays.fill(offsets, 8);
        new TestTiff(60_000, 1)
                .rowsPerStrip(1)
                .tag(257, offsets.length)
                .tag(273, offsets)
                .write(file, (x, y, s) -> x % 200);

        try (Pages pages = Pages.open(file)) {
            ImageRows rows = pages.rows(0).orElseThrow();
            assertThat(rows.read(59_000, 2)).hasToString("60000x2 grey 8-bit");
            assertThatThrownBy(() -> rows.read(0, 40_000))
                    .hasMessageContaining("has 60000x40000 pixels in the rows that are read at once, more than");
        }
    }

    @Test
    void formatsThatAreDecodedAsAWholeHaveNoRows() {
        Path png = folder.resolve("a.png");
        Image.gray8(3, 2, new byte[6]).write(png);

        try (Pages pages = Pages.open(png)) {
            assertThat(pages.rows(0)).isEmpty();
        }
    }

    /** A network is given the same values, also beyond the edges, stretched between percentiles of the whole image. */
    @Test
    void preparedRowsAreThePreparedImage() {
        for (Image image : List.of(ramp16(), ramp32())) {
            Preparation preparation =
                    new Preparation(Color.GRAY, Layout.NCHW, Normalisation.RAW.with(Stretch.ALL, 10, 95));
            TileSource whole = preparation.prepare(NonFinite.replaced(image));
            TileSource rows = new PreparedRows(preparation, ImageRows.of(image));
            for (int[] tile : new int[][] {{0, 0, 20, 10}, {-5, -7, 30, 20}, {15, 31, 30, 20}, {0, 3, 37, 45}}) {
                assertThat(values(rows, tile)).isEqualTo(values(whole, tile));
            }
        }
    }

    private static float[] values(TileSource source, int... tile) {
        FloatBuffer target = FloatBuffer.allocate(tile[2] * tile[3]);
        source.fill(tile[0], tile[1], tile[2], tile[3], target);
        return target.array();
    }

    private static Image ramp16() {
        short[] values = new short[37 * 41];
        for (int i = 0; i < values.length; i++) {
            values[i] = (short) (i * i % 50_021);
        }
        return Image.gray16(37, 41, values);
    }

    private static Image ramp32() {
        float[] values = new float[37 * 41];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % 97 == 0 ? Float.NaN : i * i % 5021 / 7f - 100;
        }
        return Image.gray32(37, 41, values);
    }

    /** 8, 16 and 32 bit, as TIFF and as BigTIFF. */
    @ParameterizedTest
    @ValueSource(ints = {200, 60_000, 70_000})
    void whatIsPackedRowByRowIsReadBack(int largest) throws IOException {
        PackedImage packed = new PackedImage(300, 2000);
        float[] expected = new float[300 * 2000];
        int[] row = new int[300];
        for (int y = 0; y < 2000; y++) {
            for (int x = 0; x < 300; x++) {
                row[x] = (int) ((long) (y + 1) * (x + 1) * largest / (2000 * 300));
                expected[y * 300 + x] = row[x];
            }
            packed.add(row);
        }

        Path file = written(out -> packed.writeTo(out, 8, "a plate/µ.tif"));
        Image image = Image.read(file);
        for (int i = 0; i < expected.length; i += 7) {
            assertThat(image.value(i % 300, i / 300, 0)).isEqualTo(expected[i]);
        }
        assertThat(Origin.of(file)).contains("a plate/µ.tif");
        assertThat(image.kind())
                .isEqualTo(largest < 256 ? "grey 8-bit" : largest < 65_536 ? "grey 16-bit" : "grey 32-bit");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void stripsAreTheSameInABigTiff(int count) throws IOException {
        byte[] pixels = new byte[40];
        Arrays.fill(pixels, (byte) 9);
        ByteArrayOutputStream strip = new ByteArrayOutputStream();
        try (OutputStream out = new DeflaterOutputStream(strip)) {
            out.write(pixels);
        }
        List<byte[]> strips = Collections.nCopies(count, strip.toByteArray());
        TiffStrips tiff = new TiffStrips(20, 2 * count, 1, 2, 8, PackedStrips.of(strips), "fovea=a.tif\n");

        Image small = Image.read(written(out -> tiff.writeTo(out, false)));
        Image big = Image.read(written(out -> tiff.writeTo(out, true)));

        assertThat(big).isEqualTo(small);
        assertThat(small.bytes()).hasSize(40 * count).containsOnly(9);
    }

    @FunctionalInterface
    private interface Writing {
        void to(OutputStream out) throws IOException;
    }

    private Path written(Writing writing) throws IOException {
        Path file = folder.resolve("written.tif");
        try (OutputStream out = Files.newOutputStream(file)) {
            writing.to(out);
        }
        return file;
    }
}
