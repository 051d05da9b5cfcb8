package io.fovea.batch;

import io.fovea.AtomicFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** What the journals of a folder say of one kind of work, as far as it still stands. Thread-safe. */
final class EarlierWork {
    private final Path folder;
    private final Map<String, JournalLine> writers = new HashMap<>();
    private final Map<String, List<JournalLine>> bySource = new HashMap<>();
    /** Looked at once: of each page it is asked. */
    private final Map<String, Boolean> wholeStacks = new ConcurrentHashMap<>();

    private EarlierWork(Path folder) {
        this.folder = folder;
    }

    /** Nothing. */
    static EarlierWork none() {
        return new EarlierWork(Path.of(""));
    }

    /**
     * What was done.
     *
     * @param folder of the results
     * @param run the work
     * @param lines of all journals in the folder, of other work as well, which may have written over results
     */
    static EarlierWork of(Path folder, String run, List<JournalLine> lines) {
        EarlierWork work = new EarlierWork(folder);
        lines.stream().sorted(Comparator.comparing(JournalLine::at)).forEach(line -> {
            line.files().keySet().forEach(file -> work.writers.put(file, line));
            if (line.run().equals(run)) {
                work.bySource
                        .computeIfAbsent(line.source(), name -> new ArrayList<>())
                        .add(line);
            }
        });
        return work;
    }

    /** The names of the files that something is said of. */
    Set<String> sources() {
        return Collections.unmodifiableSet(bySource.keySet());
    }

    /** What was said last of a file; empty if nothing was. */
    Optional<JournalLine> last(String source) {
        List<JournalLine> lines = bySource.getOrDefault(source, List.of());
        return lines.isEmpty() ? Optional.empty() : Optional.of(lines.get(lines.size() - 1));
    }

    /**
     * The pages of a file that are done and whole, by their places.
     *
     * @param now its state
     * @param stem how its results are named
     */
    Map<Integer, JournalLine> pages(String source, InputState now, String stem) {
        return pages(source, now, stem, this::isWhole);
    }

    /** The same with those whose results other runs replaced by their own of the same image. */
    Map<Integer, JournalLine> pagesOrReplaced(String source, InputState now, String stem) {
        return pages(source, now, stem, this::isWholeOrReplaced);
    }

    private Map<Integer, JournalLine> pages(String source, InputState now, String stem, Predicate<JournalLine> stands) {
        Map<Integer, JournalLine> pages = new TreeMap<>();
        for (JournalLine line : bySource.getOrDefault(source, List.of())) {
            if (!line.isFailure()
                    && !line.isStack()
                    && line.input().equals(now)
                    && line.stem().equals(stem)
                    && stands.test(line)) {
                pages.put(line.page(), line);
            }
        }
        int count = pages.values().stream().mapToInt(JournalLine::pages).max().orElse(0);
        pages.values().removeIf(line -> line.pages() != count);
        if (pages.size() < count) {
            // The stack has them, and is to be made anew.
            pages.values().removeIf(line -> line.files().keySet().stream().anyMatch(this::isInStack));
        }
        return pages;
    }

    /** What was made of the pages of each channel of a file together; nothing if not all pages are in it, or it is not whole. */
    List<JournalLine> stacks(String source, InputState now, String stem) {
        Map<String, JournalLine> stacks = new LinkedHashMap<>();
        bySource.getOrDefault(source, List.of()).stream()
                .filter(line -> line.isStack()
                        && line.input().equals(now)
                        && line.stem().equals(stem))
                .filter(line -> !line.absent().isEmpty() && isWhole(line))
                .forEach(line -> stacks.put(line.image(), line));
        Set<String> planes = new HashSet<>();
        stacks.values().forEach(line -> planes.addAll(line.absent()));
        return stacks.values().stream().allMatch(line -> line.pages() == planes.size())
                ? List.copyOf(stacks.values())
                : List.of();
    }

    private boolean isInStack(String file) {
        return writers.get(file).isStack();
    }

    /** Whether all that was written for an image is there, in its size, and nothing else was written over it. */
    private boolean isWhole(JournalLine line) {
        return line.files().entrySet().stream().allMatch(file -> {
            JournalLine writer = writers.get(file.getKey());
            return writer == line
                    ? file.getValue() == JournalLine.GONE || size(file.getKey()) == file.getValue()
                    : writer.isStack() && isWholeStack(writer, line);
        });
    }

    /** Whether a file of a page is in the stack of the same work, and that is there; one that lacks planes has none. */
    private boolean isWholeStack(JournalLine stack, JournalLine page) {
        return stack.run().equals(page.run())
                && stack.source().equals(page.source())
                && stack.input().equals(page.input())
                && !stack.absent().isEmpty()
                && isWholeStack(stack);
    }

    private boolean isWholeStack(JournalLine stack) {
        String key = stack.image() + stack.at();
        Boolean known = wholeStacks.get(key);
        if (known == null) {
            // Not within the map: that of an earlier stack asks for that of a later one.
            known = isWhole(stack);
            wholeStacks.put(key, known);
        }
        return known;
    }

    private boolean isWholeOrReplaced(JournalLine line) {
        return line.files().keySet().stream().allMatch(file -> {
            JournalLine writer = writers.get(file);
            return writer.image().equals(line.image())
                    && size(file) == writer.files().get(file);
        });
    }

    private long size(String name) {
        try {
            return AtomicFolder.size(folder.resolve(name));
        } catch (IOException e) {
            return -1;
        }
    }
}
