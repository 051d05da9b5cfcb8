package io.fovea.batch;

import io.fovea.session.CancelledException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Hands out the pages of files, those of files that are open first, and takes back what came of them. Opens files when
 * their turn comes, and closes them when no page is left. Thread-safe.
 *
 * @param <R> a row of the table
 */
final class PageQueue<R> implements AutoCloseable {
    private final Inputs inputs;
    private final Stems stems;
    private final Function<Source, InputState> states;
    private final Consumer<OpenFile> checked;
    private final BiConsumer<FileRun<R>, SharedProgress> ended;
    private final Queue<FileRun<R>> waiting = new ArrayDeque<>();
    private final Queue<FileRun<R>> open = new ArrayDeque<>();
    private int opening;

    /**
     * An empty one.
     *
     * @param states of files
     * @param checked throws for a file that was opened and cannot be done
     * @param ended hears of every file whose pages were all taken back, or that cannot be opened, from the thread that had the
     *     last one
     */
    PageQueue(
            Inputs inputs,
            Stems stems,
            Function<Source, InputState> states,
            Consumer<OpenFile> checked,
            BiConsumer<FileRun<R>, SharedProgress> ended) {
        this.inputs = inputs;
        this.stems = stems;
        this.states = states;
        this.checked = checked;
        this.ended = ended;
    }

    /** A page that was taken. */
    record Claim<R>(FileRun<R> file, int page) {}

    /** Adds a file at the end. */
    synchronized void add(FileRun<R> file) {
        waiting.add(file);
    }

    /**
     * Takes the next page. Blocks on the disk.
     *
     * @return empty at the end
     * @throws CancelledException if cancelled
     */
    Optional<Claim<R>> next(SharedProgress progress) {
        while (true) {
            FileRun<R> file;
            synchronized (this) {
                progress.check();
                for (FileRun<R> candidate : open) {
                    if (candidate.hasNext()) {
                        return Optional.of(new Claim<>(candidate, candidate.take()));
                    }
                }
                if (waiting.isEmpty() && opening == 0) {
                    return Optional.empty();
                }
                if (waiting.isEmpty()) {
                    awaitOpening();
                    continue;
                }
                file = waiting.remove();
                opening++;
            }
            open(file, progress);
        }
    }

    /** A file with many pages is about to have some for whoever waits here. */
    private void awaitOpening() {
        try {
            wait();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        }
    }

    private void open(FileRun<R> file, SharedProgress progress) {
        Optional<OpenFile> images = Optional.empty();
        Optional<Failure> failure = Optional.empty();
        file.note(states.apply(file.source()));
        boolean isDone = false;
        try {
            OpenFile opened = OpenFile.open(file.source(), file.state(), inputs.pages(), stems);
            images = Optional.of(opened);
            checked.accept(opened);
        } catch (RuntimeException | OutOfMemoryError e) {
            images.ifPresent(OpenFile::close);
            images = Optional.empty();
            progress.check();
            failure = Optional.of(Failure.of(file.source().file(), e));
        } finally {
            isDone = opened(file, images, failure);
        }
        if (isDone) {
            end(file, progress);
        }
        if (failure.isPresent()) {
            progress.finish(1, nameOf(file));
        }
    }

    /** Whether there is nothing left to be done of it. */
    private synchronized boolean opened(FileRun<R> file, Optional<OpenFile> images, Optional<Failure> failure) {
        opening--;
        notifyAll();
        if (images.isPresent()) {
            file.begin(images.get());
            open.add(file);
            return isDone(file);
        }
        failure.ifPresent(why -> file.failed(0, why.sentence()));
        return failure.isPresent();
    }

    /** Takes back a page that is done. */
    void done(Claim<R> claim, List<R> rows, SharedProgress progress) {
        takeBack(claim, file -> file.done(claim.page(), rows), progress);
    }

    /** Takes back a page that could not be done. */
    void failed(Claim<R> claim, Failure failure, SharedProgress progress) {
        takeBack(claim, file -> file.failed(claim.page(), failure.sentence()), progress);
    }

    private void takeBack(Claim<R> claim, Consumer<FileRun<R>> how, SharedProgress progress) {
        boolean isDone;
        synchronized (this) {
            how.accept(claim.file());
            isDone = isDone(claim.file());
        }
        if (isDone) {
            end(claim.file(), progress);
        }
    }

    private boolean isDone(FileRun<R> file) {
        return file.hasEnded() && open.remove(file);
    }

    /** Beside others' work: what is made of all pages of a file may take its time. */
    private void end(FileRun<R> file, SharedProgress progress) {
        if (file.wasOpened()) {
            file.open().close();
        }
        ended.accept(file, progress);
    }

    /** A file in words, for progress. */
    String nameOf(FileRun<R> file) {
        return file.source().file().getFileName() + " (" + (file.index() + 1) + " of "
                + inputs.sources().size() + ")";
    }

    /** Closes the files that are open. To be called when no page is in work. */
    @Override
    public synchronized void close() {
        open.forEach(file -> file.open().close());
        open.clear();
    }
}
