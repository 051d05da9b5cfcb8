package io.fovea.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * How far a file is: which of its pages are taken, done, failed. For one thread at a time.
 *
 * @param <R> a row of the table
 */
final class FileRun<R> {
    private final int index;
    private final Source source;
    private final Map<Integer, List<R>> rows;
    private final Map<Integer, String> failures = new TreeMap<>();
    private Optional<OpenFile> open = Optional.empty();
    private InputState state = InputState.ABSENT;
    private int pages;
    private int next;
    private int left;

    /**
     * Nothing of it is taken.
     *
     * @param index of the file in the batch
     */
    FileRun(int index, Source source, Ledger.Earlier<R> earlier) {
        this.index = index;
        this.source = source;
        this.rows = new TreeMap<>(earlier.rows());
        this.pages = earlier.pages();
        earlier.failure().ifPresent(sentence -> failures.put(0, sentence));
    }

    int index() {
        return index;
    }

    Source source() {
        return source;
    }

    /** Keeps the state of the file before anything is read of it: what is found holds for no later one. */
    void note(InputState now) {
        state = now;
    }

    /** The state of the file as its turn came. */
    InputState state() {
        return state;
    }

    /** Begins with a file that is open. */
    void begin(OpenFile file) {
        open = Optional.of(file);
        if (file.size() != pages) {
            rows.clear(); // of other pages than are meant now
        }
        pages = file.size();
        left = pages - rows.size();
        skip();
    }

    /** Whether it could be opened; it may be closed again. */
    boolean wasOpened() {
        return open.isPresent();
    }

    OpenFile open() {
        return open.orElseThrow();
    }

    int pages() {
        return pages;
    }

    boolean hasNext() {
        return next < pages;
    }

    /** Takes a page that is not done. */
    int take() {
        int taken = next++;
        skip();
        return taken;
    }

    private void skip() {
        while (rows.containsKey(next)) {
            next++;
        }
    }

    void done(int page, List<R> found) {
        rows.put(page, List.copyOf(found));
        left--;
    }

    void failed(int page, String sentence) {
        failures.put(page, sentence);
        left--;
    }

    /** Those of its pages that are done. */
    Set<Integer> done() {
        return Set.copyOf(rows.keySet());
    }

    /** Whether all of its pages are done. */
    boolean isWhole() {
        return pages > 0 && rows.size() == pages;
    }

    /** Adds a sentence to why it could not be done. */
    void remark(String sentence) {
        failures.replaceAll((page, failure) -> failure + " " + sentence);
    }

    /** What is made of all pages together could not be. */
    void failedAtEnd(String sentence) {
        failures.putIfAbsent(pages, sentence);
    }

    /** Whether no page is left or in work. */
    boolean hasEnded() {
        return left == 0;
    }

    /** Why it could not be done: what is said of the first page that could not. */
    Optional<Failure> failure() {
        return failures.values().stream().findFirst().map(sentence -> new Failure(source.file(), sentence));
    }

    /** Of all pages, in their order. */
    List<R> rows() {
        List<R> all = new ArrayList<>();
        rows.values().forEach(all::addAll);
        return all;
    }
}
