package io.fovea.task;

import java.util.Arrays;

/** Hills by number, from 1, each with the level of its peak; those that are joined answer to one number. */
final class JoinedHills {
    private int[] parents = new int[64];
    private int[] peaks = new int[64];
    private int count;

    /** A new hill's number. */
    int add(int peak) {
        count++;
        if (count == parents.length) {
            parents = Arrays.copyOf(parents, 2 * count);
            peaks = Arrays.copyOf(peaks, 2 * count);
        }
        parents[count] = count;
        peaks[count] = peak;
        return count;
    }

    /** How many were added. */
    int count() {
        return count;
    }

    /** The number that a hill answers to. */
    int root(int hill) {
        int root = hill;
        while (parents[root] != root) {
            parents[root] = parents[parents[root]];
            root = parents[root];
        }
        return root;
    }

    /** The level of the peak of a hill that answers to its own number. */
    int peak(int root) {
        return peaks[root];
    }

    /** Makes one hill answer to another's number; both answer to their own. */
    void join(int lower, int higher) {
        parents[lower] = higher;
    }
}
