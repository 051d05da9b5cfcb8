package io.fovea.task;

import java.util.ArrayList;
import java.util.List;

/** Pixels that hold together by sides or corners, in which there is something: no object reaches from one cluster to another. */
final class Cluster {
    private List<PixelRun> runs = new ArrayList<>();
    private Cluster joined = this;
    private int left = Integer.MAX_VALUE;
    private int right;
    private int top = Integer.MAX_VALUE;
    private int bottom;
    private long pixels;

    /** That which this one was joined to; itself if none. */
    Cluster root() {
        Cluster root = this;
        while (root.joined != root) {
            root.joined = root.joined.joined;
            root = root.joined;
        }
        return root;
    }

    void add(PixelRun run) {
        runs.add(run);
        left = Math.min(left, run.x());
        right = Math.max(right, run.end());
        top = Math.min(top, run.y());
        bottom = Math.max(bottom, run.y() + 1);
        pixels += run.classes().length;
    }

    /** Makes one of this and another, both their own {@link #root}; says which holds both. */
    Cluster join(Cluster other) {
        if (other == this) {
            return this;
        }
        Cluster large = runs.size() >= other.runs.size() ? this : other;
        Cluster small = large == this ? other : this;
        large.runs.addAll(small.runs);
        large.left = Math.min(left, other.left);
        large.right = Math.max(right, other.right);
        large.top = Math.min(top, other.top);
        large.bottom = Math.max(bottom, other.bottom);
        large.pixels = pixels + other.pixels;
        small.runs = List.of();
        small.joined = large;
        return large;
    }

    List<PixelRun> runs() {
        return runs;
    }

    int left() {
        return left;
    }

    int top() {
        return top;
    }

    int width() {
        return right - left;
    }

    int height() {
        return bottom - top;
    }

    /** Behind the last row. */
    int bottom() {
        return bottom;
    }

    long pixels() {
        return pixels;
    }
}
