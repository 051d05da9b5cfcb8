package io.fovea.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpilledPlanesTest {
    private static final float[][] ROWS = {{1, 2, 3, 4, 5, 6, 99, 99, 99}, {-1, 0.5f, 0, 7, 8, 9, 99, 99, 99}};

    @TempDir
    Path folder;

    @Test
    void theyAreWrittenAsThoseInMemoryAre() throws IOException {
        try (SpilledPlanes planes = new SpilledPlanes(3, 2, 2)) {
            planes.add(ROWS, 2);
            ByteArrayOutputStream spilled = new ByteArrayOutputStream();
            planes.writeTo(spilled, "a.tif");
            ByteArrayOutputStream held = new ByteArrayOutputStream();
            new FloatStack(3, 2, List.of(new float[] {1, 2, 3, 4, 5, 6}, new float[] {-1, 0.5f, 0, 7, 8, 9}))
                    .writeTo(held, "a.tif");

            assertThat(spilled.toByteArray()).isEqualTo(held.toByteArray());
        }
    }

    @Test
    void asBigTiffTheyComeBack() throws IOException {
        try (SpilledPlanes planes = new SpilledPlanes(3, 2, 2)) {
            planes.add(new float[][] {{1, 2, 3}, {-1, 0.5f, 0}}, 1);
            planes.add(new float[][] {{4, 5, 6}, {7, 8, 9}}, 1);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            TiffStack.ofImageJ(planes, Origin.line("a photo.png")).writeTo(out, true);
            Path file = folder.resolve("big.tif");
            Files.write(file, out.toByteArray());

            assertThat(out.toByteArray()).startsWith('M', 'M', 0, 43, 0, 8, 0, 0);
            assertThat(Image.readPages(file))
                    .containsExactly(
                            Image.gray32(3, 2, new float[] {1, 2, 3, 4, 5, 6}),
                            Image.gray32(3, 2, new float[] {-1, 0.5f, 0, 7, 8, 9}));
            assertThat(Origin.of(file)).contains("a photo.png");
        }
    }

    @Test
    void theyAreNotWrittenBeforeAllRowsAreThere() {
        try (SpilledPlanes planes = new SpilledPlanes(3, 2, 2)) {
            planes.add(ROWS, 1);

            assertThatThrownBy(() -> planes.writeTo(new ByteArrayOutputStream(), "a.tif"))
                    .isInstanceOf(IllegalStateException.class);
        }
    }
}
