package io.fovea;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.UUID;

/**
 * Writes a file so that it is either wholly there or not there at all: the bytes go beside it first, then it is renamed.
 */
public final class AtomicFile {

    /** Writes the content of a file. */
    @FunctionalInterface
    public interface Content {
        /**
         * Writes all bytes; the stream is buffered by nobody else and is closed by the caller.
         *
         * @throws IOException when writing fails; the file then keeps its former content
         */
        void writeTo(OutputStream out) throws IOException;
    }

    private AtomicFile() {}

    /** Writes {@code bytes} to {@code file}, replacing it. Errors as in {@link #write(Path, Content)}. */
    public static void write(Path file, byte[] bytes) throws IOException {
        write(file, out -> out.write(bytes));
    }

    /**
     * Writes {@code content} to {@code file}, replacing it. Missing parent folders are made.
     *
     * @throws DiskFullException when there is no room for it; nothing half-written stays behind
     * @throws IOException when the folder or the file cannot be written otherwise; nothing half-written stays behind
     */
    public static void write(Path file, Content content) throws IOException {
        Path target = file.toAbsolutePath();
        beside(target, file, part -> {
            try (OutputStream out = Files.newOutputStream(part)) {
                content.writeTo(out);
            }
            move(part, target);
        });
    }

    /**
     * Tries whether files can be written to a folder, making it if need be. Leaves nothing else behind. Errors as in
     * {@link #write(Path, Content)}.
     */
    public static void tryFolder(Path folder) throws IOException {
        beside(folder.toAbsolutePath().resolve("trial"), folder, Files::createFile);
    }

    @FunctionalInterface
    private interface Step {
        void on(Path part) throws IOException;
    }

    /** Does something with a new name beside {@code target}, at which nothing is left. */
    private static void beside(Path target, Path told, Step step) throws IOException {
        // Not Files.createTempFile: the file would keep the permissions of a private one.
        Path part = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".part");
        Unfinished.begin(part);
        try {
            Files.createDirectories(target.getParent());
            step.on(part);
        } catch (IOException e) {
            // Asked before what was written is taken away, and there is room again.
            Optional<DiskFullException> full = DiskFullException.of(told, e);
            if (full.isPresent()) {
                throw full.get();
            }
            throw e;
        } finally {
            Files.deleteIfExists(part);
            Unfinished.end(part);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
