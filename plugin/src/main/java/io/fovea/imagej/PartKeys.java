package io.fovea.imagej;

import ij.ImagePlus;
import ij.gui.PointRoi;
import io.fovea.FoveaException;
import io.fovea.explain.Figure;
import io.fovea.explain.Question;
import io.fovea.model.Input;
import java.awt.Point;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Which number of an answer is to be explained, as keys of a command say it; blank or false for what is not asked for.
 *
 * @param object its number, from 1
 * @param point whether what stands at the selected point is explained
 * @param clicked whether it is the object or box under the selection
 * @param against label or index of a class
 * @param uncertainty whether it is how unsure the model is
 * @param valley the numbers of two objects, {@code 3,4}
 * @param similar an open image's title, or a file's path
 */
public record PartKeys(
        String object,
        boolean point,
        boolean clicked,
        String against,
        boolean uncertainty,
        String valley,
        String similar) {
    private static final String NUMBER = "\\d{1,9}";

    /** Whether anything is asked for but the score of a class. */
    public boolean isGiven() {
        return isOfPlace() || uncertainty || !against.isBlank() || !similar.isBlank();
    }

    /** Whether a part of the answer to one plane is asked for, and not all of it. */
    public boolean isOfPlace() {
        return point || clicked || !object.isBlank() || !valley.isBlank();
    }

    /** What an image can be compared with: the titles of the other open images that are pictures. */
    public static List<String> pictures(ImagePlus image) {
        return ComparedImage.titles(image);
    }

    /**
     * The question that is asked of an image. With {@code clicked} it is about the pixel that is clicked on: what lies there only
     * the answer says.
     *
     * @param input how the model wants its images
     * @param monitor hears what there is to note of another image
     * @throws FoveaException if keys contradict each other, nothing is selected, or there is no image to compare with
     */
    public Question question(ImagePlus source, Supplier<Input> input, EscapeMonitor monitor) {
        requireOneFigure();
        requireOnePlace();
        if (!valley.isBlank()) {
            return new Question(sides(), Optional.empty(), rival(), Figure.VALLEY);
        }
        return new Question(objects(), pixel(source), rival(), figure(input, monitor));
    }

    private void requireOneFigure() {
        List<String> given = Stream.of(
                        uncertainty ? "uncertainty" : "",
                        valley.isBlank() ? "" : "valley",
                        similar.isBlank() ? "" : "similar")
                .filter(key -> !key.isEmpty())
                .toList();
        if (given.size() > 1) {
            throw new FoveaException("The keys '" + String.join("' and '", given)
                    + "' are given, and one result explains one number; leave all but one out.");
        }
    }

    private void requireOnePlace() {
        if (clicked && (point || !object.isBlank())) {
            throw new FoveaException(
                    "The key 'clicked' says which part is explained; leave the keys 'object' and 'point' out.");
        }
        if (point && !object.isBlank()) {
            throw new FoveaException(
                    "The keys 'object' and 'point' are both given, and one result explains one of them;"
                            + " leave one out.");
        }
        if (!valley.isBlank() && (point || clicked || !object.isBlank())) {
            throw new FoveaException("The key 'valley' says which objects it is between; leave the keys 'object',"
                    + " 'point' and 'clicked' out.");
        }
    }

    private Optional<String> rival() {
        return Optional.of(against.strip()).filter(text -> !text.isEmpty());
    }

    private List<Integer> objects() {
        if (object.isBlank()) {
            return List.of();
        }
        if (!object.strip().matches(NUMBER)) {
            throw new FoveaException(
                    "'" + object.strip() + "' is no number of an object; give one such as 3, or leave it empty.");
        }
        return List.of(Integer.valueOf(object.strip()));
    }

    private List<Integer> sides() {
        String text = valley.strip();
        if (!text.matches(NUMBER + "\\s*[,;]\\s*" + NUMBER)) {
            throw new FoveaException("'" + text
                    + "' says not which two objects the valley is between; give their numbers, such as 3,4.");
        }
        return Stream.of(text.split("\\s*[,;]\\s*")).map(Integer::valueOf).toList();
    }

    private Optional<Question.Pixel> pixel(ImagePlus source) {
        if (clicked) {
            return Optional.of(new ClickedPart(source).pixel());
        }
        return point ? Optional.of(point(source)) : Optional.empty();
    }

    private static Question.Pixel point(ImagePlus image) {
        if (image.getRoi() instanceof PointRoi points) {
            Point first = points.getContainedPoints()[0];
            return new Question.Pixel(first.x, first.y);
        }
        throw new FoveaException("'" + image.getTitle()
                + "' has no point selected. Click with the point tool, or leave the key 'point' out.");
    }

    private Figure figure(Supplier<Input> input, EscapeMonitor monitor) {
        if (uncertainty) {
            return Figure.UNCERTAINTY;
        }
        if (similar.isBlank()) {
            return Figure.SCORE;
        }
        ComparedImage other = ComparedImage.find(similar.strip(), input.get(), monitor);
        return new Figure.Similarity(other.image(), other.name());
    }
}
