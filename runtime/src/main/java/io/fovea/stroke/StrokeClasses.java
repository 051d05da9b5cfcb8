package io.fovea.stroke;

import io.fovea.FoveaException;
import io.fovea.linear.LinearHead;
import io.fovea.model.Task;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/**
 * What strokes may be of. The first class is background. Of background and one kind of objects, and perhaps their {@code
 * contour}, a trimap is made, by which every part of Fovea tells objects apart; of others a map of classes.
 *
 * @param labels 2 to 255, the first of background
 */
public record StrokeClasses(List<String> labels) {
    private static final String BACKGROUND = "background";
    private static final String CONTOUR = "contour";
    private static final int MOST = 255;

    /** A score beside which every other is certain. */
    private static final float NEVER = -1e9f;

    /**
     * Copies the list.
     *
     * @throws FoveaException if it is too short or too long, two are of a name, or background or the contour of two is in
     *     another's place
     */
    public StrokeClasses {
        labels = List.copyOf(labels.stream().map(String::strip).toList());
        if (labels.size() < 2 || labels.size() > MOST) {
            throw new FoveaException("Strokes are of 2 to " + MOST + " classes, the first of them background, and "
                    + labels.size() + (labels.size() == 1 ? " is" : " are") + " named: " + String.join(", ", labels)
                    + ".");
        }
        List<String> known = labels.stream().map(StrokeClasses::known).toList();
        if (known.contains("") || new HashSet<>(known).size() < known.size()) {
            throw new FoveaException(
                    "Each class needs a name of its own, in which capitals do not count; these are named: "
                            + String.join(", ", labels) + ".");
        }
        if (known.indexOf(BACKGROUND) > 0) {
            throw new FoveaException(
                    "The first class is background, and these are named: " + String.join(", ", labels) + ".");
        }
        if (labels.size() == 2 && known.contains(CONTOUR)) {
            throw new FoveaException(
                    "Contour is a third class, beside background and the objects that it parts; these are" + " named: "
                            + String.join(", ", labels) + ".");
        }
    }

    /** Those of names, background first. */
    public static StrokeClasses of(String... labels) {
        return new StrokeClasses(List.of(labels));
    }

    /** How many there are. */
    public int count() {
        return labels.size();
    }

    /** What a model of them does. */
    public Task task() {
        return Task.ofPixels(isTrimap());
    }

    private boolean isTrimap() {
        return count() == 2 || count() == 3 && known(labels.get(2)).equals(CONTOUR);
    }

    private static String known(String label) {
        return label.toLowerCase(Locale.ROOT);
    }

    /** The labels in the order in which a model answers: a trimap's are foreground, background, contour. */
    List<String> answered() {
        return isTrimap() ? List.of(labels.get(1), labels.get(0), CONTOUR) : labels;
    }

    /** A head of these classes as a model has it. Contour that was never painted is never found. */
    LinearHead answered(LinearHead head) {
        if (!isTrimap()) {
            return head;
        }
        List<float[]> weights = new ArrayList<>(List.of(head.weights(1), head.weights(0)));
        weights.add(count() == 3 ? head.weights(2) : new float[head.features()]);
        float contour = count() == 3 ? head.bias()[2] : NEVER;
        return new LinearHead(weights.toArray(float[][]::new), new float[] {head.bias()[1], head.bias()[0], contour});
    }
}
