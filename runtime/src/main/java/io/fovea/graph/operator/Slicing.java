package io.fovea.graph.operator;

import io.fovea.graph.Node;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.LongStream;

/** The ranges of a Slice, from attributes (before opset 10) or constant inputs. */
public record Slicing(long[] starts, long[] ends, long[] axes, long[] steps) {

    /** Copies the arrays. */
    public Slicing {
        starts = starts.clone();
        ends = ends.clone();
        axes = axes.clone();
        steps = steps.clone();
    }

    /** Empty where a range is computed at run time. */
    public static Optional<Slicing> of(ValueFacts facts, Node slice) {
        if (slice.attributes().has("starts")) {
            long[] starts = slice.attributes().integers("starts");
            return Optional.of(new Slicing(
                    starts,
                    slice.attributes().integers("ends"),
                    slice.attributes().integers("axes", counting(starts.length)),
                    ones(starts.length)));
        }
        Optional<long[]> starts = facts.constants(slice.input(1));
        Optional<long[]> ends = facts.constants(slice.input(2));
        Optional<long[]> axes =
                slice.hasInput(3) ? facts.constants(slice.input(3)) : starts.map(s -> counting(s.length));
        Optional<long[]> steps = slice.hasInput(4) ? facts.constants(slice.input(4)) : starts.map(s -> ones(s.length));
        if (starts.isEmpty() || ends.isEmpty() || axes.isEmpty() || steps.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Slicing(starts.get(), ends.get(), axes.get(), steps.get()));
    }

    private static long[] counting(int n) {
        return LongStream.range(0, n).toArray();
    }

    private static long[] ones(int n) {
        long[] ones = new long[n];
        Arrays.fill(ones, 1);
        return ones;
    }

    /** Where range {@code i} begins along an axis of {@code size}, for a step of 1. */
    public long begin(int i, long size) {
        return clamp(starts[i], size);
    }

    /** Where range {@code i} ends along an axis of {@code size}, for a step of 1. */
    public long end(int i, long size) {
        return Math.max(begin(i, size), clamp(ends[i], size));
    }

    private static long clamp(long index, long size) {
        return Math.max(0, Math.min(size, index < 0 ? index + size : index));
    }

    /** Whether every step is 1. */
    public boolean steady() {
        return Arrays.stream(steps).allMatch(step -> step == 1);
    }

    /** A copy. */
    @Override
    public long[] starts() {
        return starts.clone();
    }

    /** A copy. */
    @Override
    public long[] ends() {
        return ends.clone();
    }

    /** A copy. */
    @Override
    public long[] axes() {
        return axes.clone();
    }

    /** A copy. */
    @Override
    public long[] steps() {
        return steps.clone();
    }

    /** Whether all ranges agree. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Slicing that
                && Arrays.equals(starts, that.starts)
                && Arrays.equals(ends, that.ends)
                && Arrays.equals(axes, that.axes)
                && Arrays.equals(steps, that.steps);
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                Arrays.hashCode(starts), Arrays.hashCode(ends), Arrays.hashCode(axes), Arrays.hashCode(steps));
    }
}
