package io.fovea.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.fovea.FoveaException;
import io.fovea.bioimage.Npy;
import io.fovea.bioimage.TestPackages;
import io.fovea.session.Cancellation;
import io.fovea.session.CancelledException;
import io.fovea.share.ModelCopy;
import io.fovea.task.Nets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptModelsTest {
    @TempDir
    private Path folder;

    private KeptModels kept;
    private Path net;

    @BeforeEach
    void writeModel() throws IOException {
        kept = new KeptModels(folder.resolve("my models"));
        net = Files.createDirectory(folder.resolve("from")).resolve("my net.onnx");
        Files.write(net, Nets.thresholdTrimap().onnx());
    }

    private String add(Path file) {
        return ModelCopy.add(file, kept, Cancellation.NONE);
    }

    private List<String> there() throws IOException {
        try (Stream<Path> all = Files.walk(kept.folder())) {
            return all.filter(Files::isRegularFile)
                    .map(path -> kept.folder().relativize(path).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void aFolderThatIsNotThereHasNone() {
        assertThat(kept.all()).isEmpty();
        assertThat(kept.find("my net")).isEmpty();
    }

    @Test
    void aModelIsAddedWithItsCardAndFoundByName() throws IOException {
        Files.writeString(net.resolveSibling("my net.card.yaml"), "license: MIT\n");
        Files.writeString(net.resolveSibling("other.txt"), "no part of it");

        assertThat(add(net)).isEqualTo("my net");

        assertThat(there()).containsExactly("my net/my net.card.yaml", "my net/my net.onnx");
        assertThat(kept.names()).containsExactly("my net");
        assertThat(kept.all().get(0).read().card().provenance().license()).contains("MIT");
        assertThat(add(net)).as("once more").isEqualTo("my net");
    }

    @Test
    void aPackageIsAddedAsItIs() throws IOException {
        Path unet = TestPackages.write(
                Files.createDirectory(folder.resolve("unet")),
                TestPackages.v05(TestPackages.INPUT_05, TestPackages.OUTPUT_05),
                TestPackages.addsOne(1),
                Map.of("in.npy", Npy.bytes(new float[4], 1, 1, 2, 2)));

        assertThat(add(unet)).isEqualTo("unet");

        assertThat(there()).contains("unet/in.npy");
        assertThat(kept.find("unet").map(Model::read).flatMap(Model::origin))
                .contains(kept.folder().resolve("unet"));
    }

    @Test
    void filesThatWerePutThereByHandAreFound() throws IOException {
        Files.createDirectories(kept.folder().resolve("empty"));
        Files.copy(net, kept.folder().resolve("b.onnx"));
        Files.writeString(kept.folder().resolve("notes.txt"), "");
        Files.copy(net, kept.folder().resolve(".hidden.onnx"));

        assertThat(kept.names()).containsExactly("b");
    }

    @Test
    void anotherModelOfTheSameNameStays() throws IOException {
        add(net);
        Files.write(net, Nets.randomEncoderDecoder(1).toBytes());

        assertThatThrownBy(() -> add(net))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("has another model 'my net'; remove that, or rename");
        assertThat(kept.find("my net").map(Model::read).map(Model::fingerprint))
                .isNotEqualTo(Optional.of(Model.read(net).fingerprint()));
    }

    @Test
    void whatIsNoModelOrIsCancelledLeavesNothing() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.onnx"), "no model");
        Path text = Files.writeString(folder.resolve("notes.txt"), "no model");

        assertThatThrownBy(() -> add(broken)).isInstanceOf(FoveaException.class);
        assertThatThrownBy(() -> add(text)).isInstanceOf(FoveaException.class).hasMessageContaining("is no .onnx file");
        assertThatThrownBy(() -> add(folder.resolve("none.onnx")))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("There is no file or folder");
        assertThatThrownBy(() -> ModelCopy.add(net, kept, () -> true)).isInstanceOf(CancelledException.class);
        assertThat(Files.exists(kept.folder()) ? there() : List.of()).isEmpty();
        assertThat(kept.all()).isEmpty();
    }

    @Test
    void theLibraryFindsThemByName() {
        String before = System.getProperty(KeptModels.PROPERTY);
        System.setProperty(KeptModels.PROPERTY, kept.folder().toString());
        try {
            add(net);
            assertThat(ModelLibrary.find("my net").file())
                    .contains(kept.folder().resolve("my net/my net.onnx"));
            assertThatThrownBy(() -> ModelLibrary.find("your net"))
                    .isInstanceOf(FoveaException.class)
                    .hasMessageContaining("in '" + kept.folder() + "' are: my net");
        } finally {
            if (before == null) {
                System.clearProperty(KeptModels.PROPERTY);
            } else {
                System.setProperty(KeptModels.PROPERTY, before);
            }
        }
    }

    @Test
    void aFolderThatCannotBeReadStopsNoOther() throws IOException {
        add(net);
        Path closed = Files.createDirectory(kept.folder().resolve("closed"));
        assumeThat(Files.getFileStore(closed).supportsFileAttributeView("posix"))
                .isTrue();
        Files.setPosixFilePermissions(closed, Set.of());
        try {
            assumeThat(Files.isReadable(closed))
                    .as("whether this user may read everything")
                    .isFalse();

            assertThat(kept.names()).containsExactly("closed", "my net");
            assertThat(kept.find("my net")).isPresent();
            assertThatThrownBy(() -> kept.find("closed"))
                    .isInstanceOf(FoveaException.class)
                    .hasMessage("The folder '" + closed + "' cannot be read: you may not read it.");
            assertThatThrownBy(() -> kept.all().get(0).read()).hasMessageContaining("you may not read it");
        } finally {
            Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
        }
    }
}
