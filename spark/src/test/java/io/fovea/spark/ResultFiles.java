package io.fovea.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files of a folder of results by name, but for those that tell of the run: journal and report. */
final class ResultFiles {
    private ResultFiles() {}

    static Map<String, byte[]> of(Path folder) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(file).toString();
                if (!name.endsWith("-journal.jsonl") && !name.endsWith("report.html")) {
                    files.put(name, Files.readAllBytes(file));
                }
            }
        }
        return files;
    }
}
