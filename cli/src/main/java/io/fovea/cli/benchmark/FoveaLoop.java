package io.fovea.cli.benchmark;

import io.fovea.FoveaException;
import io.fovea.data.Augmentation;
import io.fovea.data.Augmenter;
import io.fovea.data.Batches;
import io.fovea.data.Dataset;
import io.fovea.data.Example;
import io.fovea.data.Skipped;
import io.fovea.data.Target;
import io.fovea.fit.Trainer;
import io.fovea.fit.TrainingMonitor;
import io.fovea.image.Color;
import io.fovea.image.Image;
import io.fovea.model.Input;
import io.fovea.recipe.Recipe;
import io.fovea.zoo.Architecture;
import io.fovea.zoo.Zoo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;

/** Fovea's own training of a workload, whole: images in memory are varied, made into batches and trained on. */
final class FoveaLoop {
    private static final int IMAGES = 64;
    private static final int COLORS = 3;

    private FoveaLoop() {}

    /** Trains until the turns end. */
    static void run(Workload workload, Turns turns) {
        Recipe recipe = recipe(workload);
        Dataset kept = Dataset.of(IMAGES, index -> noise(workload, index)).cached();
        List<Integer> often = IntStream.range(0, 500 * workload.batch())
                .mapToObj(i -> i % IMAGES)
                .toList();
        if (!turns.goesOn()) {
            return;
        }
        TrainingMonitor monitor = new TrainingMonitor() {
            private boolean over;

            @Override
            public void stepped(int epoch, int step, int steps, double loss) {
                over = !turns.goesOn();
            }

            @Override
            public boolean isCancelled() {
                return over;
            }
        };
        try {
            Path folder = Files.createTempDirectory("fovea-benchmark-");
            Path checkpoint = folder.resolve("checkpoint");
            try (Batches training = batches(recipe, workload, kept.subset(often), true);
                    Batches validation = batches(recipe, workload, kept.subset(List.of(0)), false)) {
                new Trainer(Zoo.find(workload.network()).build(settings(workload)), recipe.training(), checkpoint, "")
                        .fit(training, validation, monitor);
            } catch (CancellationException e) {
                // As it is meant to end.
            } finally {
                Files.deleteIfExists(checkpoint);
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            throw new FoveaException("The benchmark cannot write to the folder for temporary files.", e);
        }
    }

    /** The lectures' training, with the augmentation of their networks from scratch. */
    private static Recipe recipe(Workload workload) {
        return Recipe.parse(
                String.format(
                        Locale.ROOT,
                        """
                name: benchmark
                architecture: zoo:%s
                task: %s
                labels: [%s]
                input: {width: %d, height: %d, channels: 3}
                data: {kind: %s, images: none, labels: none, contour: 2}
                augmentation: {horizontalFlip: true, rotation: 36, zoom: 0.2}
                training: {epochs: 1000, batch: %d, optimizer: adam, learningRate: 0.001, seed: 1}
                """,
                        workload.network(),
                        workload.perPixel() ? "trimap" : "classification",
                        workload.classes() == 3 ? "foreground, background, contour" : "cat, dog",
                        workload.side(),
                        workload.side(),
                        workload.perPixel() ? "instances" : "idx",
                        workload.batch()),
                "of the benchmark");
    }

    private static Batches batches(Recipe recipe, Workload workload, Dataset examples, boolean varied) {
        return new Batches(
                examples,
                Input.resized(workload.side(), workload.side(), Color.RGB).preparation(),
                new Augmenter(varied ? recipe.augmentation() : Augmentation.NONE, workload.side(), workload.side()),
                workload.batch(),
                recipe.data().contour(),
                1,
                varied,
                new Skipped());
    }

    /** What its images take in memory. */
    static double cachedBytes(Workload workload) {
        int bytes = workload.perPixel() ? COLORS + Short.BYTES : COLORS;
        return (double) IMAGES * workload.side() * workload.side() * bytes;
    }

    /** The workload's size and number of classes. */
    static Architecture.Settings settings(Workload workload) {
        return Architecture.Settings.DEFAULT
                .withSize(workload.side(), workload.side())
                .withChannels(3)
                .withClasses(workload.classes())
                .withSeed(1);
    }

    /** Noise; where pixels have classes, with one square object. */
    private static Example noise(Workload workload, int index) {
        int side = workload.side();
        byte[] pixels = new byte[side * side * 3];
        new Random(index).nextBytes(pixels);
        Image image = Image.rgb8(side, side, pixels);
        if (!workload.perPixel()) {
            return new Example("noise " + index, image, new Target.ClassIndex(index % workload.classes()));
        }
        short[] labels = new short[side * side];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (short) (i / side > side / 2 && i % side > side / 2 ? 1 : 0);
        }
        return new Example("noise " + index, image, new Target.Instances(side, side, labels));
    }
}
