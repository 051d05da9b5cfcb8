package io.fovea.cli.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.graph.Graph;
import io.fovea.session.CancelledException;
import io.fovea.task.Monitor;
import io.fovea.torch.Precision;
import io.fovea.torch.TorchGraph;
import io.fovea.zoo.Zoo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PrimitiveIterator.OfDouble;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchmarkTest {

    @ParameterizedTest
    @CsvSource({"trimap-net, 2880643", "mini-xception, 719362", "cats-dogs, 1003586"})
    void theOtherSideOfTheTrainingIsTheSameNetwork(String network, long parameters) {
        Workload one = Workload.of(network).withBatch(1);
        Graph graph = Zoo.find(network).build(FoveaLoop.settings(one));

        assertThat(new BareLoop(one, true, Precision.FP32).parameters()).isEqualTo(parameters);
        try (TorchGraph ours = TorchGraph.bind(graph, Precision.FP32)) {
            assertThat(ours.parameters().values().stream()
                            .mapToLong(weight -> weight.numel())
                            .sum())
                    .isEqualTo(parameters);
        }
    }

    /** 64 images of three bytes a pixel, and two for its object. */
    @ParameterizedTest
    @CsvSource({"trimap-net, 12800000", "cats-dogs, 6220800"})
    void whatTheImagesTakeInMemoryIsCounted(String network, double bytes) {
        assertThat(FoveaLoop.cachedBytes(Workload.of(network))).isEqualTo(bytes);
    }

    /** A process is under the launcher's settings or under none, whatever this one is under. */
    @Test
    void glibcIsSetOrAsItComes() {
        Map<String, String> environment = new HashMap<>(Map.of("MALLOC_ARENA_MAX", "4", "HOME", "/"));

        MallocSettings.apply(environment, true);
        assertThat(environment).hasSize(4).containsEntry("MALLOC_ARENA_MAX", "1");

        MallocSettings.apply(environment, false);
        assertThat(environment).containsExactly(Map.entry("HOME", "/"));
    }

    @ParameterizedTest
    @CsvSource({"training, true", "train, true", "start, false"})
    void theTrainingHasTwoNames(String word, boolean called) {
        assertThat(new TrainingBenchmark().isCalled(word)).isEqualTo(called);
    }

    @Test
    void resultsAreWrittenForPrograms(@TempDir Path folder) throws IOException {
        Measurement line =
                new Measurement("a, b", "s", Side.of(2, 1, 3).withPeak(5), Side.of(4), "another", "at most 1");

        ResultsFile.write(List.of(line), folder.resolve("results.csv"));
        ResultsFile.write(List.of(line), folder.resolve("results.json"));

        assertThat(folder.resolve("results.csv"))
                .hasContent(
                        """
                        measured,unit,fovea,fovea_low,fovea_high,fovea_peak_bytes,against,other,other_low,other_high,other_peak_bytes,ratio,aim
                        "a, b","s",2.0,1.0,3.0,5,"another",4.0,4.0,4.0,0,0.5,"at most 1"
                        """);
        assertThat(Files.readString(folder.resolve("results.json")))
                .contains("\"machine\"", "\"cores\"", "\"fovea_peak_bytes\" : 5", "\"ratio\" : 0.5");
        assertThat(ResultsFile.isOne(folder.resolve("results.csv"))).isTrue();
        assertThat(ResultsFile.isOne(folder.resolve("results.json"))).isTrue();
        assertThat(ResultsFile.isOne(Files.writeString(folder.resolve("mine.csv"), "a,b\n")))
                .isFalse();
    }

    @Test
    void whatWasNotMeasuredIsEmpty(@TempDir Path folder) throws IOException {
        Measurement alone = new Measurement("lrp", "ms", Side.of(2), Side.NONE, "rules of its own", "");

        ResultsFile.write(List.of(alone), folder.resolve("results.csv"));
        ResultsFile.write(List.of(alone), folder.resolve("results.json"));

        assertThat(Files.readString(folder.resolve("results.csv")))
                .endsWith("\"lrp\",\"ms\",2.0,2.0,2.0,0,\"rules of its own\",,,,0,,\"\"\n");
        assertThat(Files.readString(folder.resolve("results.json"))).contains("\"ratio\" : null");
        assertThat(Measurement.figure(alone.ratio())).isEqualTo("-");
    }

    @Test
    void mediansIgnoreTheWarmupAndTheOutlier() {
        OfDouble first = DoubleStream.of(99, 1, 50, 3).iterator();
        OfDouble second = DoubleStream.of(99, 6, 4, 5).iterator();

        List<Side> sides = new Rounds(1, 3).measure(List.of(first::nextDouble, second::nextDouble), Monitor.NONE);

        assertThat(sides).containsExactly(new Side(3, 1, 50, 0), new Side(5, 4, 6, 0));
    }

    @Test
    void measuringCanBeCancelled() {
        assertThatThrownBy(() ->
                        new Rounds(0, 1).measure(List.of(() -> 1), Monitor.of((fraction, message) -> {}, () -> true)))
                .isInstanceOf(CancelledException.class);
    }

    @ParameterizedTest
    @CsvSource({"0.01234, 0.0123", "1.05, 1.05", "15.68, 15.7", "1234.5, 1235", "0, 0"})
    void figuresHaveThreeDigits(double value, String figure) {
        assertThat(Measurement.figure(value)).isEqualTo(figure);
    }
}
