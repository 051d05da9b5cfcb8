package io.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.FoveaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageJCommandTest {
    @TempDir
    private Path folder;

    @Test
    void takesPatternsThatNoShellHasExpanded() throws IOException {
        Path one = Files.createFile(folder.resolve("a[1].png"));
        Path two = Files.createFile(folder.resolve("b.png"));
        Files.createFile(folder.resolve("c.tif"));

        assertThat(ImageJCommand.expand(folder + "/*.png")).containsExactly(one, two);
        assertThat(ImageJCommand.expand(folder + "/a[1]*")).containsExactly(one);
        assertThat(ImageJCommand.expand(two.toString())).containsExactly(two);
        assertThatThrownBy(() -> ImageJCommand.expand(folder + "/*.bmp"))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("No file matches");
        assertThatThrownBy(() -> ImageJCommand.expand(folder + "/gone/*.png"))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("gone");
    }
}
