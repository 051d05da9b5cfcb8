package io.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.data.Share;
import io.fovea.data.Survey;
import io.fovea.data.UnusedFiles;
import io.fovea.data.ValueCounts;
import io.fovea.fit.History;
import io.fovea.session.Cancellation;
import io.fovea.session.Device;
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
        try (TrainingDisplay display = new TrainingDisplay(
                new ConsoleMonitor(Cancellation.NONE, err), err, Device.CPU, shown::add, () -> false)) {
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
        try (TrainingDisplay display = new TrainingDisplay(
                new ConsoleMonitor(Cancellation.NONE, err), err, Device.CPU, shown::add, () -> false)) {
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

    @Test
    void aSurveyIsATableWithSentencesBelow() {
        Share.Size size = new Share.Size(20, 10);
        ValueCounts none = ValueCounts.NONE;
        Share train = new Share(
                "train",
                1200,
                1,
                List.of(1200, 7),
                List.of(900L, 1L),
                none,
                0,
                0,
                size,
                size,
                Map.of("grey 8-bit", 1200));
        Share test = new Share(
                "test", 3, 0, List.of(3, 3), List.of(2L, 2L), none, 0, 0, size, size, Map.of("grey 8-bit", 3));
        Survey survey = new Survey(
                List.of("background", "cell"),
                List.of(train, test),
                List.of("'x.png' is damaged."),
                List.of(new UnusedFiles(UnusedFiles.Reason.ELSEWHERE, 2, "old/1.png")),
                List.of("A note."));
        PrintWriter err = new PrintWriter(said);
        try (TrainingDisplay display = new TrainingDisplay(
                new ConsoleMonitor(Cancellation.NONE, err), err, Device.CPU, shown::add, () -> false)) {
            display.looked(5, 10);
            display.surveyed(survey);
        }

        assertThat(said.toString().lines())
                .containsExactly(
                        "                    train       test",
                        "images              1,200          3",
                        "background  1,200 (99.9%)  3 (50.0%)",
                        "cell             7 (0.1%)  3 (50.0%)",
                        "left out                1          0",
                        "The images have 20x10 pixels and are grey 8-bit.",
                        "In brackets is the share of the pixels.",
                        "Not used: 2 files in folders that are not looked into, such as 'old/1.png'.",
                        "A note.");
    }

    private static History.Epoch epoch(int number, double loss) {
        return new History.Epoch(number, 1, 0.5, loss, 0.75, 1e-3, 65.2, Map.of("val_mean_iou", 0.625));
    }
}
