package io.fovea.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What data was found to be when all of it was looked at, before anything is trained or measured.
 *
 * @param labels what was counted: the classes in order, or {@code objects} where they are told apart
 * @param shares the parts of the data
 * @param leftOut a sentence for every file that cannot be read
 * @param unused files that lie there but are not used
 * @param notes a sentence for everything else that a user wants to know
 */
public record Survey(
        List<String> labels, List<Share> shares, List<String> leftOut, List<UnusedFiles> unused, List<String> notes) {

    /** What is counted in data that tells objects apart. */
    public static final String OBJECTS = "objects";

    private static final int MOST_STRANGERS = 5;
    private static final int MOST_ROWS = 30;

    /** Copies the lists. */
    public Survey {
        labels = List.copyOf(labels);
        shares = List.copyOf(shares);
        leftOut = List.copyOf(leftOut);
        unused = List.copyOf(unused);
        notes = List.copyOf(notes);
    }

    /** The same with notes. */
    public Survey noting(List<String> sentences) {
        return new Survey(labels, shares, leftOut, unused, sentences);
    }

    /** Whether objects are told apart, not classes. */
    public boolean isOfObjects() {
        return labels.equals(List.of(OBJECTS));
    }

    /** All shares together, under the name {@code all}. */
    public Share total() {
        return Shares.sum(shares, labels.size());
    }

    /** The head of a table: what, and a column for each share. */
    public List<String> columns() {
        return row("", Share::name);
    }

    /** A table of how many images of each share can be read, show each label (of up to thirty), and were left out. */
    public List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(row("images", share -> count(share.images())));
        if (isOfObjects()) {
            rows.add(row("with objects", share -> count(share.shown().get(0))));
            rows.add(row(OBJECTS, share -> count(share.objects())));
        } else if (labels.size() > MOST_ROWS) {
            rows.add(row(
                    "labels shown",
                    share -> count(
                            share.shown().stream().filter(images -> images > 0).count())));
            rows.add(row("fewest of a label", share -> count(Collections.min(share.shown()))));
            rows.add(row("most of a label", share -> count(Collections.max(share.shown()))));
        } else {
            for (int i = 0; i < labels.size(); i++) {
                int label = i;
                rows.add(row(labels.get(i), share -> shown(share, label)));
            }
        }
        if (!leftOut.isEmpty()) {
            rows.add(row("left out", share -> count(share.leftOut())));
        }
        return rows;
    }

    private List<String> row(String what, Function<Share, String> cell) {
        List<String> row = new ArrayList<>(List.of(what));
        shares.forEach(share -> row.add(cell.apply(share)));
        return row;
    }

    private static String shown(Share share, int label) {
        String images = count(share.shown().get(label));
        return share.pixels().isEmpty()
                ? images
                : images + " (" + percent(share.pixels().get(label), share.allPixels()) + ")";
    }

    /** What a table does not tell: sizes and kinds, what is ignored, what is not used. */
    public List<String> sentences() {
        Share all = total();
        List<String> sentences = new ArrayList<>();
        if (all.images() > 0) {
            sentences.add("The images have "
                    + (all.smallest().equals(all.largest()) ? "" : all.smallest() + " to ")
                    + all.largest() + " pixels and are " + kinds(all) + ".");
        }
        if (!all.pixels().isEmpty() && !isOfObjects()) {
            sentences.add("In brackets is the share of the pixels.");
        }
        for (UnusedFiles each : unused) {
            sentences.add("Not used: " + each + ".");
        }
        sentences.addAll(notes);
        return sentences;
    }

    private static String kinds(Share all) {
        Map<String, Integer> sorted = new TreeMap<>(all.kinds());
        return sorted.size() == 1
                ? sorted.keySet().iterator().next()
                : sorted.entrySet().stream()
                        .map(kind -> kind.getKey() + " (" + count(kind.getValue()) + ")")
                        .collect(Collectors.joining(", "));
    }

    /**
     * Some values with their shares of the pixels: {@code 0 (75.0%), 255 (25.0%)}.
     *
     * @param all the pixels that are the whole
     * @param name of a value
     */
    public static String values(ValueCounts counts, long all, Function<Integer, String> name) {
        List<ValueCounts.Count> sorted = counts.sorted();
        String first = sorted.stream()
                .limit(MOST_STRANGERS)
                .map(count -> name.apply(count.value()) + " (" + percent(count.pixels(), all) + ")")
                .collect(Collectors.joining(", "));
        long shown = sorted.stream()
                .limit(MOST_STRANGERS)
                .mapToLong(ValueCounts.Count::pixels)
                .sum();
        return counts.pixels() == shown ? first : first + " and others (" + percent(counts.pixels() - shown, all) + ")";
    }

    /** A part of a whole, such as {@code 25.0%}. */
    public static String percent(long part, long all) {
        double percent = 100.0 * part / all;
        return part > 0 && percent < 0.05 ? "<0.1%" : String.format(Locale.ROOT, "%.1f%%", percent);
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
