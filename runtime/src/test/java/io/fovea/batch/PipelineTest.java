package io.fovea.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.image.Image;
import io.fovea.image.Mats;
import io.fovea.task.Monitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencv.imgcodecs.Imgcodecs;

class PipelineTest {
    private static final Image IMAGE = Image.gray8(4, 3, new byte[12]);
    private static final int WORKERS = 3;

    @TempDir
    Path folder;

    @Test
    void thePagesOfOneStackAreInWorkTogetherAndStayInOrder() {
        Imgcodecs.imwritemulti(
                folder.resolve("stack.tif").toString(),
                IntStream.range(0, 2 * WORKERS).mapToObj(i -> Mats.of(IMAGE)).toList());
        CyclicBarrier together = new CyclicBarrier(WORKERS);

        Report<String> report = run((page, monitor) -> {
            try {
                together.await(1, TimeUnit.MINUTES);
            } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                throw new IllegalStateException(e);
            }
            return List.of(page.name());
        });

        assertThat(report.rows())
                .containsExactly(
                        "stack.tif#1", "stack.tif#2", "stack.tif#3", "stack.tif#4", "stack.tif#5", "stack.tif#6");
    }

    @Test
    void noMoreImagesAreInWorkThanThereAreThreads() {
        AtomicInteger inWork = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        images(20);

        Report<String> report = run((page, monitor) -> {
            most.accumulateAndGet(inWork.incrementAndGet(), Math::max);
            Thread.yield();
            inWork.decrementAndGet();
            return List.of(page.name());
        });

        assertThat(report.rows()).hasSize(20).isSorted();
        assertThat(most.get()).isBetween(1, WORKERS);
    }

    @Test
    void whatDoesNotFitBesideOthersIsTriedByItself() {
        AtomicInteger inWork = new AtomicInteger();
        AtomicInteger beside = new AtomicInteger();
        AtomicInteger tries = new AtomicInteger();
        images(9);

        Report<String> report = run((page, monitor) -> {
            try {
                int others = inWork.getAndIncrement();
                if (page.name().equals("04.png") && tries.incrementAndGet() == 1) {
                    throw new OutOfMemoryError("for this test");
                }
                beside.addAndGet(page.name().equals("04.png") ? others : 0);
                return List.of(page.name());
            } finally {
                inWork.decrementAndGet();
            }
        });

        assertThat(report.failures()).isEmpty();
        assertThat(report.rows()).hasSize(9).contains("04.png");
        assertThat(tries.get()).isEqualTo(2);
        assertThat(beside.get()).isZero();
    }

    @Test
    void whatDoesNotFitByItselfFailsAlone() throws IOException {
        images(3);
        Files.createFile(folder.resolve("00.jpg"));

        Report<String> report = run((page, monitor) -> {
            if (page.name().equals("01.png")) {
                throw new OutOfMemoryError("for this test");
            }
            return List.of(page.name());
        });

        assertThat(report.rows()).containsExactly("00.png", "02.png");
        assertThat(report.failures()).hasSize(2);
        assertThat(report.failures().get(0).sentence()).contains("00.jpg' is empty");
        assertThat(report.failures().get(1).sentence()).contains("01.png' is too large for the memory");
    }

    private void images(int count) {
        for (int i = 0; i < count; i++) {
            IMAGE.write(folder.resolve("%02d.png".formatted(i)));
        }
    }

    private Report<String> run(PageRun.Work<String> work) {
        return PageRun.run(
                Inputs.find(List.of(folder.toString())),
                BatchPlan.USUAL.with(WORKERS),
                Ledger.none(),
                Monitor.NONE,
                work,
                report -> {});
    }
}
