package io.fovea.graph;

import static io.fovea.graph.SoundModel.external;
import static io.fovea.graph.SoundModel.sound;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.fovea.FoveaException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Constants in files beside the model's. */
class ExternalDataTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "../secret, outside its own folder",
        "link, outside its own folder",
        "linked/secret, outside its own folder",
        "'', missing",
        "none, missing"
    })
    void externalDataElsewhereIsNotRead(String location, String reason) throws IOException {
        Path inside = Files.createDirectory(folder.resolve("inside"));
        Path secret = Files.write(folder.resolve("secret"), new byte[4]);
        Files.createSymbolicLink(inside.resolve("link"), secret);
        Files.createSymbolicLink(inside.resolve("linked"), folder);
        assertThatThrownBy(() -> Graph.read(written(inside, external(location))))
                .isInstanceOf(MalformedModelException.class)
                .hasMessageContaining("m.onnx")
                .hasMessageContaining(reason);
        assertThatThrownBy(() -> Graph.read(written(inside, external(secret.toString()))))
                .hasMessageContaining("outside its own folder");
    }

    @Test
    void externalDataBesideTheFileThatALinkMeansIsRead() throws IOException {
        Path blobs = Files.createDirectory(folder.resolve("blobs"));
        Files.write(blobs.resolve("b"), new byte[] {0, 0, (byte) 0x80, 0x3f});
        Path snapshot = Files.createDirectory(folder.resolve("snapshot"));
        Path model = Files.move(written(snapshot, external("weights")), blobs.resolve("a"));
        Files.createSymbolicLink(snapshot.resolve("m.onnx"), model);
        Files.createSymbolicLink(snapshot.resolve("weights"), blobs.resolve("b"));

        Graph graph = Graph.read(snapshot.resolve("m.onnx"));

        assertThat(graph.constant("w").orElseThrow().toFloats()).containsExactly(1);
    }

    @Test
    void aConstantMayLieAnywhereInItsFile() throws IOException {
        Files.write(folder.resolve("data"), new byte[] {9, 9, 9, 0, 0, (byte) 0x80, 0x3f, 9});
        Path file = written(folder, external("data").addExternalData(TensorCodec.entry("offset", "3")));

        Graph graph = Graph.read(file);

        assertThat(graph.constant("w").orElseThrow().toFloats()).containsExactly(1);
        assertThat(graph.files()).containsExactlyInAnyOrder(file, folder.resolve("data"));
    }

    @Test
    void aModelInMemoryHasNoFilesBesideIt() {
        ModelProto.Builder model = sound();
        model.getGraphBuilder().setInitializer(0, external("data"));
        assertThatThrownBy(() -> Graph.parse(model.build().toByteArray()))
                .isInstanceOf(MalformedModelException.class)
                .hasMessage("The data cannot be read: it keeps its constant 'w' in the file 'data' beside it; open the"
                        + " model from its file.");
    }

    @Test
    void aFileThatNoMemoryHoldsIsRefusedBeforeItIsRead() throws IOException {
        Path file = folder.resolve("huge.onnx");
        try (RandomAccessFile data = new RandomAccessFile(file.toFile(), "rw")) {
            data.setLength(1L << 34); // of which the disk holds nothing
        }
        assertThatThrownBy(() -> Graph.read(file))
                .isExactlyInstanceOf(FoveaException.class)
                .hasMessageContaining("huge.onnx")
                .hasMessageContaining("of memory, and Java may take");
    }

    @ParameterizedTest
    @CsvSource({
        "offset, -4, the offset of its constant 'w'",
        "offset, much, the offset of its constant 'w'",
        "offset, 1, too short",
        "length, 8, has 4 bytes"
    })
    void aPlaceInExternalDataThatCannotBeIsRefused(String key, String value, String reason) throws IOException {
        Files.write(folder.resolve("data"), new byte[4]);
        Path file = written(folder, external("data").addExternalData(TensorCodec.entry(key, value)));
        assertThatThrownBy(() -> Graph.read(file))
                .isInstanceOf(MalformedModelException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void manyConstantsThatClaimTheSameBytesAreRefusedBeforeTheyFillTheMemory() throws IOException {
        long size = 1L << 30;
        try (RandomAccessFile data = new RandomAccessFile(folder.resolve("data").toFile(), "rw")) {
            data.setLength(size); // of which the disk holds nothing
        }
        ModelProto.Builder model = sound();
        for (int i = 0; i < 100; i++) {
            model.getGraphBuilder()
                    .addInitializer(external("data").setName("w" + i).setDims(3, size / 4));
        }
        Path file = Files.write(folder.resolve("m.onnx"), model.build().toByteArray());
        assertThatThrownBy(() -> Graph.read(file))
                .isExactlyInstanceOf(FoveaException.class)
                .hasMessageContaining("needs 100.0 GB of memory, and Java may take")
                .hasMessageContaining("FOVEA_JAVA_OPTIONS=-Xmx");
    }

    private static Path written(Path folder, TensorProto.Builder weight) throws IOException {
        ModelProto.Builder model = sound();
        model.getGraphBuilder().setInitializer(0, weight);
        return Files.write(folder.resolve("m.onnx"), model.build().toByteArray());
    }
}
