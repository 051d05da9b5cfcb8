package io.fovea.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Recipes: those that come with Fovea, and some that fit the sandbox's data. */
final class RecipeSeeds {

    /** Trains on the classes in {@link Sandbox#PICTURES}. */
    static final String TINY =
            """
            name: tiny
            description: Two kinds of spots.
            architecture: zoo:digits
            task: classification
            labels: [cat, dog]
            input: {width: 28, height: 28, channels: 1, fit: resize, halo: 0, multiple: 1, stretch: deep, low: 0.1, high: 99.9}
            data: {kind: folder, images: '', crop: 0, repeats: 1, contour: 2, source: made by a test}
            split: {seed: 1, validation: 0.25, test: 2, balanced: true}
            augmentation: {rotation: 10, zoom: 0.1, shear: 5, shift: 0.1, mirror: true}
            training: {epochs: 1, batch: 4, optimizer: sgd, learningRate: 0.01, momentum: 0.9, seed: 1, loss: auto}
            """;

    private static final String MASKS =
            """
            name: masks
            architecture: zoo:trimap-net
            task: segmentation
            labels: [ground, spot]
            input: {width: 0, height: 0, channels: 3, fit: tile, halo: 16, multiple: 8}
            data:
              kind: masks
              images: images
              labels: labels
              crop: 16
              values: [0, 1]
            training:
              epochs: 1
              batch: 2
            """;

    static final String FEATURES =
            """
            name: features
            task: classification
            labels: [cat, dog]
            base:
              model: base.onnx
              mode: features
              head: {pooling: average, dense: [4, 2], dropout: 0.1}
              pixels: {scale: 0.0039, mean: [0.5], std: [0.5], color: rgb}
            input: {width: 32, height: 32, channels: 3}
            data: {kind: folder}
            training: {epochs: 1}
            """;

    private RecipeSeeds() {}

    /** All of them. */
    static List<Seed> recipes(Path root) throws IOException {
        List<Seed> seeds = new ArrayList<>();
        for (String text : List.of(TINY, MASKS, FEATURES)) {
            seeds.add(new Seed(text.lines().findFirst().orElseThrow(), ".yaml", text.getBytes(StandardCharsets.UTF_8)));
        }
        try (Stream<Path> files = Files.list(root.resolve("models/recipes"))) {
            for (Path file : files.sorted().toList()) {
                seeds.add(new Seed(file.getFileName().toString(), ".yaml", Files.readAllBytes(file)));
            }
        }
        return seeds;
    }

    /** A table of two labels. */
    static List<Seed> tables() {
        String table = "image,cat,dog\ncat/0.png,1,0\ncat/1.png,0,1\ndog/0.png,1,1\n\"dog/1.png\",0,0\n";
        String words = "image;labels\ncat/0.png;cat\ndog/0.png;cat dog\ndog/1.png;\n";
        return List.of(
                new Seed("numbers", ".csv", table.getBytes(StandardCharsets.UTF_8)),
                new Seed("words", ".csv", words.getBytes(StandardCharsets.UTF_8)));
    }
}
