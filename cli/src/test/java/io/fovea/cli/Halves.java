package io.fovea.cli;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** Something that is learnt in two epochs: pictures that are bright above or bright below, and the recipe for them. */
final class Halves {
    static final int SIDE = 28;

    private Halves() {}

    /**
     * Writes data and recipe.
     *
     * @return the recipe, {@code halves.yaml}, for data in the folder
     */
    static Path write(Path folder, int examples, int epochs) throws IOException {
        Random random = new Random(5);
        byte[] images = new byte[examples * SIDE * SIDE];
        byte[] labels = new byte[examples];
        for (int i = 0; i < examples; i++) {
            labels[i] = (byte) random.nextInt(2);
            for (int p = 0; p < SIDE * SIDE; p++) {
                boolean bright = (p < SIDE * SIDE / 2) == (labels[i] == 0);
                images[i * SIDE * SIDE + p] = (byte) (random.nextInt(60) + (bright ? 150 : 0));
            }
        }
        writeIdx(folder.resolve("images.gz"), images, examples, SIDE, SIDE);
        writeIdx(folder.resolve("labels.gz"), labels, examples);
        return Files.writeString(
                folder.resolve("halves.yaml"),
                """
                name: halves
                architecture: zoo:digits
                task: classification
                labels: [above, below]
                input: {width: 28, height: 28, channels: 1}
                data: {kind: idx, images: images.gz, labels: labels.gz, source: made by a test}
                split: {seed: 1, validation: 0.25, test: 0.25}
                training: {epochs: %d, batch: 8, optimizer: adam, learningRate: 0.001, seed: 1}
                """
                        .formatted(epochs));
    }

    private static void writeIdx(Path file, byte[] data, int... shape) throws IOException {
        try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(Files.newOutputStream(file)))) {
            out.writeInt(0x0800 + shape.length);
            for (int size : shape) {
                out.writeInt(size);
            }
            out.write(data);
        }
    }
}
