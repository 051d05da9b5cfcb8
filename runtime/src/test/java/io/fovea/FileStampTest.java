package io.fovea;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileStampTest {
    private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000_000_000L);

    @TempDir
    Path folder;

    private Path file;
    private FileStamp stamp;

    @BeforeEach
    void stamp() throws Exception {
        file = Files.writeString(folder.resolve("a"), "one");
        Files.setLastModifiedTime(file, LONG_AGO);
        stamp = FileStamp.of(file);
    }

    @Test
    void holdsWhileNothingHappens() {
        assertThat(stamp.holds()).isTrue();
    }

    @Test
    void anotherSizeIsAnotherFile() throws Exception {
        Files.writeString(file, "three");
        Files.setLastModifiedTime(file, LONG_AGO);

        assertThat(stamp.holds()).isFalse();
    }

    @Test
    void anotherTimeIsAnotherFile() throws Exception {
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000_000_001L));

        assertThat(stamp.holds()).isFalse();
    }

    @Test
    void anotherContentOfTheSameSizeAndTimeIsAnotherFile() throws Exception {
        Path other = Files.writeString(folder.resolve("b"), "two");
        Files.setLastModifiedTime(other, LONG_AGO);
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);

        assertThat(stamp.holds()).isFalse();
    }

    @Test
    void aMissingFileIsAnother() throws Exception {
        Files.delete(file);

        assertThat(stamp.holds()).isFalse();
        assertThat(FileStamp.of(file).holds()).isTrue();
    }
}
