package io.fovea.inspect;

import io.fovea.FoveaException;
import io.fovea.model.Card;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Which of a model's classes the name of a folder or file of images stands for. */
public final class ClassNames {
    private static final Pattern NUMBER = Pattern.compile("(\\d{1,6})([^\\d].*)?");
    private static final int LISTED = 30;

    private ClassNames() {}

    /**
     * The class of a folder: that of its label, small or large, or that whose number it begins with ({@code 281_tabby}).
     *
     * @return from 0
     * @throws FoveaException when it names no class, saying which there are
     */
    public static int ofFolder(String name, Card card) {
        return labelled(name, card).orElseThrow(() -> unknown(name, card));
    }

    /**
     * The class whose number a file's name begins with.
     *
     * @throws FoveaException when it begins with none
     */
    static int ofFile(String name, Card card) {
        return numbered(name, card).orElseThrow(() -> unknown(name, card));
    }

    private static Optional<Integer> labelled(String name, Card card) {
        List<String> labels = card.labels().stream().map(ClassNames::plain).toList();
        List<Integer> same = IntStream.range(0, labels.size())
                .filter(i -> labels.get(i).equals(plain(name)))
                .boxed()
                .toList();
        return same.size() == 1 ? Optional.of(same.get(0)) : numbered(name, card);
    }

    private static Optional<Integer> numbered(String name, Card card) {
        Matcher number = NUMBER.matcher(name);
        return number.matches()
                ? Optional.of(Integer.parseInt(number.group(1)))
                        .filter(index ->
                                card.labels().isEmpty() || index < card.labels().size())
                : Optional.empty();
    }

    private static String plain(String label) {
        return label.strip().toLowerCase(Locale.ROOT).replaceAll("[_\\s-]+", " ");
    }

    private static FoveaException unknown(String name, Card card) {
        String how = card.labels().isEmpty()
                ? "the model's classes have no names; give it labels, or begin the name with the class's number (3_cat)"
                : "its labels are "
                        + card.labels().stream().limit(LISTED).collect(Collectors.joining(", "))
                        + (card.labels().size() > LISTED ? ", ..." : "");
        return new FoveaException("'" + name + "' names no class of '" + card.name() + "': " + how + ".");
    }
}
