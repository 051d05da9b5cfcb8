package io.fovea.cli.benchmark;

import io.fovea.FoveaException;
import io.fovea.data.Augmentation;
import io.fovea.data.Augmenter;
import io.fovea.data.Batches;
import io.fovea.data.Dataset;
import io.fovea.data.Example;
import io.fovea.data.Target;
import io.fovea.image.Color;
import io.fovea.image.Image;
import io.fovea.model.Input;
import io.fovea.session.Cancellation;
import io.fovea.torch.Precision;
import io.fovea.train.Trainer;
import io.fovea.train.TrainingMonitor;
import io.fovea.train.TrainingOptions;
import io.fovea.zoo.Architecture;
import io.fovea.zoo.Zoo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** Training of the trimap network by Fovea's trainer, batches and all, against a plain libtorch loop. */
final class TrainBenchmark implements Benchmark {
    private static final Rounds ROUNDS = new Rounds(1, 5);
    private static final int SIDE = 200;
    private static final int BATCH = 8;

    /** The first of a round is not counted: libtorch then chooses kernels and touches new memory. */
    private static final int STEPS = 5;

    @Override
    public String name() {
        return "train";
    }

    @Override
    public List<Measurement> run(Cancellation cancel) {
        BareTrimapNet bare = new BareTrimapNet(BATCH);
        Dataset examples = new RandomExamples(STEPS * BATCH);
        Rounds.Medians seconds =
                ROUNDS.compare(() -> trainer(examples, cancel), () -> Rounds.seconds(() -> steps(bare)), cancel);
        double images = (STEPS - 1) * BATCH;
        boolean bfloat = Precision.automatic() == Precision.BF16;
        return List.of(new Measurement(
                "train the trimap network" + (bfloat ? " (bf16)" : " (fp32)"),
                "images/s",
                images / seconds.first(),
                images / seconds.second(),
                "a plain libtorch fp32 loop",
                bfloat ? "at least 1.7" : ""));
    }

    private static void steps(BareTrimapNet bare) {
        for (int step = 1; step < STEPS; step++) {
            bare.step();
        }
    }

    /** Seconds that the steps of an epoch take, but for the first. */
    private static double trainer(Dataset examples, Cancellation cancel) {
        TrainingOptions options = new TrainingOptions(1, BATCH, "rmsprop", 1e-3, null, null, 1, "auto");
        Stopwatch stopwatch = new Stopwatch(cancel);
        try {
            Path checkpoint = Files.createTempFile("fovea-", ".checkpoint");
            try (Batches training = batches(examples);
                    Batches validation = batches(examples.subset(List.of(0)))) {
                new Trainer(Zoo.find("trimap-net").build(Architecture.Settings.DEFAULT), options, checkpoint, "")
                        .fit(training, validation, stopwatch);
            } finally {
                Files.deleteIfExists(checkpoint);
            }
        } catch (IOException e) {
            throw new FoveaException("The benchmark cannot write to the folder for temporary files.", e);
        }
        return stopwatch.seconds();
    }

    private static Batches batches(Dataset examples) {
        return new Batches(
                examples,
                Input.resized(SIDE, SIDE, Color.RGB).preparation(),
                new Augmenter(Augmentation.NONE, SIDE, SIDE),
                BATCH,
                2,
                1,
                false);
    }

    /** The time from the end of the first step to the end of the last. */
    private static final class Stopwatch implements TrainingMonitor {
        private final Cancellation cancel;
        private long begin;
        private long end;

        Stopwatch(Cancellation cancel) {
            this.cancel = cancel;
        }

        @Override
        public void stepped(int epoch, int step, int steps, double loss) {
            end = System.nanoTime();
            if (step == 1) {
                begin = end;
            }
        }

        @Override
        public boolean isCancelled() {
            return cancel.isCancelled();
        }

        double seconds() {
            return (end - begin) / 1e9;
        }
    }

    /** Noise with one square object in each. */
    private record RandomExamples(int size) implements Dataset {
        @Override
        public Example get(int index) {
            byte[] pixels = new byte[SIDE * SIDE * 3];
            new Random(index).nextBytes(pixels);
            short[] labels = new short[SIDE * SIDE];
            for (int i = 0; i < labels.length; i++) {
                labels[i] = (short) (i / SIDE > SIDE / 2 && i % SIDE > SIDE / 2 ? 1 : 0);
            }
            return new Example(
                    "noise " + index, Image.rgb8(SIDE, SIDE, pixels), new Target.Instances(SIDE, SIDE, labels));
        }
    }
}
