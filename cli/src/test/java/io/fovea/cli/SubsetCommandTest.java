package io.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubsetCommandTest {
    @TempDir
    private Path folder;

    private Path source;

    @BeforeEach
    void makeImages() throws IOException {
        source = folder.resolve("all");
        for (String name : new String[] {"cat", "dog"}) {
            for (int i = 0; i < 6; i++) {
                Files.createDirectories(source.resolve(name));
                TestImages.squares(source.resolve(name).resolve(i + ".png"), 4);
            }
        }
    }

    @Test
    void everyClassIsSharedOutAmongThreeFolders() throws IOException {
        Path target = folder.resolve("small");

        Cli.Result result = Cli.run("subset", source, target, "--train", 3, "--validation", 1, "--test", 2);

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.err()).contains("Copied 12 images to " + target);
        assertThat(count(target.resolve("train/cat"))).isEqualTo(3);
        assertThat(count(target.resolve("validation/dog"))).isEqualTo(1);
        assertThat(count(target.resolve("test/dog"))).isEqualTo(2);
    }

    private static long count(Path images) throws IOException {
        try (Stream<Path> files = Files.list(images)) {
            return files.count();
        }
    }

    @Test
    void moreThanThereIsCannotBeHad() {
        Cli.Result result = Cli.run("subset", source, folder.resolve("small"));

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).startsWith("fovea: ").contains("'cat' has 6 images");
        assertThat(folder.resolve("small")).doesNotExist();
    }
}
