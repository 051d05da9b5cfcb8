package io.fovea.explain;

import io.fovea.FoveaException;
import io.fovea.image.Image;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * Which part of an answer is to be explained: what was found as an object, what stands at a pixel, or the answer as a whole;
 * what it is to be told from; and which number of it.
 *
 * @param objects by number, from 1, as the label image or {@code detect.csv} has them; each once
 * @param pixel of the image
 * @param against label or index of a class whose score counts against it
 * @param figure which number
 */
public record Question(List<Integer> objects, Optional<Pixel> pixel, Optional<String> against, Figure figure) {

    /** Of the answer as a whole. */
    public static final Question WHOLE = new Question(List.of(), Optional.empty(), Optional.empty());

    /**
     * Copies the list, each object once.
     *
     * @throws FoveaException if a valley is not between two objects, or what is asked for has nothing to be told from
     */
    public Question {
        objects = List.copyOf(new LinkedHashSet<>(objects));
        if (figure.equals(Figure.VALLEY) && (objects.size() != 2 || pixel.isPresent())) {
            throw new FoveaException("A valley lies between two objects, and "
                    + (pixel.isPresent() ? "a pixel" : objects.size() == 1 ? "one" : objects.size() + " objects")
                    + " is asked for; give the numbers of two.");
        }
        if (!figure.equals(Figure.SCORE) && against.isPresent()) {
            throw new FoveaException("The " + figure.word() + " is of no class, and none can be set against another;"
                    + " leave '" + against.get() + "' out.");
        }
        if (figure instanceof Figure.Similarity && (!objects.isEmpty() || pixel.isPresent())) {
            throw new FoveaException("Images are compared as a whole; leave objects and pixels out.");
        }
    }

    /**
     * What a question has in common with those about other places.
     *
     * @param figure which number
     * @param isOfPart whether a part of the answer is meant
     * @param isContrast whether a class is set against another
     */
    public record Kind(Figure figure, boolean isOfPart, boolean isContrast) {}

    /** Of a score. */
    public Question(List<Integer> objects, Optional<Pixel> pixel, Optional<String> against) {
        this(objects, pixel, against, Figure.SCORE);
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

    /** How deep the valley between two objects is. */
    public static Question valley(int one, int other) {
        return new Question(List.of(one, other), Optional.empty(), Optional.empty(), Figure.VALLEY);
    }

    /**
     * How like another image an image is.
     *
     * @param name of the other
     */
    public static Question similarity(Image other, String name) {
        return new Question(List.of(), Optional.empty(), Optional.empty(), new Figure.Similarity(other, name));
    }

    /** The same, told from a class. */
    public Question against(String other) {
        return new Question(objects, pixel, Optional.of(other), figure);
    }

    /** How unsure the model is of the same. */
    public Question uncertain() {
        return new Question(objects, pixel, against, Figure.UNCERTAINTY);
    }

    /** Which questions whoever answers this one can answer, too. */
    public Kind kind() {
        return new Kind(figure, isOfPart(), against.isPresent());
    }

    /** Whether a part of the answer is meant, and not all of it. */
    public boolean isOfPart() {
        return !objects.isEmpty() || pixel.isPresent();
    }
}
