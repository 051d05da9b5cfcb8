package io.fovea.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a clone is built of: the {@code pom.xml} and {@code src/main} of every module. {@code fovea} looks at it by itself;
 * {@code fovea.cmd} cannot.
 */
final class SourceTree {
    private static final List<String> NESTED = List.of("models/pretrained", "models/examples");

    private SourceTree() {}

    /**
     * Whether anything changed after a time. Folders count too: they change when a file is removed.
     *
     * @param root of the clone; one without sources has none that changed
     */
    static boolean changedSince(Path root, FileTime time) throws IOException {
        for (Path module : modules(root)) {
            Path pom = module.resolve("pom.xml");
            Path main = module.resolve("src/main");
            if (Files.exists(pom) && isNewer(pom, time)) {
                return true;
            }
            if (Files.isDirectory(main)) {
                try (Stream<Path> all = Files.walk(main)) {
                    for (Path path : (Iterable<Path>) all::iterator) {
                        if (isNewer(path, time)) {
                            return true;
                        }
                    }
                }
            }
        }
        return false;
    }

    private static List<Path> modules(Path root) throws IOException {
        List<Path> modules = new ArrayList<>(List.of(root));
        try (Stream<Path> folders = Files.list(root)) {
            folders.filter(Files::isDirectory).forEach(modules::add);
        }
        NESTED.forEach(nested -> modules.add(root.resolve(nested)));
        return modules;
    }

    private static boolean isNewer(Path path, FileTime time) throws IOException {
        return Files.getLastModifiedTime(path).compareTo(time) > 0;
    }
}
