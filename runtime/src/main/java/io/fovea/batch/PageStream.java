package io.fovea.batch;

import io.fovea.image.Image;
import io.fovea.session.CancelledException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * Those images of a file that are meant, one after the other: while one is worked on the next is read, and no more of them
 * are in memory. Holds the file open until closed.
 */
final class PageStream implements AutoCloseable {
    private final Source source;
    private final FileImages images;
    private final ExecutorService decoder;
    private Future<Page> next;
    private int at;

    /**
     * A page that was read.
     *
     * @param name what it is called in tables: that of its file, with {@code #} and its number, or its channel, slice and
     *     frame, if it is not the only one
     * @param suffix the same at the end of the file's stem in the names of results
     */
    record Page(String name, String suffix, Image image) {}

    private PageStream(Source source, FileImages images, ExecutorService decoder) {
        this.source = source;
        this.images = images;
        this.decoder = decoder;
        this.next = CompletableFuture.completedFuture(read(0));
    }

    /**
     * Opens a file and reads the first page that is meant. To be called on the decoder's thread.
     *
     * @param decoder of one thread, which alone reads
     * @throws io.fovea.FoveaException if the file cannot be read or lacks a page that is asked for
     */
    static PageStream open(Source source, PageChoice choice, ExecutorService decoder) {
        FileImages images = FileImages.open(source.file(), choice);
        try {
            return new PageStream(source, images, decoder);
        } catch (RuntimeException | Error e) {
            images.close();
            throw e;
        }
    }

    /** How many there are, at least 1. */
    int size() {
        return images.size();
    }

    /**
     * The next page; begins to read the one after it. To be called {@link #size} times.
     *
     * @throws io.fovea.FoveaException if it cannot be read
     * @throws CancelledException if this thread is interrupted
     */
    Page next() {
        Page page = await(next);
        int following = ++at;
        next = following < images.size() ? decoder.submit(() -> read(following)) : null;
        return page;
    }

    private Page read(int index) {
        String label = images.label(index);
        String name = source.name() + (label.isEmpty() ? "" : "#" + label);
        return new Page(name, images.suffix(index), images.read(index));
    }

    /** What a decoder's thread gives, or throws. */
    static <T> T await(Future<T> read) {
        try {
            return read.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) e.getCause(); // reading throws nothing checked
        }
    }

    /** Closes the file as soon as nothing is read from it any more. */
    @Override
    public void close() {
        decoder.execute(this::closeFile);
    }

    /** Closes the file. To be called on the decoder's thread. */
    void closeFile() {
        images.close();
    }
}
