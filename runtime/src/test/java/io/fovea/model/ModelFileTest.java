package io.fovea.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl;
import io.fovea.FoveaException;
import io.fovea.session.Device;
import io.fovea.task.Nets;
import io.fovea.task.Segmenter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model and the files that it lies in. */
class ModelFileTest {
    @TempDir
    Path folder;

    @Test
    void aModelIsCurrentUntilItsFileIsReplaced() throws IOException {
        Path file = Files.write(folder.resolve("a.onnx"), Nets.thresholdTrimap().onnx());
        Model model = Model.read(file);
        assertThat(model.isCurrent()).isTrue();
        assertThat(model.withCard(model.card().withName("b")).isCurrent()).isTrue();

        Files.write(file, Nets.randomEncoderDecoder(1).toBytes());

        assertThat(model.isCurrent()).isFalse();
        assertRefused(model, file);
        assertThat(Model.read(file).isCurrent()).isTrue();
    }

    @Test
    void weightsInAFileBesideItCount() throws IOException {
        Path weights =
                Files.write(folder.resolve("weights.bin"), new byte[] {0, 0, -128, 63, 0, 0, -128, 63, 0, 0, 0, 0});
        Path file = Files.write(folder.resolve("a.onnx"), withWeightsIn("weights.bin"));
        Model model = Model.read(file);
        assertThat(model.graph().initializers().get("w").toFloats()).containsExactly(1, 1, 0);
        assertThat(model.isCurrent()).isTrue();

        Files.write(weights, new byte[12]);

        assertThat(model.isCurrent()).isFalse();
        assertRefused(model, weights);
        assertThat(Model.read(file).graph().initializers().get("w").toFloats()).containsExactly(0, 0, 0);
    }

    /** SHA-256 of the bytes, or of the sums of all files, as {@code sha256sum} tells them. */
    @Test
    void aFingerprintIsOfTheNetworkAndItsWeights() throws Exception {
        Model memory = Nets.thresholdTrimap();
        assertThat(memory.fingerprint()).isEqualTo(sha256(memory.onnx()));

        Path weights =
                Files.write(folder.resolve("weights.bin"), new byte[] {0, 0, -128, 63, 0, 0, -128, 63, 0, 0, 0, 0});
        Path file = Files.write(folder.resolve("a.onnx"), withWeightsIn("weights.bin"));
        String before = Model.read(file).fingerprint();
        Model model = Model.read(file);
        assertThat(model.fingerprint())
                .isEqualTo(before)
                .isIn(
                        sha256((sha256(Files.readAllBytes(file)) + sha256(Files.readAllBytes(weights)))
                                .getBytes(StandardCharsets.UTF_8)),
                        sha256((sha256(Files.readAllBytes(weights)) + sha256(Files.readAllBytes(file)))
                                .getBytes(StandardCharsets.UTF_8)));

        Files.write(weights, new byte[12]);

        assertThatThrownBy(model::fingerprint).hasMessageContaining("was changed or replaced");
        assertThat(Model.read(file).fingerprint()).isNotEqualTo(before);
    }

    private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    @Test
    void aModelInMemoryIsAlwaysCurrent() {
        assertThat(Nets.thresholdTrimap().isCurrent()).isTrue();
    }

    private static void assertRefused(Model model, Path changed) {
        String sentence = "The model file '" + changed + "' was changed or replaced after it was opened;"
                + " open the model again.";
        assertThatThrownBy(model::graph).isInstanceOf(FoveaException.class).hasMessage(sentence);
        assertThatThrownBy(model::onnx).hasMessage(sentence);
        assertThatThrownBy(() -> Segmenter.open(model, Device.CPU)).hasMessage(sentence);
    }

    private static byte[] withWeightsIn(String name) throws IOException {
        OnnxMl.ModelProto.Builder model =
                OnnxMl.ModelProto.parseFrom(Nets.thresholdTrimap().onnx()).toBuilder();
        for (OnnxMl.TensorProto.Builder constant : model.getGraphBuilder().getInitializerBuilderList()) {
            if (constant.getName().equals("w")) {
                constant.clearRawData()
                        .setDataLocation(OnnxMl.TensorProto.DataLocation.EXTERNAL)
                        .addExternalDataBuilder()
                        .setKey("location")
                        .setValue(name);
            }
        }
        return model.build().toByteArray();
    }
}
