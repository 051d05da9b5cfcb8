package io.fovea.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.FoveaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputsTest {
    @TempDir
    Path folder;

    @BeforeEach
    void fill() throws IOException {
        for (String name : List.of("b.png", "a.TIF", "c d.jpg", "notes.txt", ".hidden.png", "sub/e.png", "x[1].png")) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.createFile(file);
        }
    }

    @Test
    void aFolderGivesItsImages() {
        assertThat(names(folder.toString())).containsExactly("a.TIF", "b.png", "c d.jpg", "x[1].png");
    }

    @Test
    void aGlobGivesItsMatches() {
        assertThat(names(folder + "/*.png")).containsExactly("b.png", "x[1].png");
        assertThat(names(folder + "/**.png")).containsExactly("b.png", "e.png", "x[1].png");
        assertThat(names(folder + "/*/e.{png,tif}")).containsExactly("e.png");
        assertThat(names(folder + "/?.*")).containsExactly("a.TIF", "b.png");
    }

    @Test
    void aFileIsTakenAsNamedEvenIfMissing() {
        assertThat(names(folder + "/x[1].png")).containsExactly("x[1].png");
        assertThat(names(folder + "/gone.png")).containsExactly("gone.png");
        assertThat(names(folder + "/notes.txt")).containsExactly("notes.txt");
    }

    @Test
    void eachFileComesOnceAndInOrder() {
        assertThat(names(folder + "/c d.jpg", folder.toString(), folder + "/./b.png"))
                .containsExactly("a.TIF", "b.png", "c d.jpg", "x[1].png");
    }

    @Test
    void nothingFoundIsAnError() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThatThrownBy(() -> Inputs.expand(List.of(empty.toString())))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("has no images");
        assertThatThrownBy(() -> Inputs.expand(List.of(folder + "/*.gif")))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("No file matches");
        assertThatThrownBy(() -> Inputs.expand(List.of("nowhere/*.gif"))).isInstanceOf(FoveaException.class);
    }

    private static List<String> names(String... inputs) {
        return Inputs.expand(List.of(inputs)).stream()
                .map(file -> file.getFileName().toString())
                .toList();
    }
}
