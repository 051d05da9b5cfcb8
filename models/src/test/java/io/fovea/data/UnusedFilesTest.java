package io.fovea.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnusedFilesTest {

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

        assertThat(UnusedFiles.in(folder, List.of(folder.resolve("images"), folder.resolve("masks")), used))
                .extracting(UnusedFiles::toString)
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

        assertThat(UnusedFiles.beside(folder, List.of(folder.resolve("train/images"), folder.resolve("test"))))
                .containsExactly(new UnusedFiles(UnusedFiles.Reason.FOLDER, 1, "spare"));
    }

    @Test
    void ofAStackTheFirstPageIsUsed() throws IOException {
        Path stack = stack(folder.resolve("stack.tif"));
        TestTiff.write(folder.resolve("plain.tif"), 2, 8, false, false, 1, 2);

        assertThat(UnusedFiles.pages(
                        folder, List.of(stack, folder.resolve("plain.tif"), file("no.tif"), file("x.txt"))))
                .singleElement()
                .hasToString("all pages but the first of 'stack.tif'");
        Path other = stack(folder.resolve("masks/other.tif"));
        assertThat(UnusedFiles.pages(folder, List.of(stack, other)))
                .singleElement()
                .hasToString("all pages but the first of 2 files, such as 'masks/other.tif'");
    }

    @Test
    void stacksInAZipAreFoundToo() throws IOException {
        Path zip = folder.resolve("data.zip");
        Path stack = stack(folder.resolve("stack.tif"));
        try (FileSystem files = FileSystems.newFileSystem(zip, Map.of("create", "true"))) {
            Files.copy(stack, files.getPath("/stack.tif"));
        }
        try (FileSystem files = FileSystems.newFileSystem(zip)) {
            assertThat(UnusedFiles.pages(zip, List.of(files.getPath("/stack.tif"))))
                    .extracting(UnusedFiles::files)
                    .containsExactly(1);
        }
    }

    /** A TIFF of two pages: the second is the first one's directory again, at another place. */
    private static Path stack(Path file) throws IOException {
        TestTiff.write(file, 2, 8, false, false, 1, 2);
        byte[] one = Files.readAllBytes(file);
        ByteBuffer two = ByteBuffer.allocate(2 * one.length).order(ByteOrder.LITTLE_ENDIAN);
        two.put(one).put(one);
        int next = 8 + 2 + 12 * two.getShort(8);
        two.putInt(next, one.length + 8);
        return Files.write(file, two.array());
    }

    private Path file(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "x");
    }
}
