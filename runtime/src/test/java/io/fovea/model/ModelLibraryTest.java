package io.fovea.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.FoveaException;
import io.fovea.task.Nets;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelLibraryTest {
    @TempDir
    Path folder;

    private Shelf shelf;

    @BeforeEach
    void shipOneModel() throws IOException {
        Path shipped = Files.createDirectories(folder.resolve("io/fovea/pretrained"));
        Files.writeString(shipped.resolve("models.txt"), "# comment\nblobs\n\nlost\n");
        Files.write(shipped.resolve("blobs.onnx"), Nets.thresholdTrimap().onnx());
        URL[] path = {folder.toUri().toURL()};
        shelf = new Shelf(new URLClassLoader(path, null));
    }

    @Test
    void findsShippedModelsByName() {
        assertThat(shelf.names()).containsExactly("blobs", "lost");
        Model model = ModelLibrary.find(" blobs ", shelf);
        assertThat(model.name()).isEqualTo("blobs");
        assertThat(model.card().task()).isEqualTo(Task.TRIMAP);
        assertThat(model.file()).isEmpty();
        assertThat(ModelLibrary.find("blobs", shelf)).isSameAs(model);
    }

    @Test
    void findsModelsByPathWithSpacesAndHome() throws IOException {
        Path file = folder.resolve("my model.onnx");
        Files.write(file, Nets.randomEncoderDecoder(1).toBytes());
        Model model = ModelLibrary.find(file.toString(), shelf);
        assertThat(model.name()).isEqualTo("my model");
        assertThat(model.file()).contains(file);
        assertThat(model.graph().nodes()).isNotEmpty();

        String home = System.getProperty("user.home");
        System.setProperty("user.home", folder.toString());
        try {
            assertThat(ModelLibrary.find("~/my model.onnx", shelf).name()).isEqualTo("my model");
        } finally {
            System.setProperty("user.home", home);
        }
    }

    @Test
    void listsTheKnownModelsForAnUnknownOne() {
        assertThatThrownBy(() -> ModelLibrary.find("nucleii", shelf))
                .isInstanceOf(FoveaException.class)
                .hasMessage("Unknown model 'nucleii'. These come with Fovea: blobs, lost;"
                        + " or give the path of an .onnx file or of a BioImage.IO package.");
    }

    @Test
    void saysWhatIsWrongWithAModelFile() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.onnx"), "no model");
        assertThatThrownBy(() -> ModelLibrary.find(broken.toString(), shelf))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("'" + broken + "'")
                .hasMessageContaining("not an ONNX model");
        assertThatThrownBy(() -> ModelLibrary.find("nowhere/x.onnx", shelf))
                .hasMessage("There is no model file '" + Path.of("nowhere/x.onnx") + "'.");
        assertThatThrownBy(() -> ModelLibrary.find("lost", shelf)).hasMessageContaining("installation is damaged");
        assertThatThrownBy(() -> ModelLibrary.find("", shelf)).isInstanceOf(FoveaException.class);
        assertThatThrownBy(() -> ModelLibrary.find("a\0b", shelf)).hasMessageStartingWith("Unknown model");
    }
}
