package io.fovea.fuzz;

import io.fovea.cli.OddModels;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A folder of which inputs may read {@code work} and write {@code out} and {@code tmp}, and beside these a {@code canary}
 * that shows when one reached it.
 */
final class Sandbox {
    /** The file beside the models that holds weights of some. */
    static final String WEIGHTS = "weights.bin";

    /** A folder of pictures for each of two classes. */
    static final String PICTURES = "pictures";

    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2001-01-01T00:00:00Z"));
    private static final FileTime LATER = FileTime.from(Instant.parse("2002-01-01T00:00:00Z"));

    private final Path root;
    private final Map<Path, String> before = new TreeMap<>();
    private final boolean showsReading;

    private Sandbox(Path root) throws IOException {
        this.root = root;
        arm();
        Files.readAllBytes(secret());
        showsReading = wasRead();
        arm();
        before.putAll(listing());
    }

    /** Makes an empty folder a sandbox, or goes on with one that was made before. */
    static Sandbox in(Path root) throws IOException {
        if (!Files.exists(root.resolve("work"))) {
            furnish(root);
        }
        return new Sandbox(root);
    }

    private static void furnish(Path root) throws IOException {
        for (String folder : new String[] {"work", "out", "tmp", "canary"}) {
            Files.createDirectories(root.resolve(folder));
        }
        Path work = root.resolve("work");
        byte[] weights = new byte[4096];
        Files.write(work.resolve(WEIGHTS), weights);
        Files.write(root.resolve("canary/secret.bin"), weights);
        Files.createSymbolicLink(work.resolve("link"), root.resolve("canary/secret.bin"));
        Files.createSymbolicLink(work.resolve("linked"), root.resolve("canary"));
        Files.write(
                work.resolve("base.onnx"),
                OddModels.CONSTANTS_AMONG_INPUTS.graph().toBytes());
        for (int i = 0; i < 4; i++) {
            for (String label : new String[] {PICTURES + "/cat", PICTURES + "/dog", "images", "labels"}) {
                Path folder = Files.createDirectories(work.resolve(label));
                Files.write(folder.resolve(i + ".png"), ImageSeeds.png(60 * i));
            }
        }
        Files.write(work.resolve("labels.idx"), ImageSeeds.idx(true));
        Files.write(work.resolve("images.idx"), ImageSeeds.idx(false));
    }

    /** Where inputs lie, and the process that tries them runs. */
    Path work() {
        return root.resolve("work");
    }

    /** Where results go. */
    Path out() {
        return root.resolve("out");
    }

    private Path secret() {
        return root.resolve("canary/secret.bin");
    }

    /** Whether the file system tells when a file was read. */
    boolean showsReading() {
        return showsReading;
    }

    private void arm() throws IOException {
        Files.getFileAttributeView(secret(), BasicFileAttributeView.class).setTimes(LATER, LONG_AGO, null);
    }

    private boolean wasRead() throws IOException {
        return !Files.readAttributes(secret(), BasicFileAttributes.class)
                .lastAccessTime()
                .equals(LONG_AGO);
    }

    /** What an input did that it must not, and empties {@code out} for the next. */
    Optional<String> check() throws IOException {
        if (showsReading && wasRead()) {
            arm();
            return Optional.of("read outside of its folder");
        }
        empty(root.resolve("out"));
        Map<Path, String> now = listing();
        if (!now.equals(before)) {
            now.entrySet().removeAll(before.entrySet());
            before.clear();
            before.putAll(listing());
            return Optional.of("wrote outside of its folder: " + now.keySet());
        }
        return Optional.empty();
    }

    /** Everything that must stay as it is, with size and time of change. */
    private Map<Path, String> listing() throws IOException {
        Map<Path, String> files = new TreeMap<>();
        for (Path folder : new Path[] {root, root.resolve("canary"), work(), work().resolve(PICTURES)}) {
            try (Stream<Path> entries = Files.list(folder)) {
                for (Path entry : entries.toList()) {
                    // The input itself, and folders whose content may change.
                    boolean free = Files.isDirectory(entry)
                            || entry.getFileName().toString().matches("\\d+-\\d+\\..*");
                    BasicFileAttributes attributes = Files.readAttributes(entry, BasicFileAttributes.class);
                    if (!free) {
                        files.put(entry, attributes.size() + " " + attributes.lastModifiedTime());
                    } else if (Files.isDirectory(entry)) {
                        files.put(entry, "folder");
                    }
                }
            }
        }
        return files;
    }

    /** Removes what is in a folder. */
    static void empty(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException e) throws IOException {
                if (!visited.equals(folder)) {
                    Files.delete(visited);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
