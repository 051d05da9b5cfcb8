package io.fovea.task;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The rows of a label image, which are passed on from the top as soon as all that lies in them is whole. Objects are numbered
 * then, in the order of their first pixels. Not thread-safe.
 */
final class LabelRows implements ClusterObjects.Spans {
    private final Consumer<FoundObject> numbered;
    private final Consumer<int[]> rows;
    private final Map<Integer, List<Span>> waiting = new HashMap<>();
    private final int[] labels;
    private int next;
    private int count;

    private record Span(int from, int to, FoundObject object) {}

    /**
     * None yet.
     *
     * @param numbered hears of objects as they get their numbers, from 1
     * @param rows takes the labels of a row, in an array that is used again
     */
    LabelRows(int width, Consumer<FoundObject> numbered, Consumer<int[]> rows) {
        this.labels = new int[width];
        this.numbered = numbered;
        this.rows = rows;
    }

    @Override
    public void add(int y, int from, int to, FoundObject object) {
        waiting.computeIfAbsent(y, row -> new ArrayList<>()).add(new Span(from, to, object));
    }

    /** Passes on the rows above one: whatever lies in them was added. */
    void passBefore(int row) {
        for (; next < row; next++) {
            List<Span> spans = Optional.ofNullable(waiting.remove(next)).orElse(List.of());
            Arrays.fill(labels, 0);
            for (Span span :
                    spans.stream().sorted(Comparator.comparingInt(Span::from)).toList()) {
                if (span.object().number() == 0) {
                    span.object().number(++count);
                    numbered.accept(span.object());
                }
                Arrays.fill(labels, span.from(), span.to(), span.object().number());
            }
            rows.accept(labels);
        }
    }

    /** How many objects have numbers. */
    int count() {
        return count;
    }
}
