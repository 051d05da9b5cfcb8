package io.fovea.model;

import io.fovea.FoveaException;
import io.fovea.NameList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Finds the classes that users name: by label, in any case where that is clear, or by index. */
public final class ClassChoice {
    private static final int LISTED = 30;

    private final Card card;
    private final int count;

    private ClassChoice(Card card, int count) {
        this.card = card;
        this.count = count;
    }

    /**
     * The indices of classes, each once, in the order given.
     *
     * @param texts each of one or several labels or indices, as {@link NameList} reads them
     * @param count how many classes there are
     * @throws FoveaException that lists the classes if there is none of a name, or several
     */
    public static List<Integer> indices(List<String> texts, Card card, int count) {
        ClassChoice choice = new ClassChoice(card, count);
        return NameList.of(texts, name -> choice.find(name).isPresent()).stream()
                .map(name -> choice.find(name).orElseThrow(() -> choice.unknown(name)))
                .distinct()
                .toList();
    }

    /**
     * The index of one class.
     *
     * @param text a label or index
     * @param count how many classes there are
     * @throws FoveaException if there is none of the name, or several are named
     */
    public static int index(String text, Card card, int count) {
        List<Integer> found = indices(List.of(text), card, count);
        if (found.size() != 1) {
            throw new FoveaException("'" + text + "' names " + found.size() + " classes of the model '" + card.name()
                    + "'; give the label or index of one.");
        }
        return found.get(0);
    }

    /** A label counts before an index, so that the digit "3" is found whatever its place. */
    private OptionalInt find(String name) {
        List<Integer> exact = all(i -> label(i).equals(name));
        List<Integer> found = exact.isEmpty() ? all(i -> label(i).equalsIgnoreCase(name)) : exact;
        if (found.size() == 1) {
            return OptionalInt.of(found.get(0));
        }
        boolean index = found.isEmpty() && name.matches("\\d{1,9}") && Integer.parseInt(name) < count;
        return index ? OptionalInt.of(Integer.parseInt(name)) : OptionalInt.empty();
    }

    private String label(int index) {
        return card.label(index).strip();
    }

    private List<Integer> all(IntPredicate which) {
        return IntStream.range(0, count).filter(which).boxed().toList();
    }

    private FoveaException unknown(String name) {
        List<Integer> same = all(i -> label(i).equalsIgnoreCase(name));
        if (!same.isEmpty()) {
            return new FoveaException("The model '" + card.name() + "' has " + same.size() + " classes called '" + name
                    + "'. Give a label as it is written or an index: " + listed(same) + ".");
        }
        String lower = name.toLowerCase(Locale.ROOT);
        List<Integer> near = all(i -> label(i).toLowerCase(Locale.ROOT).contains(lower));
        boolean many = count > LISTED;
        String known = many && !near.isEmpty() && !card.labels().isEmpty()
                ? listed(near) + ", and others"
                : listed(all(i -> i < LISTED)) + (many ? ", ... " + (count - 1) : "");
        return new FoveaException("The model '" + card.name() + "' has no class '" + name
                + "'. Give a label or an index: " + known + ".");
    }

    private String listed(List<Integer> indices) {
        boolean commas = card.labels().stream().anyMatch(label -> label.contains(","));
        return indices.stream()
                .limit(LISTED)
                .map(i -> card.labels().isEmpty() ? Integer.toString(i) : i + " " + label(i))
                .collect(Collectors.joining(commas ? "; " : ", "));
    }
}
