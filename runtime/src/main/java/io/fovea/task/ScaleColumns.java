package io.fovea.task;

import io.fovea.model.ObjectSizes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What a table says of the scale of an image, and of the sizes of the objects in it. */
final class ScaleColumns {
    /** The column of counts; holds no number where objects are not told apart. */
    static final String OBJECTS = "objects";

    private static final String SCALE = "scale";
    private static final String DIAMETER = "median_diameter";
    private static final String TRY = "scale_to_try";

    /** How many times as wide and high the image went in; how large its objects are, in pixels; what to try if that is odd. */
    static final List<String> NAMES = List.of(SCALE, DIAMETER, TRY);

    private static final double THOUSANDTHS = 1000;

    private ScaleColumns() {}

    /** Whether there is something to say of a model's images, whatever a user says. */
    static boolean areOf(ObjectSizes sizes) {
        return sizes.hasDiameters() || sizes.hasPixelSize();
    }

    /**
     * The values; an empty text where there is none.
     *
     * @param areas of the objects; empty where they are not told apart
     */
    static List<Object> of(double scale, ObjectSizes sizes, Optional<int[]> areas) {
        OptionalDouble median =
                areas.map(all -> ScaleAdvice.median(ScaleAdvice.diameters(all))).orElse(OptionalDouble.empty());
        OptionalDouble toTry =
                areas.map(all -> ScaleAdvice.toTry(all, scale, sizes)).orElse(OptionalDouble.empty());
        return List.of(scale, cell(median), cell(toTry));
    }

    private static Object cell(OptionalDouble value) {
        return value.isPresent() ? (Object) (Math.rint(value.getAsDouble() * THOUSANDTHS) / THOUSANDTHS) : "";
    }

    /** What is said of all images together. */
    static List<String> remarks(List<FolderFile.Entry> images, ScaleNote.Place place) {
        List<ScaleNote> notes = images.stream()
                .map(image -> new ScaleNote(
                        image.image(),
                        image.findings().number(SCALE).orElse(1),
                        image.findings().number(TRY)))
                .toList();
        List<String> sentences = new ArrayList<>(ScaleNote.sentences(notes, place));
        List<FolderFile.Entry> scaled = images.stream()
                .filter(image -> image.findings().number(SCALE).orElse(1) != 1)
                .toList();
        if (!scaled.isEmpty() && scaled.stream().allMatch(ScaleColumns::isEmpty)) {
            sentences.add(ScaleNote.nothingFound(place));
        }
        return sentences;
    }

    private static boolean isEmpty(FolderFile.Entry image) {
        return image.findings().number(OBJECTS).orElse(1) == 0;
    }
}
