package io.fovea;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Names as users list them: {@code a,b} or {@code a;b} in one text, or a text for each. A name may have commas in it, as
 * ImageNet's label {@code tabby, tabby cat} has: the longest that is known counts.
 */
public final class NameList {
    private NameList() {}

    /**
     * The names in some texts, in order, each once.
     *
     * @param isKnown whether there is something of a name
     * @return without white space around them; those that are not known as they stand between two separators
     */
    public static List<String> of(List<String> texts, Predicate<String> isKnown) {
        Set<String> names = new LinkedHashSet<>();
        for (String text : texts) {
            if (isKnown.test(text.strip())) {
                names.add(text.strip());
            } else {
                Arrays.stream(text.split(";")).forEach(part -> split(part.strip(), isKnown, names));
            }
        }
        names.remove("");
        return List.copyOf(names);
    }

    /** One text that lists what several do. */
    public static String join(List<String> texts) {
        return String.join(";", texts).strip();
    }

    private static void split(String part, Predicate<String> isKnown, Set<String> names) {
        List<String> pieces = new ArrayList<>(Arrays.asList(part.split(",")));
        while (!pieces.isEmpty()) {
            int length = pieces.size();
            while (length > 1 && !isKnown.test(joined(pieces, length))) {
                length--;
            }
            names.add(joined(pieces, length));
            pieces.subList(0, length).clear();
        }
    }

    private static String joined(List<String> pieces, int length) {
        return String.join(",", pieces.subList(0, length)).strip();
    }
}
