package io.fovea.task.detect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Non-maximum suppression: of boxes of one class around the same object only the surest stays. */
public final class Suppression {
    private static final Comparator<Box> SUREST_FIRST = Comparator.comparingDouble(box -> -box.score());

    private Suppression() {}

    /** The boxes that are sure enough, and no nonsense, the surest first. */
    public static List<Box> sure(List<Box> boxes, double score) {
        return boxes.stream()
                .filter(box -> box.score() >= score && box.isFinite() && box.area() > 0)
                .sorted(SUREST_FIRST)
                .toList();
    }

    /**
     * The boxes that overlap no surer one of their class by more than a limit.
     *
     * @param boxes the surest first
     * @param most intersection over union, 0..1; at 1 all stay
     */
    public static List<Box> apart(List<Box> boxes, double most) {
        Map<Integer, List<Box>> byClass = new HashMap<>();
        List<Box> kept = new ArrayList<>();
        for (Box box : boxes) {
            List<Box> alike = byClass.computeIfAbsent(box.index(), index -> new ArrayList<>());
            if (alike.stream().noneMatch(surer -> surer.overlap(box) > most)) {
                alike.add(box);
                kept.add(box);
            }
        }
        return kept;
    }
}
