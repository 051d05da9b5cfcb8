package io.fovea.batch;

import io.fovea.batch.FileSearch.Found;
import io.fovea.image.Origin;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells the results of earlier runs from images. A file is a result if it bears the note that Fovea leaves in what it
 * writes, and if the image that it was made from is among the files as well: results alone may be anyone's next input.
 */
final class EarlierResults {
    private final Map<String, List<Path>> places = new HashMap<>();
    private final Set<String> beginnings = new HashSet<>();

    private EarlierResults(Collection<Found> files) {
        for (Found file : files) {
            beginnings.add(lower(Inputs.stem(file.place())));
            beginnings.add(lower(name(file.place())));
            places.computeIfAbsent(name(file.place()), name -> new ArrayList<>())
                    .add(file.place());
        }
    }

    /** Those of {@code files} that are results. */
    static Set<Found> among(Collection<Found> files) {
        EarlierResults earlier = new EarlierResults(files);
        Set<Found> results = files.stream().filter(earlier::isResult).collect(Collectors.toSet());
        List<Found> tables = files.stream().filter(EarlierResults::isTable).toList();
        if (results.size() + tables.size() < files.size()) {
            results.addAll(tables);
        }
        return results;
    }

    private boolean isResult(Found file) {
        return mayBeResult(lower(name(file.place())))
                && Origin.of(file.file())
                        .flatMap(EarlierResults::path)
                        .filter(origin -> isThere(origin, file.place()))
                        .isPresent();
    }

    private boolean isThere(Path origin, Path result) {
        return places.getOrDefault(name(origin), List.of()).stream()
                .anyMatch(place -> place.endsWith(origin) && !place.equals(result));
    }

    /** Spares opening files whose names cannot be those of results: {@code <stem>-...} of another file. */
    private boolean mayBeResult(String name) {
        for (int dash = name.indexOf('-'); dash >= 0; dash = name.indexOf('-', dash + 1)) {
            if (beginnings.contains(name.substring(0, dash))) {
                return true;
            }
        }
        return false;
    }

    /** A shell's {@code *} names our tables, journals and reports, too. */
    private static boolean isTable(Found file) {
        return lower(name(file.place())).endsWith(".csv") && Csv.isOurs(file.file())
                || BatchFiles.isJournal(file.place())
                || ReportFile.isOne(file.file());
    }

    private static Optional<Path> path(String origin) {
        try {
            return Optional.of(Path.of(origin)).filter(path -> path.getFileName() != null);
        } catch (InvalidPathException e) {
            return Optional.empty(); // written on another system
        }
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
