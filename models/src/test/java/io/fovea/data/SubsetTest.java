package io.fovea.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.FoveaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubsetTest {

    @TempDir
    Path folder;

    private Path source;

    @BeforeEach
    void makeSource() throws IOException {
        source = folder.resolve("all images");
        for (String name : List.of("cat", "big dog")) {
            for (int i = 0; i < 10; i++) {
                Path file = source.resolve(name).resolve("%02d.png".formatted(i));
                Files.createDirectories(file.getParent());
                Files.writeString(file, name + i);
            }
        }
    }

    @Test
    void everyImageGoesToOneFolderAtMost() throws IOException {
        Path target = folder.resolve("small");
        assertThat(Subset.make(source, target, 5, 2, 3, 1)).isEqualTo(20);
        assertThat(names(target.resolve("train/cat"))).hasSize(5);
        assertThat(names(target.resolve("validation/big dog"))).hasSize(2);
        assertThat(names(target.resolve("test/big dog"))).hasSize(3);
        assertThat(Stream.of("train", "validation", "test")
                        .flatMap(part -> names(target.resolve(part).resolve("cat")).stream()))
                .hasSize(10)
                .doesNotHaveDuplicates();
        assertThat(names(folder)).containsExactlyInAnyOrder("all images", "small");
    }

    @Test
    void theSeedDecidesAndEmptyPartsHaveNoFolder() {
        Subset.make(source, folder.resolve("a"), 3, 0, 0, 1);
        Subset.make(source, folder.resolve("b"), 3, 0, 0, 1);
        Subset.make(source, folder.resolve("c"), 3, 0, 0, 2);
        assertThat(names(folder.resolve("a"))).containsExactly("train");
        assertThat(names(folder.resolve("a/train/cat")))
                .isEqualTo(names(folder.resolve("b/train/cat")))
                .isNotEqualTo(names(folder.resolve("c/train/cat")));
    }

    @Test
    void whatCannotBeDoneLeavesNothingBehind() throws IOException {
        Path target = Files.createDirectories(folder.resolve("full"));
        Files.writeString(target.resolve("mine.txt"), "x");
        assertThatThrownBy(() -> Subset.make(source, target, 1, 1, 1, 1))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("exists already");
        assertThatThrownBy(() -> Subset.make(source, folder.resolve("new"), 8, 2, 1, 1))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("'big dog' has 10 images; 11 are asked for");
        assertThatThrownBy(() -> Subset.make(source.resolve("cat"), folder.resolve("new"), 1, 1, 1, 1))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("two classes");
        assertThat(names(folder)).containsExactlyInAnyOrder("all images", "full");
    }

    private static List<String> names(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(path -> path.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
