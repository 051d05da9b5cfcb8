package io.fovea.cli.benchmark;

import io.fovea.FoveaException;
import io.fovea.image.Image;
import io.fovea.model.DetectorHead;
import io.fovea.model.Model;
import io.fovea.session.Cancellation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.DoubleSupplier;

/** DJL's engine for ONNX Runtime, which answers for one model and one image in a process of its own. */
final class DjlAnswers implements AutoCloseable {
    private final Path folder;
    private final Contender process;
    private final byte[] first;

    /**
     * Starts it, and waits for its first answer. Blocks for seconds.
     *
     * @param columns as {@link HandSteps#answer} takes it
     * @throws FoveaException if it does not answer
     */
    DjlAnswers(Djl djl, Model model, Image image, int width, int height, int columns, Cancellation cancel) {
        try {
            folder = Files.createTempDirectory("fovea-benchmark-");
            Path network = Files.write(folder.resolve("model.onnx"), model.onnx());
            Path picture = folder.resolve("image.png");
            image.write(picture);
            Path answer = folder.resolve("answer");
            process = djl.start(
                    List.of(
                            network.toString(),
                            picture.toString(),
                            Integer.toString(model.card().input().channels()),
                            Integer.toString(width),
                            Integer.toString(height),
                            Integer.toString(columns),
                            Boolean.toString(model.card().head() == DetectorHead.YOLOX),
                            answer.toString()),
                    cancel);
            first = first(answer);
        } catch (IOException e) {
            throw new FoveaException("The benchmark cannot write to the folder for temporary files.", e);
        }
    }

    /** Whoever does not answer leaves nothing behind. */
    private byte[] first(Path answer) throws IOException {
        boolean answered = false;
        try {
            process.round();
            byte[] bytes = Files.readAllBytes(answer);
            answered = true;
            return bytes;
        } finally {
            if (!answered) {
                close();
            }
        }
    }

    /** What it said of the image. */
    byte[] first() {
        return first.clone();
    }

    /** Measures images per second. */
    DoubleSupplier speed() {
        return process::round;
    }

    @Override
    public void close() {
        process.close();
        try {
            for (String name : List.of("model.onnx", "image.png", "answer", "")) {
                Files.deleteIfExists(folder.resolve(name));
            }
        } catch (IOException e) {
            throw new FoveaException("Cannot remove '" + folder + "': " + e.getMessage() + ".", e);
        }
    }
}
