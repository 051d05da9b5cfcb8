package io.fovea.data;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.FoveaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxDatasetTest {

    @TempDir
    Path folder;

    /** Such as a folder of images for each digit, which a network of MNIST is to be measured on. */
    @Test
    void aFileThatIsNotThereIsNotCalledDamaged() {
        Path images = folder.resolve("train-images-idx3-ubyte.gz");

        assertThatThrownBy(() -> IdxDataset.read(images, images))
                .isInstanceOf(FoveaException.class)
                .hasMessage("There is no data file '" + images + "'; give the folder that has MNIST's four files.");
    }

    @Test
    void aFileThatEndsEarlyIsDamaged() throws IOException {
        Path images = Files.write(folder.resolve("images"), new byte[] {0, 0, 8, 3, 0});

        assertThatThrownBy(() -> IdxDataset.read(images, images))
                .isInstanceOf(FoveaException.class)
                .hasMessage("The data file '" + images + "' cannot be read or is damaged; download it again.");
    }
}
