package io.fovea.task;

import io.fovea.model.Card;
import io.fovea.model.CountInterval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * What a table says of how far an answer can be believed.
 *
 * @param range in which nine of ten true numbers of objects lie
 * @param unlike how unlike the images that the model knows the image is: above 1 it is of another kind
 */
public record Believed(Optional<CountInterval.Range> range, OptionalDouble unlike) {
    /** Nothing is known. */
    public static final Believed UNKNOWN = new Believed(Optional.empty(), OptionalDouble.empty());

    /** The columns of the first. */
    static final List<String> RANGE = List.of("objects_low", "objects_high");

    /** The column of the second. */
    static final String UNLIKE = "unlike";

    private static final int NAMED = 5;
    private static final double HUNDREDTHS = 100;

    /** How far a segmentation can be believed. */
    public static Believed of(Segmentation result, Optional<LabelMap> objects) {
        return new Believed(
                objects.flatMap(map -> ObjectScores.of(result, map).range()),
                rounded(result.likeness().unlike()));
    }

    /** The same of what has no number of objects. */
    public static Believed of(Likeness likeness) {
        return new Believed(Optional.empty(), rounded(likeness.unlike()));
    }

    private static OptionalDouble rounded(OptionalDouble unlike) {
        return unlike.isPresent()
                ? OptionalDouble.of(Math.rint(unlike.getAsDouble() * HUNDREDTHS) / HUNDREDTHS)
                : unlike;
    }

    /** The columns of a model's table. */
    static List<String> columns(Card card) {
        List<String> columns = new ArrayList<>();
        if (card.trust().objects().isPresent() && card.trust().counts().isPresent()) {
            columns.addAll(RANGE);
        }
        if (card.trust().limit() > 0) {
            columns.add(UNLIKE);
        }
        return columns;
    }

    /** Adds what is known to a row. */
    void addTo(List<String> columns, List<Object> row) {
        range.ifPresent(interval -> {
            columns.addAll(RANGE);
            row.addAll(List.of(interval.low(), interval.high()));
        });
        unlike.ifPresent(value -> {
            columns.add(UNLIKE);
            row.add(value);
        });
    }

    /** {@code ; 90% interval 137 to 149}, to stand behind a sentence on a number of objects; nothing where there is none. */
    public String words() {
        return range.map(interval ->
                        String.format(Locale.ROOT, "; 90%% interval %d to %d", interval.low(), interval.high()))
                .orElse("");
    }

    /** Whether the image is of another kind than those that the model knows. */
    public boolean isUnlike() {
        return unlike.orElse(0) > 1;
    }

    /** What is said of all images together. */
    static List<String> remarks(List<FolderFile.Entry> images) {
        return warning(images.stream()
                        .filter(image -> image.findings().number(UNLIKE).orElse(0) > 1)
                        .map(FolderFile.Entry::image)
                        .toList())
                .stream()
                .toList();
    }

    /** What is said of images that are unlike those that the model knows, by name; empty where there are none. */
    public static Optional<String> warning(List<String> unlike) {
        if (unlike.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of("Warning: "
                + unlike.stream().limit(NAMED).collect(Collectors.joining(", "))
                + (unlike.size() > NAMED ? " and " + (unlike.size() - NAMED) + " more images" : "")
                + (unlike.size() == 1 ? " is" : " are")
                + " unlike the images that the model was trained on: its scores, and what its card says of them, may"
                + " not hold there. Look at the results before you use them.");
    }
}
