package io.fovea.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.FoveaException;
import io.fovea.image.Image;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Masks and label images as other programs write them, four pixels wide. */
class MasksTest {

    private static final byte IGNORED = Target.ClassMap.IGNORED;

    /** Black, dark red, dark green and white: the first colours of Pascal VOC, and its border. */
    private static final byte[][] PALETTE = {
        {0, (byte) 128, 0, (byte) 224}, {0, 0, (byte) 128, (byte) 224}, {0, 0, 0, (byte) 192}
    };

    @TempDir
    Path folder;

    @BeforeEach
    void makeImageAndFolder() throws IOException {
        Files.createDirectories(folder.resolve("images"));
        Files.createDirectories(folder.resolve("masks"));
        Image.gray8(4, 1, new byte[4]).write(folder.resolve("images/a.png"));
    }

    @Test
    void ofAPaletteTheIndexCounts() throws IOException {
        palette(0, 1, 2, 3);
        assertThat(classes(values(0, 1, 2))).containsExactly(0, 1, 2, IGNORED);
        assertThat(strangers(values(0, 1, 2))).isEqualTo(Map.of(3, 1L));
        assertThat(classes(values(2, 3, 1, 0))).containsExactly(3, 2, 0, 1);
    }

    @Test
    void theColoursOfAPaletteCountWhereTheyAreGiven() throws IOException {
        palette(0, 1, 2, 3);
        assertThat(classes(colors("#008000", "#000000", "#800000"))).containsExactly(1, 2, 0, IGNORED);
        assertThat(strangers(colors("#008000", "#000000", "#800000"))).isEqualTo(Map.of(0xe0e0c0, 1L));
    }

    @Test
    void theColoursOfAnRgbMaskAreItsClasses() {
        Image.rgb8(4, 1, new byte[] {0, 0, 0, (byte) 128, 0, 0, 1, 2, 3, (byte) 128, 0, 0})
                .write(folder.resolve("masks/a.png"));
        assertThat(classes(colors("#000000", "#800000"))).containsExactly(0, 1, IGNORED, 1);
        assertThatThrownBy(() -> values(0, 1))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("a.png")
                .hasMessageContaining("'colors:'")
                .hasMessageContaining("#800000 (50.0%), #000000 (25.0%), #010203 (25.0%)");
    }

    @Test
    void greyMasksHaveColoursTooAndRgbMasksMayBeGrey() {
        Image.gray8(4, 1, new byte[] {0, (byte) 255, 7, 0}).write(folder.resolve("masks/a.png"));
        assertThat(classes(colors("#000000", "#ffffff"))).containsExactly(0, 1, IGNORED, 0);
        Image.rgb8(4, 1, new byte[] {0, 0, 0, 1, 1, 1, 2, 2, 2, 1, 1, 1}).write(folder.resolve("masks/a.png"));
        assertThat(classes(values(0, 1, 2))).containsExactly(0, 1, 2, 1);
    }

    @Test
    void oneBitIsZeroOr255AsImageJShowsIt() throws IOException {
        BufferedImage bits = new BufferedImage(4, 1, BufferedImage.TYPE_BYTE_BINARY);
        bits.getRaster().setSamples(0, 0, 4, 1, 0, new int[] {0, 1, 1, 0});
        ImageIO.write(bits, "png", folder.resolve("masks/a.png").toFile());
        assertThat(classes(values(0, 255))).containsExactly(0, 1, 1, 0);
    }

    @Test
    void anInvertingTableInvertsNoNumber() throws IOException {
        TestTiff.write(folder.resolve("masks/a.tif"), 4, 8, false, true, 0, 255, 255, 3);
        assertThat(classes(values(0, 255))).containsExactly(0, 1, 1, IGNORED);
    }

    @Test
    void valuesOfWhichNoneIsAClassAreListed() {
        Image.gray8(4, 1, new byte[] {5, 5, 5, 9}).write(folder.resolve("masks/a.png"));
        assertThatThrownBy(() -> values(0, 1))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("[0, 1], but 5 (75.0%), 9 (25.0%)")
                .hasMessageContaining("'values'");
        assertThatThrownBy(() -> colors("#800000"))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("#050505 (75.0%), #090909 (25.0%)")
                .hasMessageContaining("'colors'");
    }

    @ParameterizedTest
    @CsvSource({"8, false", "16, false", "16, true", "32, false", "32, true", "64, false", "64, true"})
    void numbersOfObjectsAreReadWhateverTheyAreStoredIn(int bits, boolean isSigned) throws IOException {
        TestTiff.write(folder.resolve("masks/a.tif"), 4, bits, isSigned, false, 0, 3, 100, 1);
        assertThat(objects()).containsExactly(0, 3, 100, 1);
    }

    @Test
    void largeNumbersOfObjectsAreNumberedAnew() throws IOException {
        TestTiff.write(folder.resolve("masks/a.tif"), 4, 32, false, false, 70_000, 0, 3, 70_000);
        assertThat(objects()).containsExactly(1, 0, 2, 1);
    }

    @Test
    void numbersBelowZeroAreNoObjects() throws IOException {
        TestTiff.write(folder.resolve("masks/a.tif"), 4, 32, true, false, 0, -1, 3, 1);
        assertThatThrownBy(this::objects)
                .isInstanceOf(FoveaException.class)
                .isNotInstanceOf(UnreadableException.class)
                .hasMessageContaining("a.tif")
                .hasMessageContaining("-1");
    }

    @Test
    void aColourIsWrittenInEitherOfTwoWays() {
        assertThat(MaskColor.parse("#80ff01"))
                .isEqualTo(new MaskColor(0x80ff01))
                .hasToString("#80ff01");
        assertThat(MaskColor.parse(List.of(128, 255, 1))).isEqualTo(new MaskColor(0x80ff01));
        for (Object wrong : List.of("red", "#fff", 800000, List.of(1, 2), List.of(1, 2, 256), List.of(1, 2, "3"))) {
            assertThatThrownBy(() -> MaskColor.parse(wrong))
                    .isInstanceOf(FoveaException.class)
                    .hasMessageContaining(wrong.toString());
        }
    }

    private void palette(int... indices) throws IOException {
        IndexColorModel model = new IndexColorModel(8, 4, PALETTE[0], PALETTE[1], PALETTE[2]);
        BufferedImage image = new BufferedImage(4, 1, BufferedImage.TYPE_BYTE_INDEXED, model);
        image.getRaster().setSamples(0, 0, 4, 1, 0, indices);
        ImageIO.write(image, "png", folder.resolve("masks/a.png").toFile());
    }

    private Dataset values(Integer... values) {
        return MaskFolder.of(folder.resolve("images"), folder.resolve("masks"), List.of(values));
    }

    private Dataset colors(String... colors) {
        return MaskFolder.ofColors(
                folder.resolve("images"),
                folder.resolve("masks"),
                List.of(colors).stream().map(MaskColor::parse).toList());
    }

    private int[] objects() {
        short[] labels = ((Target.Instances) InstanceDataset.of(folder.resolve("images"), folder.resolve("masks"))
                        .get(0)
                        .target())
                .labels();
        int[] objects = new int[labels.length];
        for (int i = 0; i < objects.length; i++) {
            objects[i] = labels[i] & 0xffff;
        }
        return objects;
    }

    private static byte[] classes(Dataset masks) {
        return ((Target.ClassMap) masks.get(0).target()).classes();
    }

    private static Map<Integer, Long> strangers(Dataset masks) {
        return ((Target.ClassMap) masks.get(0).target()).strangers().counts();
    }
}
