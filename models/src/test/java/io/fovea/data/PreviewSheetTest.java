package io.fovea.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.image.Image;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreviewSheetTest {

    @TempDir
    Path folder;

    @Test
    void nineVariationsAreShownThreeToARowAndOnceMoreWithTheirOutlines() {
        Augmenter augmenter = new Augmenter(Augmentation.of(a -> a.rotation = 20), 200, 100);
        Image image = Image.gray8(40, 40, new byte[1600]);
        byte[] classes = new byte[1600];
        java.util.Arrays.fill(classes, 0, 800, (byte) 1);
        Image plain = sheet(augmenter, new Example("a", image, new Target.ClassIndex(1)));
        assertThat(plain).hasToString("608x308 RGB 8-bit");
        assertThat(plain.value(202, 50, 0)).isEqualTo(255);
        assertThat(plain.value(100, 50, 0)).isZero();
        Image masked = sheet(augmenter, new Example("a", image, new Target.ClassMap(40, 40, classes)));
        assertThat(masked).hasToString("1232x308 RGB 8-bit");
        assertThat(coloured(masked, 0, 608)).isZero();
        assertThat(coloured(masked, 624, 1232)).isGreaterThan(9 * 150);
    }

    @Test
    void smallImagesAreEnlarged() {
        Augmenter augmenter = new Augmenter(Augmentation.NONE, 28, 28);
        Image sheet = sheet(augmenter, new Example("a", Image.gray8(28, 28, new byte[784]), new Target.ClassIndex(1)));
        assertThat(sheet.width()).isEqualTo(3 * 6 * 28 + 8);
    }

    private Image sheet(Augmenter augmenter, Example example) {
        Path file = folder.resolve("sheet.png");
        PreviewSheet.write(file, PreviewSheet.variations(augmenter, example, 1));
        return Image.read(file);
    }

    private static int coloured(Image image, int from, int to) {
        int count = 0;
        for (int y = 0; y < image.height(); y++) {
            for (int x = from; x < to; x++) {
                count += image.value(x, y, 0) == image.value(x, y, 1) && image.value(x, y, 1) == image.value(x, y, 2)
                        ? 0
                        : 1;
            }
        }
        return count;
    }
}
