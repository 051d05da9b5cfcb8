package io.fovea.recipe.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.FoveaException;
import io.fovea.image.Image;
import io.fovea.recipe.DataKind;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayoutFinderTest {
    @TempDir
    private Path folder;

    private void image(String path) throws IOException {
        mask(path, 1, 2, 3, 4);
    }

    /** Two by two pixels of these values. */
    private void mask(String path, int... values) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        byte[] pixels = new byte[4];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) values[Math.min(i, values.length - 1)];
        }
        Image.gray8(2, 2, pixels).write(file);
    }

    @Test
    void foldersOfImagesAreLabels() throws IOException {
        image("cat/1.png");
        image("dog/1.png");
        Files.createDirectories(folder.resolve("notes"));

        DataLayout layout = LayoutFinder.find(folder);

        assertThat(layout.data().kind()).isEqualTo(DataKind.FOLDER);
        assertThat(layout.labels()).containsExactly("cat", "dog");
        assertThat(layout.task()).isEqualTo("classification");
    }

    @Test
    void foldersWithinTrainAreLabelsToo() throws IOException {
        for (String part : new String[] {"train", "validation", "test"}) {
            image(part + "/cat/1.png");
            image(part + "/dog/1.png");
        }
        assertThat(LayoutFinder.find(folder).labels()).containsExactly("cat", "dog");
    }

    @Test
    void foldersNamedAfterSeveralLabelsAreATable() throws IOException {
        image("cat+dog/1.png");
        image("dog/1.png");

        DataLayout layout = LayoutFinder.find(folder);

        assertThat(layout.data().kind()).isEqualTo(DataKind.TABLE);
        assertThat(layout.labels()).containsExactly("cat", "dog");
    }

    @Test
    void masksOfTheSameFewValuesAreClasses() throws IOException {
        image("images/a.png");
        image("images/b.png");
        mask("masks/a.png", 0, 255);
        mask("masks/b.png", 0, 255);

        DataLayout layout = LayoutFinder.find(folder);

        assertThat(layout.data().kind()).isEqualTo(DataKind.MASKS);
        assertThat(layout.data().values()).containsExactly(0, 255);
        assertThat(layout.labels()).containsExactly("background", "foreground");
        assertThat(layout.task()).isEqualTo("segmentation");
    }

    @Test
    void theValue255BesideTwoOthersIsIgnored() throws IOException {
        image("images/a.png");
        mask("labels/a.png", 0, 15, 255);

        DataLayout layout = LayoutFinder.find(folder);

        assertThat(layout.data().values()).containsExactly(0, 15);
        assertThat(layout.labels()).containsExactly("background", "foreground");
        assertThat(layout.reason()).contains("255, which is ignored");
    }

    @Test
    void threeValuesInAFolderOfTrimapsAreATrimap() throws IOException {
        image("images/a.png");
        mask("trimaps/a.png", 1, 2, 3);

        DataLayout layout = LayoutFinder.find(folder);

        assertThat(layout.task()).isEqualTo("trimap");
        assertThat(layout.labels()).containsExactly("foreground", "background", "contour");
        assertThat(layout.data().values()).containsExactly(1, 2, 3);
    }

    @Test
    void masksThatCountAreOfObjects() throws IOException {
        image("images/a.png");
        image("images/b.png");
        mask("labels/a.png", 0, 1, 2, 3);
        mask("labels/b.png", 0, 1);

        DataLayout layout = LayoutFinder.find(folder);

        assertThat(layout.data().kind()).isEqualTo(DataKind.INSTANCES);
        assertThat(layout.task()).isEqualTo("trimap");
    }

    @Test
    void aTableNamesItsLabels() throws IOException {
        image("images/a.png");
        image("images/b.png");
        Files.writeString(folder.resolve("labels.csv"), "file,cat,dog\na.png,1,0\nb.png,1,1\n");

        DataLayout layout = LayoutFinder.find(folder);

        assertThat(layout.data().kind()).isEqualTo(DataKind.TABLE);
        assertThat(layout.data().images()).hasValue("images");
        assertThat(layout.labels()).containsExactly("cat", "dog");

        Files.writeString(folder.resolve("labels.csv"), "a.png,red;round\nb.png,round\n");
        assertThat(LayoutFinder.find(folder).labels()).containsExactly("red", "round");
    }

    @Test
    void mnistsFilesHaveNumbersForLabels() throws IOException {
        idx("train-images-idx3-ubyte", "train-labels-idx1-ubyte");
        idx("t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte");

        DataLayout layout = LayoutFinder.find(folder);

        assertThat(layout.data().kind()).isEqualTo(DataKind.IDX);
        assertThat(layout.labels()).containsExactly("0", "1", "2");
        assertThat(layout.data().testImages()).hasValue("t10k-images-idx3-ubyte");
    }

    private void idx(String images, String labels) throws IOException {
        try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(folder.resolve(images)))) {
            out.writeInt(0x803);
            out.writeInt(2);
            out.writeInt(1);
            out.writeInt(1);
            out.write(new byte[] {9, 8});
        }
        try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(folder.resolve(labels)))) {
            out.writeInt(0x801);
            out.writeInt(2);
            out.write(new byte[] {0, 2});
        }
    }

    /** Two greys each of 18 masks, black and white. */
    @Test
    void masksWithSoftEdgesAreRefused() throws IOException {
        image("images/a.png");
        for (int i = 0; i < 18; i++) {
            mask("masks/" + i + ".png", 0, 14 * i + 1, 14 * i + 9, 255);
        }

        assertThatThrownBy(() -> LayoutFinder.find(folder))
                .isInstanceOf(FoveaException.class)
                .hasMessageContainingAll("masks", "38 greys", "soft edges");
    }

    @Test
    void masksInJpegAreRefused() throws IOException {
        image("images/a.png");
        Files.createDirectories(folder.resolve("masks"));
        Files.writeString(folder.resolve("masks/a.jpg"), "any");

        assertThatThrownBy(() -> LayoutFinder.find(folder))
                .isInstanceOf(FoveaException.class)
                .hasMessageContainingAll("a.jpg", "JPEG", "PNG");

        Files.delete(folder.resolve("masks/a.jpg"));
        image("masks/a.png");
        Files.writeString(folder.resolve("masks/b.jpg"), "any");

        assertThatThrownBy(() -> LayoutFinder.find(folder)).hasMessageContainingAll("b.jpg", "JPEG", "PNG");
    }

    @Test
    void whatIsNoDataIsRefusedByWhatWasLookedFor() throws IOException {
        image("a.png");

        assertThatThrownBy(() -> LayoutFinder.find(folder))
                .isInstanceOf(FoveaException.class)
                .hasMessageContainingAll(folder.toString(), "sub-folders", "'images' and 'labels'", "IDX", "recipe");
        assertThatThrownBy(() -> LayoutFinder.find(folder.resolve("gone"))).hasMessageContaining("gone");
    }
}
