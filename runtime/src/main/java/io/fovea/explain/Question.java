package io.fovea.explain;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * Which part of an answer is to be explained: what was found as an object, what stands at a pixel, or the answer as a whole;
 * and what it is to be told from.
 *
 * @param objects by number, from 1, as the label image or {@code detect.csv} has them; each once
 * @param pixel of the image
 * @param against label or index of a class whose score counts against it
 */
public record Question(List<Integer> objects, Optional<Pixel> pixel, Optional<String> against) {

    /** Of the answer as a whole. */
    public static final Question WHOLE = new Question(List.of(), Optional.empty(), Optional.empty());

    /** Copies the list, each object once. */
    public Question {
        objects = List.copyOf(new LinkedHashSet<>(objects));
    }

    /**
     * A pixel of an image.
     *
     * @param x from the left, from 0
     * @param y from above, from 0
     */
    public record Pixel(int x, int y) {
        @Override
        public String toString() {
            return x + "," + y;
        }
    }

    /** Of objects. */
    public static Question objects(Integer... numbers) {
        return new Question(List.of(numbers), Optional.empty(), Optional.empty());
    }

    /** Of a pixel. */
    public static Question pixel(int x, int y) {
        return new Question(List.of(), Optional.of(new Pixel(x, y)), Optional.empty());
    }

    /** The same, told from a class. */
    public Question against(String other) {
        return new Question(objects, pixel, Optional.of(other));
    }

    /** Whether a part of the answer is meant, and not all of it. */
    public boolean isOfPart() {
        return !objects.isEmpty() || pixel.isPresent();
    }
}
