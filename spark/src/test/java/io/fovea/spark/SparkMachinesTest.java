package io.fovea.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fovea.batch.BatchPlan;
import io.fovea.batch.FolderJob;
import io.fovea.batch.Inputs;
import io.fovea.batch.MachinePark;
import io.fovea.batch.Machines;
import io.fovea.batch.Report;
import io.fovea.session.CancelledException;
import io.fovea.task.Monitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders on two cores of this machine, by Spark. */
class SparkMachinesTest {
    private static final List<String> TOLD = new ArrayList<>();
    private static Machines machines;

    @TempDir
    private Path folder;

    @BeforeAll
    static void open() {
        SparkJava.fault(Runtime.version().feature()).ifPresent(fault -> assumeTrue(false, fault));
        machines = MachinePark.find("spark")
                .orElseThrow()
                .open(
                        "a test",
                        Map.of("master", "local[2]", "partition", "0.01", "spark.ui.enabled", "true"),
                        TOLD::add);
    }

    @AfterAll
    static void close() {
        if (machines != null) {
            machines.close();
        }
    }

    private void assertSame(String here, String there) throws IOException {
        Map<String, byte[]> expected = ResultFiles.of(folder.resolve(here));
        Map<String, byte[]> found = ResultFiles.of(folder.resolve(there));
        assertThat(found.keySet()).isEqualTo(expected.keySet());
        expected.forEach((name, bytes) -> assertThat(found.get(name)).as(name).isEqualTo(bytes));
    }

    @Test
    void givesTheFilesOfOneMachine() throws IOException {
        FolderWork work = FolderWork.nuclei();
        Report<FolderJob.Row> here = work.here(folder.resolve("here"));

        Report<FolderJob.Row> there = work.on(machines, folder.resolve("there"));

        assertThat(there.done()).isEqualTo(here.done()).isPositive();
        assertThat(ResultFiles.of(folder.resolve("there"))).containsKeys("segment.csv", "objects.csv");
        assertThat(folder.resolve("there/report.html")).exists();
        assertSame("here", "there");
        assertThat(TOLD).singleElement().asString().startsWith("Spark: local[2], progress at http://127.0.0.1:");
    }

    @Test
    void aBadFileIsNamedAndTheOthersAreDone() throws IOException {
        Path images = Files.createDirectories(folder.resolve("my images"));
        Path nuclei = Path.of(System.getProperty("fovea.root"), "test-images/nuclei");
        Files.copy(nuclei.resolve("03-touching.png"), images.resolve("a.png"));
        Files.copy(nuclei.resolve("03-touching.png"), images.resolve("a-0001.png"));
        Files.copy(nuclei.resolve("02-dense.png"), images.resolve("ä.png"));
        Files.writeString(images.resolve("b.png"), "no image");
        FolderWork work = new FolderWork("segment", "nuclei-trimap", Inputs.find(List.of(images.toString())));
        work.here(folder.resolve("here"));

        Report<FolderJob.Row> there = work.on(machines, folder.resolve("there"));

        assertThat(there.done()).isEqualTo(3);
        assertThat(there.failures()).singleElement().satisfies(failure -> assertThat(failure.sentence())
                .contains("b.png"));
        assertSame("here", "there");
    }

    @Test
    void tablesOfScoresAreTheSame() throws IOException {
        Path digits = Path.of(System.getProperty("fovea.root"), "test-images/digits");
        FolderWork work = new FolderWork("classify", "cats-dogs", Inputs.find(List.of(digits.toString())));
        work.here(folder.resolve("here"));

        work.on(machines, folder.resolve("there"));

        assertSame("here", "there");
    }

    @Test
    void mapsAreThoseOfOneMachine() throws IOException {
        try (ExplainWork work = new ExplainWork()) {
            Report<FolderJob.Row> here = work.here(folder.resolve("here"));
            for (int run = 1; run <= 2; run++) {
                Report<FolderJob.Row> there = work.on(machines, folder.resolve("there"));

                assertThat(there.done()).isEqualTo(here.done()).isPositive();
                assertSame("here", "there");
            }
        }
    }

    @Test
    void goesOnWithWhatWasDone() throws IOException {
        FolderWork work = FolderWork.nuclei();
        AtomicBoolean stop = new AtomicBoolean();
        Path there = folder.resolve("there");
        assertThatThrownBy(() -> work.on(machines, BatchPlan.USUAL, there, new Monitor() {
                    @Override
                    public void report(double fraction, String message) {
                        stop.set(true); // the first answer is there
                    }

                    @Override
                    public boolean isCancelled() {
                        return stop.get();
                    }
                }))
                .isInstanceOf(CancelledException.class);
        List<Integer> asked = new ArrayList<>();
        Machines counting = (order, model, parts, done, monitor) -> {
            asked.add(parts.size());
            machines.work(order, model, parts, done, monitor);
        };

        Report<FolderJob.Row> all = work.on(counting, BatchPlan.USUAL.resuming(), there, Monitor.NONE);

        int images = work.inputs().sources().size();
        assertThat(all.done()).isEqualTo(images);
        assertThat(asked).singleElement().satisfies(count -> assertThat(count).isBetween(1, images - 1));
        work.here(folder.resolve("here"));
        assertSame("here", "there");
    }
}
