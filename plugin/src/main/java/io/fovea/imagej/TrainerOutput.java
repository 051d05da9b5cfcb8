package io.fovea.imagej;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** What a process says, line by line, read in a thread of its own. */
final class TrainerOutput implements AutoCloseable {
    private static final int KEPT = 50;
    private static final long PATIENCE_MILLIS = 2000;

    private final BlockingQueue<String> waiting = new LinkedBlockingQueue<>();
    private final List<String> last = new ArrayList<>();
    private final Thread thread;

    private TrainerOutput(BufferedReader reader) {
        thread = new Thread(() -> read(reader), "fovea-trainer");
        thread.setDaemon(true);
    }

    /** Begins to read what a process says in UTF-8. */
    static TrainerOutput of(Process process) {
        TrainerOutput output = new TrainerOutput(process.inputReader(StandardCharsets.UTF_8));
        output.thread.start();
        return output;
    }

    private void read(BufferedReader reader) {
        try (reader) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.isBlank()) {
                    waiting.add(line);
                }
            }
        } catch (IOException e) {
            waiting.add("What the trainer says cannot be read any more: " + e.getMessage());
        }
    }

    /** The lines since the last call. Does not block. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        waiting.drainTo(lines);
        last.addAll(lines);
        last.subList(0, Math.max(0, last.size() - KEPT)).clear();
        return lines;
    }

    /** The last lines of a process that has ended, those that name an error if there are any, as one. */
    String last(int count) {
        awaitEnd();
        lines();
        List<String> errors =
                last.stream().filter(line -> line.startsWith("fovea: ")).toList();
        List<String> told = errors.isEmpty() ? last : errors;
        return String.join(" ", told.subList(Math.max(0, told.size() - count), told.size()))
                .replace("fovea: ", "");
    }

    @Override
    public void close() {
        awaitEnd();
    }

    /** Waits until all was read that a process said which has ended, though not for what outlives it. */
    void awaitEnd() {
        try {
            thread.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
