package io.fovea.image.zarr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.image.IndexImage;
import io.fovea.image.Pages;
import io.fovea.image.sample.FormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnLabelsTest {
    private static final int WIDTH = 11;
    private static final int HEIGHT = 9;

    @TempDir
    Path folder;

    private Path image;
    private Path added;

    @BeforeEach
    void make() throws IOException {
        image = new ZarrStore(folder.resolve("stack.ome.zarr"), 3, HEIGHT, WIDTH).inShards(true);
        added = image.resolve("labels/fovea");
    }

    private static ZarrWriter.Labels all(int label, int rows) {
        return new ZarrWriter.Labels(
                WIDTH,
                HEIGHT,
                32,
                label,
                sink -> {
                    int[] row = new int[WIDTH];
                    Arrays.fill(row, label);
                    for (int y = 0; y < rows; y++) {
                        sink.add(row);
                    }
                    if (rows < HEIGHT) {
                        throw new IOException("the process ends");
                    }
                },
                value -> value);
    }

    private void add(int slice, int label, String work) throws IOException {
        OwnLabels.add(image, "fovea", slice, 1, all(label, HEIGHT), "stack.ome.zarr", work);
    }

    private int[] read(int slice) {
        try (Pages pages = Pages.open(added)) {
            return pages.readIndices(slice - 1).values();
        }
    }

    @Test
    void noPlaneOfAnEarlierWorkStaysBesideThoseOfANewOne() throws IOException {
        add(1, 5, "before");
        add(2, 6, "before");
        add(1, 7, "after");

        assertThat(read(1)).containsOnly(7);
        assertThat(read(2)).containsOnly(0);
    }

    @Test
    void planesOfTheSameWorkStay() throws IOException {
        add(1, 5, "one");
        add(3, 6, "one");
        add(3, 7, "one");

        assertThat(read(1)).containsOnly(5);
        assertThat(read(2)).containsOnly(0);
        assertThat(read(3)).containsOnly(7);
    }

    @Test
    void labelsThatWereInterruptedAreRefusedUntilTheyAreWhole() throws IOException {
        add(1, 5, "one");
        assertThatThrownBy(() -> OwnLabels.add(image, "fovea", 2, 1, all(6, HEIGHT / 2), "stack.ome.zarr", "one"))
                .isInstanceOf(IOException.class);

        assertThatThrownBy(() -> IndexImage.read(added))
                .hasMessageStartingWith(
                        "'" + added + "' holds labels that were interrupted while they were written; run the"
                                + " same command again, with --resume");
        try (Pages pages = Pages.open(image)) {
            assertThat(pages.count()).isEqualTo(3);
        }

        add(2, 6, "one");
        assertThat(read(1)).containsOnly(5);
        assertThat(read(2)).containsOnly(6);
        try (var files = Files.list(added)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder("0", "zarr.json");
        }
    }

    @Test
    void labelsOfAnotherSizeOrPlaceHaveNone() {
        ZarrWriter.Labels wide = new ZarrWriter.Labels(WIDTH + 1, HEIGHT, 32, 0, sink -> {}, value -> value);

        assertThatThrownBy(() -> OwnLabels.add(image, "fovea", 1, 1, wide, "a", "w"))
                .isInstanceOf(FormatException.class)
                .hasMessage(
                        "has 11x9 pixels in 3 slices and 1 frames, where labels of 12x9 pixels for slice 1 of frame 1"
                                + " have no place");
        assertThatThrownBy(() -> add(4, 1, "w")).isInstanceOf(FormatException.class);
        assertThat(added).doesNotExist();
    }

    @Test
    void labelsWithoutTheirArrayAreReplaced() throws IOException {
        add(1, 5, "one");
        Files.delete(added.resolve("0/zarr.json"));
        add(2, 6, "one");

        assertThat(read(1)).containsOnly(0);
        assertThat(read(2)).containsOnly(6);
    }
}
