package io.fovea.batch;

import io.fovea.FoveaException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What earlier runs of the same table wrote beside the results that a run writes anew, such as the outlines of labels that are no
 * more. Known by the journals, as they stood when the run began. Thread-safe.
 */
final class Leftovers {
    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

    private final OutputFolder folder;
    private final String table;
    private final Map<String, Set<String>> beside = new HashMap<>();
    /** What was made of pages together, by their file and what they are; of pages that are written anew it is taken away once. */
    private final Map<String, Map<String, Set<String>>> stacks = new HashMap<>();

    /** What a file was made from last. */
    private final Map<String, Subject> subjects = new HashMap<>();
    /** The table of the run that wrote a file last; none of what this run wrote. */
    private final Map<String, String> owners = new HashMap<>();

    private Leftovers(OutputFolder folder, String table) {
        this.folder = folder;
        this.table = table;
    }

    /** What is kept of a line of a journal: the table that it belongs to, when it was written, and the files that it tells of. */
    private record Written(String table, String at, Set<String> names, Subject subject, boolean isStack) {}

    /** What a file was made from, by the name of its image file, and by that of the image or stack in it. */
    private record Subject(String source, String image) {
        boolean isIn(String stack) {
            return image.equals(stack) || image.startsWith(stack + "#") || image.startsWith(stack + "-");
        }
    }

    /** Reads the journals of a folder. Blocks on the disk. */
    static Leftovers of(OutputFolder folder, BatchFiles files) {
        Leftovers all = new Leftovers(folder, files.name());
        BatchFiles.journals(files.folder()).stream()
                .flatMap(journal -> lines(journal).stream())
                .sorted(Comparator.comparing(Written::at))
                .forEach(all::add);
        return all;
    }

    private static List<Written> lines(Path journal) {
        String name = BatchFiles.nameOf(journal);
        List<Written> lines = new ArrayList<>();
        try {
            Journal.read(journal, head -> {}, line -> {
                Set<String> names = new HashSet<>(line.files().keySet());
                line.absent().forEach(names::remove);
                lines.add(new Written(
                        name, line.at(), Set.copyOf(names), new Subject(line.source(), line.image()), line.isStack()));
            });
            return lines;
        } catch (FoveaException e) {
            LOG.debug("{} tells nothing, so what it is about stays", journal, e);
            return List.of();
        }
    }

    private void add(Written written) {
        for (String name : written.names()) {
            owners.put(name, written.table());
            subjects.put(name, written.subject());
            if (written.table().equals(table) && written.isStack()) {
                stacks.computeIfAbsent(written.subject().source(), any -> new HashMap<>())
                        .computeIfAbsent(written.subject().image(), any -> new HashSet<>())
                        .add(name);
            } else if (written.table().equals(table)) {
                beside.merge(name, written.names(), Leftovers::union);
            }
        }
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        if (some.containsAll(others)) {
            return some;
        }
        Set<String> all = new HashSet<>(some);
        all.addAll(others);
        return all;
    }

    /** Takes away what was written together with results that there are others of now, and was not written anew itself. */
    synchronized void remove(Set<String> written) {
        owners.keySet().removeAll(written);
        Stream<String> together = written.stream()
                .map(subjects::get)
                .filter(Objects::nonNull)
                .distinct()
                .flatMap(this::takeStacks);
        List<String> old = Stream.concat(
                        together, written.stream().flatMap(name -> beside.getOrDefault(name, Set.of()).stream()))
                .filter(name -> !written.contains(name) && table.equals(owners.get(name)))
                .distinct()
                .toList();
        old.forEach(folder::remove);
    }

    private Stream<String> takeStacks(Subject subject) {
        Map<String, Set<String>> all = stacks.getOrDefault(subject.source(), Map.of());
        List<String> those = all.keySet().stream().filter(subject::isIn).toList();
        return those.stream().map(all::remove).flatMap(Set::stream).filter(name -> subjects.get(name)
                .source()
                .equals(subject.source()));
    }
}
