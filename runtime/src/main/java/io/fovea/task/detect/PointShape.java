package io.fovea.task.detect;

import io.fovea.image.Placement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many points a detector gives of each object, as Ultralytics' metadata {@code kpt_shape} says it.
 *
 * @param count of points
 * @param values of each: 2 for x and y, 3 with how sure it is that the point is seen
 */
public record PointShape(int count, int values) {
    private static final String KEY = "kpt_shape";
    private static final Pattern TEXT = Pattern.compile("\\s*[\\[(]\\s*(\\d{1,4})\\s*,\\s*([23])\\s*[\\])]\\s*");
    private static final int SURE = 3;

    /** That of a model's metadata; empty where they tell of none. */
    public static Optional<PointShape> of(Map<String, String> metadata) {
        Matcher text = TEXT.matcher(metadata.getOrDefault(KEY, ""));
        return text.matches()
                ? Optional.of(new PointShape(Integer.parseInt(text.group(1)), Integer.parseInt(text.group(2))))
                : Optional.empty();
    }

    /** How many numbers there are for an object. */
    public int size() {
        return count * values;
    }

    /** Whether it is said how sure it is that a point is seen. */
    public boolean hasVisibility() {
        return values == SURE;
    }

    /** The points of a box, in the pixels of the image; none where it has other numbers. */
    public List<KeyPoint> points(Box box) {
        float[] numbers = box.origin().further();
        if (numbers.length != size() || box.origin().placement().isEmpty()) {
            return List.of();
        }
        Placement placement = box.origin().placement().get();
        List<KeyPoint> points = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            points.add(new KeyPoint(
                    placement.imageX(numbers[i * values]),
                    placement.imageY(numbers[i * values + 1]),
                    hasVisibility() ? numbers[i * values + 2] : 1));
        }
        return points;
    }
}
