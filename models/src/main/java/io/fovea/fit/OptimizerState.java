package io.fovea.fit;

import io.fovea.torch.TorchDevice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.InputArchive;
import org.bytedeco.pytorch.OutputArchive;

/** What an optimiser remembers of the steps before, as libtorch's archive. */
final class OptimizerState {

    private OptimizerState() {}

    static byte[] save(KerasOptimizer optimizer) throws IOException {
        Path file = Files.createTempFile("fovea-optimizer", ".pt");
        try (PointerScope scope = new PointerScope()) {
            OutputArchive archive = new OutputArchive();
            optimizer.save(archive);
            archive.save_to(file.toString());
            return Files.readAllBytes(file);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    static void restore(byte[] state, KerasOptimizer optimizer, TorchDevice placement) throws IOException {
        Path file = Files.createTempFile("fovea-optimizer", ".pt");
        try (PointerScope scope = new PointerScope()) {
            Files.write(file, state);
            InputArchive archive = new InputArchive();
            archive.load_from(file.toString(), new DeviceOptional(placement.libtorch()));
            optimizer.load(archive);
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
