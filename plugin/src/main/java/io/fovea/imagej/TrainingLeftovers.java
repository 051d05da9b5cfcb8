package io.fovea.imagej;

import io.fovea.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * What lies beside a model while it is trained, by which a training that was ended early can be gone on with: the trainer's own
 * files, and a note of the data.
 *
 * @param model the file that the trainer writes at the end
 */
record TrainingLeftovers(Path model) {
    /** The curves, a row for each epoch. */
    Path history() {
        return beside("-history.csv");
    }

    private Path recipe() {
        return beside("-recipe.yaml");
    }

    private Path data() {
        return beside("-data.txt");
    }

    private Path beside(String suffix) {
        return model.resolveSibling(name() + suffix);
    }

    private String name() {
        return model.getFileName().toString().replaceFirst("\\.onnx$", "");
    }

    private Path checkpoint() {
        return model.resolveSibling(model.getFileName() + ".checkpoint");
    }

    /** What can be gone on with, if there is anything. Blocks on the disk. */
    Optional<EarlierTraining> earlier() {
        return Files.isRegularFile(checkpoint()) && Files.isRegularFile(recipe())
                ? Optional.of(new EarlierTraining(
                        name(), TrainingCurves.read(history()).epochs(), noted()))
                : Optional.empty();
    }

    private Optional<Path> noted() {
        try {
            return Files.isRegularFile(data())
                    ? Optional.of(Path.of(Files.readString(data(), StandardCharsets.UTF_8)))
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty(); // as if nobody had noted it
        }
    }

    /** Begins anew on a folder of data; what there is to go on with is set aside, as the trainer would. */
    void begin(Path data) throws IOException {
        if (Files.isRegularFile(checkpoint())) {
            Path old = checkpoint().resolveSibling(checkpoint().getFileName() + ".old");
            Files.move(checkpoint(), old, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.deleteIfExists(history());
        AtomicFile.write(data(), data.toAbsolutePath().toString().getBytes(StandardCharsets.UTF_8));
    }
}
