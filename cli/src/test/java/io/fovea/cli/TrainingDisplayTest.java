package io.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.session.Cancellation;
import io.fovea.session.Device;
import io.fovea.train.History;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrainingDisplayTest {
    private final StringWriter said = new StringWriter();
    private final List<History> shown = new ArrayList<>();

    @Test
    void everyEpochHasALineWithItsScoresAndTheBestSoFar() {
        PrintWriter err = new PrintWriter(said);
        try (TrainingDisplay display =
                new TrainingDisplay(new ConsoleMonitor(Cancellation.NONE, err), err, Device.CPU, shown::add)) {
            display.began(3, 5);
            display.progressed(new History());
            display.epochEnded(epoch(3, 0.25), true);
            display.epochEnded(epoch(4, 0.5), false);
            display.ended("Stopped early.");
        }

        assertThat(said.toString().lines())
                .containsExactly(
                        "Training on cpu.",
                        "Resuming after epoch 2 of 5.",
                        "Epoch 3/5: loss 1.0000, accuracy 0.5000; validation: loss 0.2500, accuracy 0.7500,"
                                + " mean iou 0.6250; the best so far (1 min 05 s)",
                        "Epoch 4/5: loss 1.0000, accuracy 0.5000; validation: loss 0.5000, accuracy 0.7500,"
                                + " mean iou 0.6250; best: epoch 3 (1 min 05 s)",
                        "Stopped early.");
        assertThat(shown).hasSize(1);
    }

    @Test
    void filesAreToldByOtherThreadsWhileStepsAreShown() throws InterruptedException {
        String before = System.setProperty("fovea.terminal", "true");
        PrintWriter err = new PrintWriter(said);
        List<Throwable> failures = new ArrayList<>();
        try (TrainingDisplay display =
                new TrainingDisplay(new ConsoleMonitor(Cancellation.NONE, err), err, Device.CPU, shown::add)) {
            Thread reader = new Thread(() -> {
                for (int i = 0; i < 100; i++) {
                    display.skipped("file " + i);
                }
            });
            reader.setUncaughtExceptionHandler((thread, failure) -> failures.add(failure));
            reader.start();
            for (int step = 1; step <= 2000; step++) {
                display.stepped(1, step, 2000, 0.5);
            }
            reader.join();
        } finally {
            if (before == null) {
                System.clearProperty("fovea.terminal");
            } else {
                System.setProperty("fovea.terminal", before);
            }
        }

        assertThat(failures).isEmpty();
        assertThat(said.toString().lines().filter(line -> line.startsWith("Left out: file")))
                .hasSize(100);
        assertThat(said.toString().lines().reduce((first, last) -> last)).hasValue("Left out 100 files.");
    }

    private static History.Epoch epoch(int number, double loss) {
        return new History.Epoch(number, 1, 0.5, loss, 0.75, 1e-3, 65.2, Map.of("val_mean_iou", 0.625));
    }
}
