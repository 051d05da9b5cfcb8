package io.fovea.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.FoveaException;
import io.fovea.image.Image;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersTest {

    @TempDir
    Path folder;

    @Test
    void everySubfolderIsAClassAndOtherFilesArePassedOver() throws IOException {
        image("black cats/b.png", 3, 2, 7);
        image("black cats/a.png", 3, 2, 5);
        image("Hünde/c.png", 3, 2, 9);
        Files.writeString(folder.resolve("black cats/Thumbs.db"), "x");
        Files.writeString(folder.resolve("black cats/.hidden.png"), "x");
        Files.createDirectories(folder.resolve("__MACOSX"));
        Files.createDirectories(folder.resolve(".git"));
        ImageFolder examples = ImageFolder.of(folder, List.of("Hünde", "black cats"));
        assertThat(IntStream.range(0, examples.size()).mapToObj(examples::get))
                .extracting(Example::name, example -> example.image().bytes()[0], Example::target)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("c.png", (byte) 9, new Target.ClassIndex(0)),
                        org.assertj.core.groups.Tuple.tuple("a.png", (byte) 5, new Target.ClassIndex(1)),
                        org.assertj.core.groups.Tuple.tuple("b.png", (byte) 7, new Target.ClassIndex(1)));
    }

    @Test
    void foldersAndLabelsThatDifferAreNamed() {
        image("cat/a.png", 3, 2, 1);
        assertThatThrownBy(() -> ImageFolder.of(folder, List.of("cat", "dog")))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("one sub-folder (cat)");
        image("cow/a.png", 3, 2, 1);
        assertThatThrownBy(() -> ImageFolder.of(folder, List.of("cat", "dog")))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("no folder for dog;")
                .hasMessageContaining("no label for folder cow;");
        assertThatThrownBy(() -> ImageFolder.of(folder.resolve("none"), List.of("cat", "dog")))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("cannot be read");
    }

    @Test
    void maskValuesBecomeClassesAndOthersAreIgnored() {
        image("images/a.png", 3, 1, 50);
        mask("masks/a.tif", 3, 1, 1, 3, 2);
        Dataset examples = MaskFolder.of(folder.resolve("images"), folder.resolve("masks"), List.of(3, 1));
        assertThat(((Target.ClassMap) examples.get(0).target()).classes())
                .containsExactly(1, 0, Target.ClassMap.IGNORED);
    }

    @Test
    void masksThatDoNotFitAreNamed() {
        image("images/a.png", 3, 1, 50);
        image("images/b.png", 3, 1, 50);
        mask("masks/a.png", 2, 1, 1, 1);
        Path images = folder.resolve("images");
        Path masks = folder.resolve("masks");
        assertThatThrownBy(() -> MaskFolder.of(images, masks, List.of(0, 1)))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("1 of the images")
                .hasMessageContaining("'b.png'");
        mask("masks/b.png", 3, 1, 7, 8, 9);
        Dataset examples = MaskFolder.of(images, masks, List.of(0, 1));
        assertThatThrownBy(() -> examples.get(0))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("2x1 grey 8-bit")
                .hasMessageContaining("3x1 grey 8-bit");
        assertThat(((Target.ClassMap) examples.get(1).target()).classes()).containsOnly(Target.ClassMap.IGNORED);
        assertThatThrownBy(() -> MaskFolder.of(images, masks, List.of(2, 3)))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("a.png")
                .hasMessageContaining("[2, 3], but 1 (40.0%), 7 (20.0%)")
                .hasMessageContaining("'values'");
        assertThatThrownBy(() -> MaskFolder.of(
                        images, masks, IntStream.range(0, 256).boxed().toList()))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("255 classes");
        mask("masks/b.tif", 3, 1, 7, 8, 9);
        assertThatThrownBy(() -> MaskFolder.of(images, masks, List.of(0, 1)))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("same name");
        assertThatThrownBy(() -> MaskFolder.of(images, masks, List.of(1, 1)))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("[1, 1]");
    }

    private void image(String name, int width, int height, int value) {
        byte[] pixels = new byte[width * height];
        java.util.Arrays.fill(pixels, (byte) value);
        write(name, Image.gray8(width, height, pixels));
    }

    private void mask(String name, int width, int height, int... values) {
        byte[] pixels = new byte[values.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) values[i];
        }
        write(name, Image.gray8(width, height, pixels));
    }

    private void write(String name, Image image) {
        Path file = folder.resolve(name);
        try {
            Files.createDirectories(file.getParent());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        image.write(file);
    }
}
