package io.fovea.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.FoveaException;
import io.fovea.image.Image;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoxFilesTest {
    private static final List<String> LABELS = List.of("cat", "dog");

    @TempDir
    Path folder;

    @Test
    void linesAreCentresAndSizesAsPortions() throws IOException {
        image("images/a.png");
        image("images/b.png");
        text("labels/a.txt", "1 0.5 0.5 0.2 0.4\n\n0 0.1 0.25 0.1 0.5\n");
        Dataset data = BoxFiles.in(folder, LABELS);

        assertThat(data.size()).isEqualTo(2);
        assertThat(data.get(0).target())
                .isEqualTo(new Target.Boxes(
                        List.of(new TrueBox(1, 40, 15, 20, 20, false), new TrueBox(0, 5, 0, 10, 25, false))));
        assertThat(data.get(1).target()).isEqualTo(new Target.Boxes(List.of()));
        assertThat(BoxFiles.in(folder.resolve("images"), LABELS).get(0)).isEqualTo(data.get(0));
    }

    @Test
    void linesThatAreNoBoxesAreNamed() throws IOException {
        image("a.png");
        refused("1 0.5 0.5 0.2", "a.txt', line 1 is no box: five numbers are needed");
        refused("x 0.5 0.5 0.2 0.1", "a.txt', line 1 is no box");
        refused("2 0.5 0.5 0.2 0.1", "a.txt', line 1 has the class 2, and the model has 2, from 0.");
        refused("0 50 50 20 10", "a.txt', line 1 has '50', which is no portion of the image");
    }

    @Test
    void cocosCategoriesAreTheClassesOfTheirName() throws IOException {
        image("a.png");
        text(
                "boxes.json",
                """
                {"images":[{"id":7,"file_name":"a.png"}],
                 "categories":[{"id":18,"name":"dog"},{"id":90,"name":"fish"}],
                 "annotations":[{"id":1,"image_id":7,"category_id":18,"bbox":[1,2,3,4.5],"iscrowd":1}]}""");
        Dataset data = BoxFiles.in(folder, LABELS);

        assertThat(data.get(0).target()).isEqualTo(new Target.Boxes(List.of(new TrueBox(1, 1, 2, 3, 4.5, true))));
        assertThatThrownBy(() -> BoxFiles.in(folder, List.of("cat")))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("has boxes of 'dog', which the model does not know: cat.");
    }

    @Test
    void imagesWithoutBoxesAreAnError() {
        image("a.png");

        assertThatThrownBy(() -> BoxFiles.in(folder, LABELS))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("has no images with boxes");
    }

    private void refused(String line, String message) throws IOException {
        text("a.txt", line);
        assertThatThrownBy(() -> BoxFiles.in(folder, LABELS))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining(message);
    }

    private void image(String name) {
        Path file = folder.resolve(name);
        try {
            Files.createDirectories(file.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Image.gray8(100, 50, new byte[5000]).write(file);
    }

    private void text(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
