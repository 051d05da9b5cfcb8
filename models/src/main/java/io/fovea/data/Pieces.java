package io.fovea.data;

import java.util.ArrayDeque;
import java.util.Deque;

/** The pieces of objects: what is cut out of an image, or mirrored at its edge, may have one object in two places. */
final class Pieces {
    private Pieces() {}

    /**
     * A number from 1 on for each piece, 0 for what is none: pixels of the same object that touch, if only by a corner, are of one.
     *
     * @param labels of objects, row by row; 0 is background
     */
    static int[] of(int width, int height, int[] labels) {
        int[] pieces = new int[labels.length];
        int found = 0;
        Deque<Integer> next = new ArrayDeque<>();
        for (int start = 0; start < labels.length; start++) {
            if (labels[start] == 0 || pieces[start] != 0) {
                continue;
            }
            pieces[start] = ++found;
            next.add(start);
            while (!next.isEmpty()) {
                spread(next.remove(), width, height, labels, pieces, next);
            }
        }
        return pieces;
    }

    private static void spread(int from, int width, int height, int[] labels, int[] pieces, Deque<Integer> next) {
        for (int y = Math.max(0, from / width - 1); y <= Math.min(height - 1, from / width + 1); y++) {
            for (int x = Math.max(0, from % width - 1); x <= Math.min(width - 1, from % width + 1); x++) {
                int i = y * width + x;
                if (labels[i] == labels[from] && pieces[i] == 0) {
                    pieces[i] = pieces[from];
                    next.add(i);
                }
            }
        }
    }
}
