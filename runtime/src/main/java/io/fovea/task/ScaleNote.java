package io.fovea.task;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * At which scale a model saw an image, and at which it should have.
 *
 * @param image its name
 * @param scale how many times as wide and high it went in
 * @param toTry the scale to try, where the objects are of other sizes than the model knows
 */
public record ScaleNote(String image, double scale, OptionalDouble toTry) {
    private static final int NAMED = 5;

    /** How an option is written where the sentences are read. */
    public enum Place {
        /** On a command line. */
        COMMAND("--", " "),
        /** In a macro. */
        MACRO("", "=");

        private final String before;
        private final String between;

        Place(String before, String between) {
            this.before = before;
            this.between = between;
        }

        private String option(String name, String value) {
            return before + name + between + value;
        }
    }

    /** That of an answer. */
    public static ScaleNote of(String image, Segmentation result, Optional<LabelMap> objects) {
        OptionalDouble toTry = objects.map(map -> ScaleAdvice.toTry(map, result.scale(), result.sizes()))
                .orElse(OptionalDouble.empty());
        return new ScaleNote(image, result.scale(), toTry);
    }

    /** What is said of images together: sentences, none if all went in as they are and their objects are plausible. */
    public static List<String> sentences(List<ScaleNote> notes, Place place) {
        List<String> sentences = new ArrayList<>();
        List<ScaleNote> scaled = notes.stream().filter(note -> note.scale != 1).toList();
        if (!scaled.isEmpty()) {
            double[] factors =
                    scaled.stream().mapToDouble(ScaleNote::scale).sorted().toArray();
            String least = brief(factors[0]);
            String most = brief(factors[factors.length - 1]);
            sentences.add("Note: " + count(scaled.size(), notes.size()) + " scaled by " + least
                    + (least.equals(most) ? "" : " to " + most)
                    + " for the model; results have the images' own size.");
        }
        List<ScaleNote> odd =
                notes.stream().filter(note -> note.toTry.isPresent()).toList();
        if (!odd.isEmpty()) {
            double[] factors = odd.stream()
                    .mapToDouble(note -> note.toTry.getAsDouble())
                    .sorted()
                    .toArray();
            sentences.add("Warning: The objects in "
                    + odd.stream().limit(NAMED).map(ScaleNote::image).collect(Collectors.joining(", "))
                    + (odd.size() > NAMED ? " and " + (odd.size() - NAMED) + " more images" : "")
                    + " are not of the sizes that the model was trained on: it may have missed some, or cut them into"
                    + " pieces. Try " + place.option("scale", brief(factors[factors.length / 2])) + ", or "
                    + place.option("diameter", "auto") + ".");
        }
        return sentences;
    }

    /** What is said where no object was found in any image that was scaled. */
    static String nothingFound(Place place) {
        return "Note: Nothing was found in what was scaled. If there are objects, the scale may be wrong: try "
                + place.option("scale", "1") + ", or " + place.option("diameter", "auto") + ".";
    }

    /** A factor for people. */
    static String brief(double factor) {
        String text = String.format(Locale.ROOT, factor < 1 ? "%.3f" : "%.2f", factor);
        return text.replaceFirst("\\.?0+$", "");
    }

    private static String count(int some, int all) {
        return some < all ? some + " of " + all + " images were" : all == 1 ? "The image was" : "All images were";
    }
}
