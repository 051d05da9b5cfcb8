package io.fovea.batch;

import io.fovea.DiskFullException;
import io.fovea.session.CancelledException;
import io.fovea.task.Monitor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Takes the pages of files through some work on several threads: while one page is looked at by the network others are
 * decoded, and the results of others encoded. No more pages are in memory than there are threads, and fewer large ones.
 * One bad file does not end it.
 *
 * @param <R> a row of the table
 */
final class Pipeline<R> {
    /** What a value of an image takes from decoding to encoding: classes, probabilities, labels, pictures, some twice. */
    static final double BYTES_PER_VALUE = 64;

    /** Of what Java may take, how much is for images in work. */
    static final double SHARE_OF_MEMORY = 0.5;

    /** In which memory is counted here. */
    static final double KILOBYTE = 1024;

    private final Inputs inputs;
    private final Stems stems;
    private final int workers;
    private final Ledger<R> ledger;
    private final PageRun.Work<R> work;
    private final Consumer<FileRun<R>> ended;
    private final PageQueue<R> queue;
    private final Gate memory;
    private final AtomicReference<Throwable> end = new AtomicReference<>();

    /**
     * Prepares the work.
     *
     * @param ended hears of every file that is done or cannot be, from any thread, in no order
     */
    Pipeline(
            Inputs inputs,
            Stems stems,
            int workers,
            Ledger<R> ledger,
            PageRun.Work<R> work,
            Consumer<FileRun<R>> ended) {
        this(inputs, stems, workers, memory(workers > 1), ledger, work, ended);
    }

    /** One thread beside those of other pipelines, which share the memory for images in work. */
    Pipeline(
            Inputs inputs,
            Stems stems,
            Gate memory,
            Ledger<R> ledger,
            PageRun.Work<R> work,
            Consumer<FileRun<R>> ended) {
        this(inputs, stems, 1, memory, ledger, work, ended);
    }

    private Pipeline(
            Inputs inputs,
            Stems stems,
            int workers,
            Gate memory,
            Ledger<R> ledger,
            PageRun.Work<R> work,
            Consumer<FileRun<R>> ended) {
        this.inputs = inputs;
        this.stems = stems;
        this.workers = workers;
        this.memory = memory;
        this.ledger = ledger;
        this.work = work;
        this.ended = ended;
        this.queue = new PageQueue<>(inputs, stems, ledger::state, ledger::require, this::ended);
    }

    /**
     * As much as images in work may take, in kilobytes.
     *
     * @param isShared whether several are in work at once
     */
    static Gate memory(boolean isShared) {
        return new Gate(Runtime.getRuntime().maxMemory() * SHARE_OF_MEMORY / KILOBYTE, isShared);
    }

    /**
     * Works on every page of every file. Blocks.
     *
     * @throws CancelledException if cancelled
     * @throws DiskFullException if a result does not fit on its disk: no later one would
     */
    void run(Monitor monitor) {
        SharedProgress progress = new SharedProgress(monitor, inputs.sources().size());
        // First, so that a run that is cancelled soon has in its table what was done before it.
        findWhatIsDone(progress);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < workers; i++) {
            Thread thread = new Thread(() -> work(progress), "fovea-batch-" + (i + 1));
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        join(threads, progress);
        queue.close();
        if (end.get() instanceof Error error) {
            throw error;
        }
        if (end.get() instanceof RuntimeException e) {
            throw e; // work throws nothing checked
        }
    }

    private void findWhatIsDone(SharedProgress progress) {
        for (int i = 0; i < inputs.sources().size(); i++) {
            progress.check();
            Source source = inputs.sources().get(i);
            Ledger.Earlier<R> earlier = ledger.earlier(source, stems.naming(source));
            FileRun<R> file = new FileRun<>(i, source, earlier);
            if (earlier.isWhole()) {
                if (earlier.failure().isEmpty()) {
                    ended(file, () -> ledger.state(source), progress);
                } else {
                    ended.accept(file);
                }
                progress.finish(1, queue.nameOf(file));
            } else {
                queue.add(file);
            }
        }
    }

    private void ended(FileRun<R> file, SharedProgress progress) {
        ended(file, file::state, progress);
    }

    private void ended(FileRun<R> file, Supplier<InputState> state, SharedProgress progress) {
        try {
            if (file.wasOpened() || file.isWhole()) {
                Monitor monitor = progress.beside(queue.nameOf(file));
                ledger.ended(file.source(), state, file.pages(), file.done(), memory, monitor)
                        .ifPresent(file::remark);
            }
        } catch (CancelledException | DiskFullException e) {
            throw e;
        } catch (RuntimeException | OutOfMemoryError e) {
            file.failedAtEnd(Failure.of(file.source().file(), e).sentence());
        }
        file.failure().ifPresent(failure -> ledger.failed(file.source(), state.get(), failure.sentence()));
        ended.accept(file);
    }

    private static void join(List<Thread> threads, SharedProgress progress) {
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                    progress.stop();
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void work(SharedProgress progress) {
        try {
            Optional<PageQueue.Claim<R>> claim = queue.next(progress);
            while (claim.isPresent()) {
                take(claim.get(), progress);
                claim = queue.next(progress);
            }
        } catch (RuntimeException | Error e) {
            // The first that goes wrong is what is told; that others are cancelled follows from it.
            end.compareAndSet(null, e);
            progress.stop();
        }
    }

    private void take(PageQueue.Claim<R> claim, SharedProgress progress) {
        FileRun<R> file = claim.file();
        SharedProgress.Part part = progress.begin(queue.nameOf(file), 1.0 / file.pages());
        try {
            queue.done(claim, rows(claim, part), progress);
        } catch (CancelledException | DiskFullException e) {
            throw e;
        } catch (RuntimeException | OutOfMemoryError e) {
            progress.check(); // what fails in a process that ends does not fail for the image's sake
            queue.failed(claim, Failure.of(file.source().file(), e), progress);
        } finally {
            part.end();
        }
    }

    private List<R> rows(PageQueue.Claim<R> claim, Monitor part) {
        OpenFile file = claim.file().open();
        double kilobytes = file.values(claim.page()) * BYTES_PER_VALUE / KILOBYTE;
        return memory.withinOrAlone(kilobytes, () -> work.on(file.read(claim.page()), part));
    }
}
