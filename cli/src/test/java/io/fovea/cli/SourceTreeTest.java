package io.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceTreeTest {
    private static final FileTime BEFORE = FileTime.fromMillis(1_000_000_000_000L);
    private static final FileTime BUILT = FileTime.fromMillis(1_000_000_060_000L);
    private static final FileTime AFTER = FileTime.fromMillis(1_000_000_061_000L);

    @TempDir
    private Path clone;

    @BeforeEach
    void makeClone() throws IOException {
        for (String file : new String[] {
            "pom.xml",
            "runtime/pom.xml",
            "runtime/src/main/java/a/A.java",
            "runtime/src/test/java/a/ATest.java",
            "models/examples/pom.xml",
            "models/pretrained/pom.xml",
            "models/pretrained/src/main/resources/m.onnx",
            "docs/page.md"
        }) {
            Files.createDirectories(clone.resolve(file).getParent());
            Files.createFile(clone.resolve(file));
        }
        try (Stream<Path> all = Files.walk(clone)) {
            for (Path path : all.toList()) {
                Files.setLastModifiedTime(path, BEFORE);
            }
        }
    }

    @Test
    void nothingHasChanged() throws IOException {
        assertThat(SourceTree.changedSince(clone, BUILT)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pom.xml",
                "runtime/pom.xml",
                "runtime/src/main/java/a",
                "runtime/src/main/java/a/A.java",
                "models/examples/pom.xml",
                "models/pretrained/pom.xml",
                "models/pretrained/src/main/resources/m.onnx"
            })
    void whatIsBuiltOfHasChanged(String path) throws IOException {
        Files.setLastModifiedTime(clone.resolve(path), AFTER);

        assertThat(SourceTree.changedSince(clone, BUILT)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"docs/page.md", "runtime/src/test/java/a/ATest.java"})
    void testsAndDocumentsDoNotCount(String path) throws IOException {
        Files.setLastModifiedTime(clone.resolve(path), AFTER);

        assertThat(SourceTree.changedSince(clone, BUILT)).isFalse();
    }
}
