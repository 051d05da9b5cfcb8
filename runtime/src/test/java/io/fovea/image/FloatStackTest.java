package io.fovea.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.FoveaException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FloatStackTest {
    private static final FloatStack STACK =
            new FloatStack(2, 2, List.of(new float[] {1, 2, 3, 4}, new float[] {5, -6, 0.5f, 8}));

    @TempDir
    Path folder;

    @Test
    void itsPlanesComeBackAsSlices() {
        Path file = folder.resolve("a.tif");
        STACK.write(file, "a photo.png");

        assertThat(Image.readPages(file))
                .containsExactly(
                        Image.gray32(2, 2, new float[] {1, 2, 3, 4}), Image.gray32(2, 2, new float[] {5, -6, 0.5f, 8}));
        assertThat(Origin.of(file)).contains("a photo.png");
        STACK.write(folder.resolve("b.tif"));
        assertThat(Image.readPages(folder.resolve("b.tif"))).hasSize(2);
        assertThat(Origin.of(folder.resolve("b.tif"))).isEmpty();
    }

    /** Java's own reader follows the directories, of which the last one has none behind it. */
    @Test
    void otherReadersFindThemToo() throws Exception {
        Path file = folder.resolve("a.tif");
        Image.channels16(3, 2, 2, new short[] {1, 10, 2, 20, 3, 30, 4, 40, 5, 50, 6, 60})
                .write(file);

        ImageReader reader = ImageIO.getImageReadersByFormatName("tiff").next();
        try (ImageInputStream input = ImageIO.createImageInputStream(file.toFile())) {
            reader.setInput(input);
            assertThat(reader.getNumImages(true)).isEqualTo(2);
            assertThat(reader.read(0).getRaster().getSamples(0, 0, 3, 2, 0, (int[]) null))
                    .containsExactly(1, 2, 3, 4, 5, 6);
            assertThat(reader.read(1).getRaster().getSamples(0, 0, 3, 2, 0, (int[]) null))
                    .containsExactly(10, 20, 30, 40, 50, 60);
        } finally {
            reader.dispose();
        }
    }

    /** 4,096 planes of a megabyte are 4 GB; the list has one array many times. */
    @Test
    void moreThanATiffHoldsIsRefused() {
        Path file = folder.resolve("a.tif");
        List<float[]> planes = Collections.nCopies(4096, new float[512 * 512]);

        assertThatThrownBy(() -> new FloatStack(512, 512, planes).write(file))
                .isInstanceOf(FoveaException.class)
                .hasMessage(
                        "Cannot write '" + file + "': 4096 planes of 512x512 are more than the 4 GB that a TIFF file"
                                + " holds; take a smaller image or fewer planes.");
        assertThat(file).doesNotExist();
    }

    @Test
    void equalsWhatHasTheSameSizeAndValues() {
        assertThat(STACK)
                .isEqualTo(new FloatStack(2, 2, List.of(new float[] {1, 2, 3, 4}, new float[] {5, -6, 0.5f, 8})))
                .hasSameHashCodeAs(
                        new FloatStack(2, 2, List.of(new float[] {1, 2, 3, 4}, new float[] {5, -6, 0.5f, 8})))
                .isNotEqualTo(new FloatStack(2, 2, List.of(new float[] {1, 2, 3, 4}, new float[] {5, -6, 0.5f, 9})))
                .isNotEqualTo(new FloatStack(4, 1, STACK.planes()))
                .isNotEqualTo(new FloatStack(1, 4, STACK.planes()))
                .isNotEqualTo("a stack");
        assertThat(new FloatStack(1, 1, List.of(new float[] {1})).hashCode()).isNotEqualTo(STACK.hashCode());
        assertThatThrownBy(() -> new FloatStack(2, 2, List.of(new float[3])))
                .hasMessage("3 values are no plane of 2x2");
    }
}
