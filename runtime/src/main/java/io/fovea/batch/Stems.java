package io.fovea.batch;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The beginnings of result names, a different one for every file: {@code a.png} gives {@code a}, and {@code a.tif} beside
 * it keeps its suffix. Upper and lower case count as the same, and so do the ways to write an accent, as they do for some
 * file systems.
 *
 * <p>They follow from the names of the files alone: not from what is in other files, nor from the order of the work.
 * Thread-safe.
 */
final class Stems {
    /** How the suffix of a page may begin: what a file's name ends with must not look like one to another file's pages. */
    private static final Pattern PAGE = Pattern.compile("(-[sczt]\\d+)+");

    /** The suffix of a page, or of the stack of a channel. */
    private static final Pattern OWN = Pattern.compile("(-[sc]\\d+|-[zt]?\\d{4,})+(-\\d+)?");

    private final Map<Source, String> stems = new HashMap<>();
    private final TreeSet<String> taken = new TreeSet<>();

    private Stems() {}

    Stems(List<Source> sources) {
        for (Source each : sources) {
            Source source = each.whole();
            if (stems.containsKey(source)) {
                continue;
            }
            String stem = source.stem();
            for (int i = 1; !taken.add(folded(stem)); i++) {
                stem = i == 1 ? source.name() : source.name() + "-" + i;
            }
            stems.put(source, stem);
        }
    }

    /** Those of files that another machine knows among all others. */
    static Stems ofParts(Map<Source, FilePart> parts) {
        Stems stems = new Stems();
        parts.forEach((source, part) -> {
            stems.stems.put(source, part.stem());
            stems.taken.add(folded(part.stem()));
            stems.taken.addAll(part.rivals());
        });
        return stems;
    }

    /** What another machine needs to know to name the results of a file as this does. Blocks on the disk. */
    FilePart part(Source source) {
        String stem = stems.get(source);
        List<String> rivals = new ArrayList<>();
        String whole = folded(stem);
        for (int dash = whole.indexOf('-'); dash >= 0; dash = whole.indexOf('-', dash + 1)) {
            rivals.add(whole.substring(0, dash));
        }
        rivals.retainAll(taken);
        String pages = folded(beginning(source)) + "-";
        rivals.addAll(taken.subSet(pages, pages + Character.MAX_VALUE));
        return new FilePart(source.place(), source.name(), stem, source.bytes(), rivals);
    }

    /** What the result names of a file's pages begin with, where it has several; of a part those of its file. */
    String beginning(Source part) {
        Source source = part.whole();
        String stem = stems.get(source);
        return looksLikePageOfAnother(stem) ? source.name() : stem;
    }

    /**
     * What tells whether the results of a file are named as in an earlier run: what their names begin with, and the names of
     * other files that its pages give way to.
     */
    String naming(Source source) {
        String beginning = beginning(source);
        String pages = folded(beginning) + "-";
        List<String> others = taken.subSet(pages, pages + Character.MAX_VALUE).stream()
                .filter(other ->
                        OWN.matcher(other.substring(pages.length() - 1)).matches())
                .toList();
        return others.isEmpty() ? beginning : beginning + "/" + String.join("/", others);
    }

    /**
     * The beginnings of the result names of a file's pages.
     *
     * @param suffixes those of all its pages, in their order; empty for the only one
     */
    List<String> of(Source source, List<String> suffixes) {
        List<String> all = ofWhole(source.whole(), suffixes);
        return source.part()
                .map(part -> all.stream().map(stem -> Division.stem(stem, part)).toList())
                .orElse(all);
    }

    private List<String> ofWhole(Source source, List<String> suffixes) {
        if (suffixes.equals(List.of(""))) {
            return List.of(stems.get(source));
        }
        String beginning = beginning(source);
        Set<String> here = new HashSet<>();
        List<String> all = new ArrayList<>();
        for (String suffix : suffixes) {
            String one = beginning + suffix;
            for (int i = 2; taken.contains(folded(one)) || !here.add(folded(one)); i++) {
                one = beginning + suffix + "-" + i;
            }
            all.add(one);
        }
        return all;
    }

    /** Whether pages of {@code s-c1.tif} could be named like those of {@code s.tif}, as that is there too. */
    private boolean looksLikePageOfAnother(String stem) {
        for (int dash = stem.lastIndexOf('-'); dash > 0; dash = stem.lastIndexOf('-', dash - 1)) {
            if (!PAGE.matcher(stem.substring(dash)).matches()) {
                return false;
            }
            if (taken.contains(folded(stem.substring(0, dash)))) {
                return true;
            }
        }
        return false;
    }

    private static String folded(String stem) {
        return Normalizer.normalize(stem, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }
}
