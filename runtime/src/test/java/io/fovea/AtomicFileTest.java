package io.fovea;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AtomicFileTest {
    @TempDir
    private Path folder;

    @Test
    void replacesAFileWhollyAndLeavesNothingBeside() throws IOException {
        Path file = folder.resolve("new/a.txt");
        AtomicFile.write(file, "one".getBytes());
        AtomicFile.write(file, "two".getBytes());

        assertThat(file).hasContent("two");
        assertThat(names(file.getParent())).containsExactly("a.txt");
    }

    @Test
    void aContentThatFailsLeavesTheFileAsItWas() throws IOException {
        Path file = folder.resolve("a.txt");
        AtomicFile.write(file, "whole".getBytes());

        assertThatThrownBy(() -> AtomicFile.write(file, out -> {
                    out.write(1);
                    throw new IOException("broken");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("broken");
        assertThat(file).hasContent("whole");
        assertThat(names(folder)).containsExactly("a.txt");
    }

    @Test
    void aFolderIsTriedWithoutATrace() throws IOException {
        AtomicFile.tryFolder(folder.resolve("a/b"));
        Path file = Files.createFile(folder.resolve("file"));

        assertThat(names(folder.resolve("a/b"))).isEmpty();
        assertThatThrownBy(() -> AtomicFile.tryFolder(file.resolve("c"))).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "No space left on device",
                "/x/y: No space left on device",
                "There is not enough space on the disk",
                "Disk quota exceeded"
            })
    void aFullDiskIsNamedAsSuch(String reason) {
        Path file = folder.resolve("a.txt");

        assertThatThrownBy(() -> AtomicFile.write(file, out -> {
                    throw new IOException(reason);
                }))
                .isInstanceOf(DiskFullException.class)
                .hasMessageContainingAll("'" + file + "'", "the disk is full", "make room");
        assertThat(file).doesNotExist();
    }

    /** On a disk of 64 kB, where this test may make one. */
    @Test
    void aRealDiskThatIsFullIsNamedAsSuch() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk.toString()),
                "only root may mount a small disk");
        try {
            Path file = disk.resolve("a.bin");
            AtomicFile.write(file, new byte[10_000]);

            assertThatThrownBy(() -> AtomicFile.write(file, new byte[100_000])).isInstanceOf(DiskFullException.class);
            assertThat(file).hasSize(10_000);
            assertThat(names(disk)).containsExactly("a.bin");
        } finally {
            run("umount", disk.toString());
        }
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getInputStream().readAllBytes();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException noSuchProgram) {
            return false;
        }
    }

    private static Stream<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList().stream();
        }
    }
}
