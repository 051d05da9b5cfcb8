package io.fovea.imagej;

import io.fovea.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
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

    /**
     * Begins anew on a folder of data. What there is to go on with is set aside, by names that end in {@code .old}, until the new
     * training has something itself.
     */
    void begin(Path data) throws IOException {
        boolean keeps = earlier().isPresent();
        for (Path file : files()) {
            if (keeps && Files.exists(file)) {
                Files.move(file, old(file), StandardCopyOption.REPLACE_EXISTING);
            }
            Files.deleteIfExists(file);
        }
        AtomicFile.write(data(), data.toAbsolutePath().toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Puts back what was set aside, where the new training failed before it had anything to go on with. */
    void restore() throws IOException {
        if (Files.exists(checkpoint()) || !Files.exists(old(checkpoint()))) {
            return;
        }
        for (Path file : files()) {
            if (Files.exists(old(file))) {
                Files.move(old(file), file, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private List<Path> files() {
        return List.of(checkpoint(), history(), recipe(), data());
    }

    private static Path old(Path file) {
        return file.resolveSibling(file.getFileName() + ".old");
    }
}
