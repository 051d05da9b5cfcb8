package io.fovea.cli.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.fovea.image.Image;
import io.fovea.model.ModelLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderByHandTest {
    @TempDir
    Path folder;

    @Test
    void theOtherSideWritesTheSameFiles() throws IOException {
        assumeThat(ModelLibrary.names()).as("models that this build ships").contains("nuclei-trimap", "cats-dogs");
        MadeImages.fields(folder, 1, 96, 6);
        MadeImages.photos(folder, 2, 64, 48);
        Path out = Files.createDirectory(folder.resolve("out"));

        try (FolderByHand fields = new FolderByHand(ModelLibrary.find("nuclei-trimap"));
                FolderByHand photos = new FolderByHand(ModelLibrary.find("cats-dogs"))) {
            fields.segment(List.of(folder.resolve("0000.png")), out);
            photos.classify(List.of(folder.resolve("0000.jpg"), folder.resolve("0001.jpg")), out.resolve("table.csv"));
        }

        assertThat(Image.read(out.resolve("0000-labels.png"))).hasToString("96x96 grey 16-bit");
        assertThat(Image.read(out.resolve("0000-trimap.png"))).hasToString("96x96 grey 8-bit");
        assertThat(Image.read(out.resolve("0000-overlay.png"))).hasToString("96x96 RGB 8-bit");
        assertThat(Files.readAllLines(out.resolve("segment.csv")).get(1)).matches("0000\\.png,[1-9]\\d*");
        assertThat(Files.readAllLines(out.resolve("table.csv"))).hasSize(3);
    }
}
