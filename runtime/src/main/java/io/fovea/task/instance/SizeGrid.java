package io.fovea.task.instance;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Candidates of about one size by their places: those near something are found without a look at the others. */
final class SizeGrid {
    /** Sizes are powers of two from this on; smaller ones are alike. */
    private static final int LEAST_EXPONENT = 2;

    private static final int MOST_EXPONENT = 30;

    private final int size;
    private final int columns;
    private final int rows;
    private final int[] starts;
    private final int[] lengths;
    private final int[] members;

    private SizeGrid(StarCandidates candidates, int size, int[] members, int width, int height) {
        this.size = size;
        this.columns = width / size + 1;
        this.rows = height / size + 1;
        this.starts = new int[columns * rows];
        this.lengths = new int[columns * rows];
        this.members = new int[members.length];
        for (int member : members) {
            lengths[cell(candidates, member)]++;
        }
        for (int cell = 1; cell < starts.length; cell++) {
            starts[cell] = starts[cell - 1] + lengths[cell - 1];
            lengths[cell - 1] = 0;
        }
        lengths[starts.length - 1] = 0;
        for (int member : members) {
            int cell = cell(candidates, member);
            this.members[starts[cell] + lengths[cell]++] = member;
        }
    }

    private int cell(StarCandidates candidates, int member) {
        return candidates.y(member) / size * columns + candidates.x(member) / size;
    }

    /** A grid for each size that there is. */
    static List<SizeGrid> of(StarCandidates candidates, Bounds[] bounds) {
        int width =
                1 + IntStream.range(0, bounds.length).map(candidates::x).max().orElse(0);
        int height =
                1 + IntStream.range(0, bounds.length).map(candidates::y).max().orElse(0);
        int[] sizes = IntStream.range(0, bounds.length)
                .map(i -> size(bounds[i].reach(candidates.x(i), candidates.y(i))))
                .toArray();
        List<SizeGrid> grids = new ArrayList<>();
        for (int exponent = LEAST_EXPONENT; exponent <= MOST_EXPONENT; exponent++) {
            int size = 1 << exponent;
            int[] members = IntStream.range(0, sizes.length)
                    .filter(i -> sizes[i] == size)
                    .toArray();
            if (members.length > 0) {
                grids.add(new SizeGrid(candidates, size, members, width, height));
            }
        }
        return grids;
    }

    private static int size(float reach) {
        int exponent = LEAST_EXPONENT;
        while (1 << exponent < reach && exponent < MOST_EXPONENT) {
            exponent++;
        }
        return 1 << exponent;
    }

    /**
     * Collects those that may reach into a rectangle, and forgets those that are gone.
     *
     * @param count how many were collected before
     * @return how many there are then
     */
    int collect(Bounds around, boolean[] gone, int[] into, int count) {
        int all = count;
        int lastColumn = clamp(around.right() + size, columns);
        int lastRow = clamp(around.bottom() + size, rows);
        for (int row = clamp(around.top() - size, rows); row <= lastRow; row++) {
            for (int column = clamp(around.left() - size, columns); column <= lastColumn; column++) {
                int cell = row * columns + column;
                int left = 0;
                for (int i = starts[cell]; i < starts[cell] + lengths[cell]; i++) {
                    int member = members[i];
                    if (!gone[member]) {
                        members[starts[cell] + left++] = member;
                        into[all++] = member;
                    }
                }
                lengths[cell] = left;
            }
        }
        return all;
    }

    private int clamp(double place, int cells) {
        return (int) Math.max(0, Math.min(cells - 1.0, Math.floor(place / size)));
    }
}
