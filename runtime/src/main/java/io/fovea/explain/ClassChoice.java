package io.fovea.explain;

import io.fovea.FoveaException;
import io.fovea.model.Card;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Finds classes by label or index. */
final class ClassChoice {
    private static final int LISTED = 30;

    private ClassChoice() {}

    /**
     * The indices of classes, each once, in the order given.
     *
     * @param count how many classes there are
     * @throws FoveaException that lists the classes if there is none of that name
     */
    static List<Integer> indices(List<String> wanted, Card card, int count) {
        return wanted.stream()
                .map(name -> index(name.strip(), card, count))
                .distinct()
                .toList();
    }

    /** A label counts before an index, so that the digit "3" is found whatever its place. */
    private static int index(String name, Card card, int count) {
        List<Integer> same = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (card.label(i).equals(name)) {
                return i;
            }
            if (card.label(i).equalsIgnoreCase(name)) {
                same.add(i);
            }
        }
        if (same.size() == 1) {
            return same.get(0);
        }
        if (name.matches("\\d{1,9}") && Integer.parseInt(name) < count) {
            return Integer.parseInt(name);
        }
        String known = IntStream.range(0, Math.min(count, LISTED))
                .mapToObj(i -> card.labels().isEmpty() ? Integer.toString(i) : i + " " + card.label(i))
                .collect(Collectors.joining(", "));
        String more = count > LISTED ? ", ... " + (count - 1) : "";
        throw new FoveaException("The model '" + card.name() + "' has no class '" + name
                + "'. Give a label or an index: " + known + more + ".");
    }
}
