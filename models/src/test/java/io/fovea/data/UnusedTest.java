package io.fovea.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnusedTest {

    @TempDir
    Path folder;

    @Test
    void filesAreSortedByWhyTheyAreNotUsed() throws IOException {
        List<Path> used = List.of(file("images/a.png"), file("masks/a.tif"));
        file("masks/b.tif");
        file("images/notes.txt");
        file("images/old/1.png");
        file("images/old/2.PNG");
        file("images/.hidden.png");
        file("images/.git/x.png");
        file("images/__MACOSX/a.png");
        file("elsewhere.png");

        assertThat(Unused.in(folder, List.of(folder.resolve("images"), folder.resolve("masks")), used))
                .extracting(Unused::toString)
                .containsExactly(
                        "1 file that is no image by its name, 'images/notes.txt'",
                        "2 files in folders that are not looked into, such as 'images/old/1.png'",
                        "1 file without a partner, 'masks/b.tif'");
    }

    @Test
    void foldersBesideThePartsOfADataSetAreNamed() throws IOException {
        for (String name : List.of("train/images/1.png", "train/masks/1.png", "test/1.png", "spare/1.png", ".git/x")) {
            file(name);
        }

        assertThat(Unused.beside(folder, List.of(folder.resolve("train/images"), folder.resolve("test"))))
                .containsExactly(new Unused(Unused.Reason.FOLDER, 1, "spare"));
    }

    private Path file(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "x");
    }
}
