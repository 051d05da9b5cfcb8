package io.fovea.batch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The beginnings of result names, a different one for every file: {@code a.png} gives {@code a}, and {@code a.tif} beside
 * it keeps its suffix. Upper and lower case count as the same, as they do for some file systems.
 */
final class Stems {
    private final Map<Path, String> stems = new HashMap<>();
    private final Set<String> taken = new HashSet<>();

    Stems(List<Path> files) {
        for (Path file : files) {
            String name = file.getFileName().toString();
            String stem = Inputs.stem(file);
            for (int i = 1; !take(stem); i++) {
                stem = i == 1 ? name : name + "-" + i;
            }
            stems.put(file, stem);
        }
    }

    /** One stem per page: the file's own for a single page, numbered from {@code -0001} for several. */
    List<String> of(Path file, int pages) {
        String stem = stems.get(file);
        if (pages == 1) {
            return List.of(stem);
        }
        List<String> numbered = new ArrayList<>();
        for (int page = 1; page <= pages; page++) {
            String one = String.format(Locale.ROOT, "%s-%04d", stem, page);
            for (int i = 2; !take(one); i++) {
                one = String.format(Locale.ROOT, "%s-%04d-%d", stem, page, i);
            }
            numbered.add(one);
        }
        return numbered;
    }

    private boolean take(String stem) {
        return taken.add(stem.toLowerCase(Locale.ROOT));
    }
}
