package io.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.model.KeptModels;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** ImageJ has a network trained by the command line in a process of its own, and uses the model. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "The launcher of this test is a script of a Unix shell.")
@Timeout(300)
class TrainFromImageJTest {
    private static final String LAUNCHER = "fovea.trainer";

    @TempDir
    private Path folder;

    private final String before = System.getProperty(KeptModels.PROPERTY);

    @BeforeEach
    void prepare() throws IOException {
        System.setProperty(KeptModels.PROPERTY, folder.resolve("home/models").toString());
        Path launcher = Files.writeString(
                folder.resolve("a launcher"),
                "exec '" + Path.of(System.getProperty("java.home"), "bin", "java")
                        // Two threads of libtorch wait for each other where the machine has better to do.
                        + "' -XX:ActiveProcessorCount=1 -XX:TieredStopAtLevel=1 -cp '"
                        + System.getProperty("java.class.path") + "' io.fovea.cli.Main \"$@\"\n");
        System.setProperty(LAUNCHER, launcher.toString());
    }

    @AfterEach
    void restore() {
        System.setProperty(KeptModels.PROPERTY, before);
        System.clearProperty(LAUNCHER);
    }

    /** Bright above, or bright below. */
    private Path halves() throws IOException {
        Path data = folder.resolve("my halves");
        for (int i = 0; i < 60; i++) {
            Path file = data.resolve(i % 2 == 0 ? "above" : "below").resolve(i + ".png");
            Files.createDirectories(file.getParent());
            BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_GRAY);
            image.getRaster().setSample(i % 16, 8, 0, i);
            for (int p = 0; p < 128; p++) {
                image.getRaster().setSample(p % 16, p / 16 + (i % 2 == 0 ? 0 : 8), 0, 200);
            }
            ImageIO.write(image, "png", file.toFile());
        }
        return data;
    }

    @Test
    void aMacroTrainsOnAFolderAndClassifiesByTheModel() throws IOException {
        Path data = halves();
        Path answer = folder.resolve("answer.txt");
        Path macro = Files.write(
                folder.resolve("train.ijm"),
                List.of(
                        "run('Train...', 'data=[" + data + "] name=[my halves] minutes=1 epochs=1');",
                        "open('" + data.resolve("above/0.png") + "');",
                        "run('Classify...', 'model=[my halves] top=1');",
                        "File.saveString(getResultString('Class', 0) + getResultString('Label', 0), '" + answer
                                + "');"));

        Cli.Result result = Cli.run("macro", macro);

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(KeptModels.ofUser().names()).containsExactly("my halves");
        assertThat(answer).content().contains("above");
        assertThat(folder.resolve("home/training/my halves"))
                .isDirectoryContaining("glob:**report.html")
                .isDirectoryContaining("glob:**recipe.yaml");
    }
}
