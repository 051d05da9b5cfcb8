package io.fovea.batch;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The beginnings of result names, a different one for every file: {@code a.png} gives {@code a}, and {@code a.tif} beside
 * it keeps its suffix. Upper and lower case count as the same, and so do the ways to write an accent, as they do for some
 * file systems.
 */
final class Stems {
    private final Map<Source, String> stems = new HashMap<>();
    private final Set<String> taken = new HashSet<>();

    Stems(List<Source> sources) {
        for (Source source : sources) {
            String stem = source.stem();
            for (int i = 1; !take(stem); i++) {
                stem = i == 1 ? source.name() : source.name() + "-" + i;
            }
            stems.put(source, stem);
        }
    }

    /**
     * The beginning of a page's result names.
     *
     * @param suffix that of the page, empty for the only one of its file
     */
    String of(Source source, String suffix) {
        String stem = stems.get(source);
        if (suffix.isEmpty()) {
            return stem;
        }
        String one = stem + suffix;
        for (int i = 2; !take(one); i++) {
            one = stem + suffix + "-" + i;
        }
        return one;
    }

    private boolean take(String stem) {
        return taken.add(Normalizer.normalize(stem, Normalizer.Form.NFC).toLowerCase(Locale.ROOT));
    }
}
