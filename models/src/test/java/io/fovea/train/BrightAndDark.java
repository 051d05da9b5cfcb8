package io.fovea.train;

import io.fovea.graph.Graph;
import io.fovea.graph.Tensor;
import io.fovea.image.Color;
import io.fovea.image.Image;
import io.fovea.layers.Activation;
import io.fovea.layers.Conv2D;
import io.fovea.layers.Dense;
import io.fovea.layers.GlobalAveragePooling2D;
import io.fovea.layers.Network;
import io.fovea.layers.SymbolicTensor;
import io.fovea.model.Card;
import io.fovea.model.Input;
import io.fovea.model.Model;
import io.fovea.model.OutputValues;
import io.fovea.model.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Bright and dark images, and teachers that know them by a logit of (grey - 128) / 20: of 172 they are 0.9 sure. */
final class BrightAndDark {
    static final int SIDE = 16;

    static final String RECIPE =
            """
            name: student
            architecture: zoo:digits
            task: classification
            labels: [dark, bright]
            input: {width: 28, height: 28, channels: 1}
            data: {kind: folder, unlabelled: {images: more, confidence: 0.85, weight: 0.5}}
            split: {seed: 1, validation: 4, test: 4}
            augmentation: {horizontalFlip: true}
            training: {epochs: 4, batch: 4, optimizer: adam, learningRate: 0.002, seed: 3, precision: fp32}
            """;

    private static final List<String> LABELS = List.of("bright", "dark");

    private BrightAndDark() {}

    static Model teacher(Task task) {
        Network network = new Network("teacher", 7);
        boolean perPixel = task == Task.SEGMENTATION;
        SymbolicTensor x = network.input(SIDE, SIDE, 1);
        Graph graph = network.finish(
                perPixel
                        ? x.to(new Conv2D(2, 1).activation(Activation.SOFTMAX))
                        : x.to(new GlobalAveragePooling2D()).to(new Dense(2).activation(Activation.SOFTMAX)));
        Map.copyOf(graph.initializers())
                .forEach((name, tensor) -> graph.put(
                        name,
                        tensor.shape().length == 1
                                ? Tensor.of(new float[] {-6.4f, 0}, 2)
                                : Tensor.of(new float[] {0.05f, 0}, tensor.shape())));
        Card.of("teacher", task, LABELS, Input.resized(SIDE, SIDE, Color.GRAY), OutputValues.PROBABILITIES)
                .writeTo(graph);
        return Model.of(graph);
    }

    static Image grey(int left, int right) {
        byte[] pixels = new byte[SIDE * SIDE];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i % SIDE < SIDE / 2 ? left : right);
        }
        return Image.gray8(SIDE, SIDE, pixels);
    }

    static Path write(Path file, int left, int right) throws IOException {
        Files.createDirectories(file.getParent());
        grey(left, right).write(file);
        return file;
    }
}
