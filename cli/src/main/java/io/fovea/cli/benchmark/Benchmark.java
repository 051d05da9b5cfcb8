package io.fovea.cli.benchmark;

import io.fovea.task.Monitor;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** One measured comparison. */
public interface Benchmark {
    /** What the user calls it. */
    String name();

    /** Whether {@code word} is what the user calls it. */
    default boolean isCalled(String word) {
        return name().equals(word);
    }

    /**
     * Measures. Blocks for seconds to minutes.
     *
     * @param monitor hears how far it is; cancelled, it ends between two turns
     * @throws io.fovea.FoveaException if something that it needs is missing
     */
    List<Measurement> run(Monitor monitor);

    /**
     * All of them, in the order in which they run.
     *
     * @param model a model of the user's, by name or file, that is explained beside those shipped
     * @param data a folder of the user's, in place of images that are made
     */
    static List<Benchmark> all(Optional<String> model, Optional<Path> data) {
        return List.of(
                new SegmentBenchmark(),
                new FolderBenchmark(data),
                new ModelsBenchmark(),
                new ExplainBenchmark(model),
                new StartBenchmark(),
                new TrainingBenchmark());
    }
}
