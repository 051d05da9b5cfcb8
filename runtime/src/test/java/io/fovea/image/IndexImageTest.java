package io.fovea.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexImageTest {
    @TempDir
    Path folder;

    @Test
    void takesWholeNumbersOfAnyDepth() {
        Path file = folder.resolve("labels.tif");
        Image.gray16(2, 1, new short[] {1, (short) 65535}).write(file);
        assertThat(IndexImage.read(file).values()).containsExactly(1, 65535);
        Image.gray32(2, 1, new float[] {-3, 70000}).write(file);
        assertThat(IndexImage.read(file).value(1, 0)).isEqualTo(70000);
    }

    @Test
    void refusesWhatIsNoLabel() {
        Path file = folder.resolve("labels.tif");
        Image.gray32(1, 1, new float[] {1.5f}).write(file);
        assertThatThrownBy(() -> IndexImage.read(file)).hasMessageContaining("holds the value 1.5");
        Image.rgb8(1, 1, new byte[3]).write(file);
        assertThatThrownBy(() -> IndexImage.read(file)).hasMessageContaining("'colors:' list");
    }

    @Test
    void numbersLieRowByRow() {
        IndexImage image = IndexImage.of(3, 2, new int[] {1, 2, 3, 4, 5, 6});

        assertThat(image.width()).isEqualTo(3);
        assertThat(image.height()).isEqualTo(2);
        assertThat(image.value(1, 1)).isEqualTo(5);
        assertThat(image.palette()).isEmpty();
        assertThat(image).hasToString("3x2 labels");
        assertThat(IndexImage.of(1, 1, new int[] {7}).value(0, 0)).isEqualTo(7);
        assertThatThrownBy(() -> IndexImage.of(2, 2, new int[3])).hasMessage("3 values do not fill 2x2");
        assertThatThrownBy(() -> IndexImage.of(0, 0, new int[0])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> IndexImage.of(-1, -1, new int[1])).isInstanceOf(IllegalArgumentException.class);
    }
}
