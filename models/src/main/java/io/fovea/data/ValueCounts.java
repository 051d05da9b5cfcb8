package io.fovea.data;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How many pixels have each of some values.
 *
 * @param counts pixels of each value, at least 1
 * @param others pixels of further values that were not told apart: a picture that is no mask has millions of them
 */
public record ValueCounts(Map<Integer, Long> counts, long others) {

    /** Counts of no pixels. */
    public static final ValueCounts NONE = new ValueCounts(Map.of(), 0);

    private static final int MOST = 4096;

    /** A value and its pixels. */
    public record Count(int value, long pixels) {}

    /** Copies the map. */
    public ValueCounts {
        counts = Map.copyOf(counts);
    }

    /** All pixels. */
    public long pixels() {
        return counts.values().stream().mapToLong(Long::longValue).sum() + others;
    }

    /** The values, those of most pixels first; of equal ones the smaller. */
    public List<Count> sorted() {
        return counts.entrySet().stream()
                .map(entry -> new Count(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(Count::pixels).reversed().thenComparingInt(Count::value))
                .toList();
    }

    /** Counts that grow. Not thread-safe. */
    static final class Tally {
        private final Map<Integer, Long> counts = new HashMap<>();
        private long others;

        void add(int value, long pixels) {
            if (counts.size() < MOST || counts.containsKey(value)) {
                counts.merge(value, pixels, Long::sum);
            } else {
                others += pixels;
            }
        }

        void add(ValueCounts more) {
            more.counts.forEach(this::add);
            others += more.others;
        }

        ValueCounts counts() {
            return counts.isEmpty() && others == 0 ? NONE : new ValueCounts(counts, others);
        }
    }
}
