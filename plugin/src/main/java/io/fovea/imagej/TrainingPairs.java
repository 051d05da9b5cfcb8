package io.fovea.imagej;

import io.fovea.AtomicFile;
import io.fovea.FoveaException;
import io.fovea.UserPath;
import io.fovea.model.KeptModels;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A folder of images and their labels, which grows as somebody corrects these, and knows which model made them. */
final class TrainingPairs {
    /** Not seen by the trainer: files that begin so are none of its data. */
    private static final String BASE = ".fovea-base";

    private TrainingPairs() {}

    /** Where pairs go if nobody says otherwise: {@code pairs} beside the user's models. */
    static Path usual() {
        return KeptModels.ofUser().folder().toAbsolutePath().resolveSibling("pairs");
    }

    /**
     * The folder that is meant.
     *
     * @param text its path; empty for the usual one
     * @throws FoveaException if it is no path
     */
    static Path folder(String text) {
        return text.isBlank()
                ? usual()
                : UserPath.of(text.strip())
                        .orElseThrow(() -> new FoveaException("'" + text + "' is no path of a folder."));
    }

    /** The model that made the labels that were put into a folder of data last, if that is known. */
    static Optional<String> base(Path folder) {
        Path file = folder.resolve(BASE);
        try {
            return Files.isRegularFile(file)
                    ? Optional.of(Files.readString(file, StandardCharsets.UTF_8).strip())
                            .filter(text -> !text.isEmpty())
                    : Optional.empty();
        } catch (IOException e) {
            throw new FoveaException("'" + file + "' cannot be read: " + e.getMessage() + ".", e);
        }
    }

    /** Notes which model made the labels that were put into a folder last. */
    static void note(Path folder, String model) throws IOException {
        if (!model.isBlank()) {
            AtomicFile.write(folder.resolve(BASE), model.getBytes(StandardCharsets.UTF_8));
        }
    }
}
