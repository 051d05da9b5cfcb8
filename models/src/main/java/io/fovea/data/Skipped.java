package io.fovea.data;

import io.fovea.FoveaException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Reads examples and passes over those whose files are damaged, telling of each once. Thread-safe. */
public final class Skipped {

    private final Consumer<String> listener;
    private final Set<String> sentences = new LinkedHashSet<>();

    /** Tells nobody but keeps the sentences. */
    public Skipped() {
        this(sentence -> {});
    }

    /**
     * Tells of every file once.
     *
     * @param listener gets a sentence that names the file; may be called by any thread
     */
    public Skipped(Consumer<String> listener) {
        this.listener = listener;
    }

    /**
     * An example, or nothing if its file cannot be read.
     *
     * @throws FoveaException what else is wrong with the example, such as a mask of another size
     */
    public Optional<Example> read(Dataset dataset, int index) {
        try {
            return Optional.of(dataset.get(index));
        } catch (UnreadableException e) {
            leaveOut(e.getMessage());
            return Optional.empty();
        }
    }

    /**
     * Tells of an example that is passed over for another reason.
     *
     * @param sentence that names its file
     */
    public void leaveOut(String sentence) {
        boolean isNew;
        synchronized (sentences) {
            isNew = sentences.add(sentence);
        }
        if (isNew) {
            listener.accept(sentence);
        }
    }

    /** Number of files that were passed over so far. */
    public int count() {
        synchronized (sentences) {
            return sentences.size();
        }
    }

    /** A sentence for each of them, in the order they were met. */
    public List<String> sentences() {
        synchronized (sentences) {
            return new ArrayList<>(sentences);
        }
    }

    /** The sentence for the file that was met last; empty where none was. */
    public String latest() {
        List<String> met = sentences();
        return met.isEmpty() ? "" : met.get(met.size() - 1);
    }

    /** The error of a part of which nothing can be read. */
    public FoveaException nothingLeft(int examples) {
        List<String> met = sentences();
        return new FoveaException("None of the " + examples + " examples can be read"
                + (met.isEmpty() ? "." : "; the first: " + met.get(0)));
    }
}
