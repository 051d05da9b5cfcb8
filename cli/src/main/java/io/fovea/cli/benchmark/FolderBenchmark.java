package io.fovea.cli.benchmark;

import io.fovea.FoveaException;
import io.fovea.batch.BatchPlan;
import io.fovea.batch.FolderJob;
import io.fovea.batch.Inputs;
import io.fovea.batch.Report;
import io.fovea.model.Model;
import io.fovea.model.ModelLibrary;
import io.fovea.session.Device;
import io.fovea.task.ImagePredictor;
import io.fovea.task.Job;
import io.fovea.task.JobOption;
import io.fovea.task.JobSettings;
import io.fovea.task.Jobs;
import io.fovea.task.Monitor;
import io.fovea.task.Prediction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Whole folders, from files to files, on all cores, against a {@link FolderByHand} loop: images a second, and the processor
 * time that one takes.
 */
final class FolderBenchmark implements Benchmark {
    private static final Rounds ROUNDS = new Rounds(1, 3);
    private static final int SMALL_PHOTOS = 2000;
    private static final int PHOTOS = 500;
    private static final int FIELDS = 60;

    private final Optional<Path> data;

    /** Over the images of a folder, or over some that are made. */
    FolderBenchmark(Optional<Path> data) {
        this.data = data;
    }

    /** Work on a folder of files, which writes to another. */
    private interface Loop {
        void run(List<Path> files, Path output);
    }

    @Override
    public String name() {
        return "folder";
    }

    @Override
    public List<Measurement> run(Monitor monitor) {
        List<Measurement> all = new ArrayList<>();
        all.addAll(measure(
                Jobs.CLASSIFY,
                "cats-dogs",
                "classify small photos",
                folder -> MadeImages.photos(folder, SMALL_PHOTOS, 240, 180),
                monitor));
        all.addAll(measure(
                Jobs.SEGMENT,
                "pets-trimap",
                "segment photos",
                folder -> MadeImages.photos(folder, PHOTOS, 448, 336),
                monitor));
        all.addAll(measure(
                Jobs.SEGMENT,
                "nuclei-trimap",
                "segment fields",
                folder -> MadeImages.fields(folder, FIELDS, 512, 150),
                monitor));
        return all;
    }

    private <P extends Prediction> List<Measurement> measure(
            Job<P> job, String name, String what, Consumer<Path> images, Monitor monitor) {
        Model model = ModelLibrary.find(name);
        Path work = temporary();
        try (ImagePredictor<P> predictor = job.open(model, Device.CPU);
                FolderByHand bare = new FolderByHand(model)) {
            Path made = work.resolve("images");
            Files.createDirectories(made);
            if (data.isEmpty()) {
                images.accept(made);
            }
            Inputs inputs = Inputs.find(List.of(data.orElse(made).toString()));
            FolderJob<P> folder = new FolderJob<>(job, predictor, asByHand(job));
            BatchPlan plan = BatchPlan.USUAL.withoutReport();
            Turn ours = new Turn(inputs, work.resolve("fovea"), (files, out) -> {
                Report<FolderJob.Row> report = job.writesFolder()
                        ? folder.run(inputs, plan, out, Monitor.NONE)
                        : folder.runToTable(inputs, plan, out.resolve("table.csv"), Monitor.NONE);
                report.failures().stream().findFirst().ifPresent(failure -> {
                    throw new FoveaException(failure.sentence());
                });
            });
            Turn theirs = new Turn(inputs, work.resolve("bare"), (files, out) -> {
                if (job.writesFolder()) {
                    bare.segment(files, out);
                } else {
                    bare.classify(files, out.resolve("table.csv"));
                }
            });
            List<Side> speed = ROUNDS.measure(List.of(ours::run, theirs::run), monitor);
            String against = "a loop of OpenCV and ONNX Runtime by hand";
            return List.of(
                    new Measurement(what, "images/s", speed.get(0), speed.get(1), against, "at least 0.95"),
                    new Measurement(what + ", processor time", "s/image", ours.cpu(), theirs.cpu(), against, ""));
        } catch (IOException e) {
            throw new FoveaException("The benchmark cannot write to '" + work + "': " + e.getMessage() + ".", e);
        } finally {
            delete(work);
        }
    }

    /** One side's turns. */
    private static final class Turn {
        private final List<Path> files;
        private final Path output;
        private final Loop loop;
        private final List<Double> cpu = new ArrayList<>();

        Turn(Inputs inputs, Path output, Loop loop) {
            this.files = inputs.files();
            this.output = output;
            this.loop = loop;
        }

        /** Images a second. */
        double run() {
            delete(output);
            try {
                Files.createDirectories(output);
            } catch (IOException e) {
                throw new FoveaException("Cannot write to '" + output + "'.", e);
            }
            double before = ProcessorTime.seconds();
            double seconds = Rounds.seconds(() -> loop.run(files, output));
            cpu.add((ProcessorTime.seconds() - before) / files.size());
            return files.size() / seconds;
        }

        Side cpu() {
            return Side.of(cpu.stream()
                    .skip(ROUNDS.warmup())
                    .mapToDouble(Double::doubleValue)
                    .toArray());
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("fovea-benchmark-");
        } catch (IOException e) {
            throw new FoveaException("The temporary folder cannot be written: " + e.getMessage() + ".", e);
        }
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new FoveaException("Cannot remove '" + folder + "': " + e.getMessage() + ".", e);
        }
    }

    /** Writes no more files than the loop by hand. */
    private static JobSettings asByHand(Job<?> job) {
        JobSettings settings = JobSettings.USUAL;
        for (JobOption option : job.options()) {
            settings = option.name().startsWith("no-") ? settings.with(option, 1) : settings;
        }
        return settings;
    }
}
