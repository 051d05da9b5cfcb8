package io.fovea.task;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/**
 * The rings around an object's pixels, along their edges: of each part whose pixels hold together by their sides one around it
 * and one around each of its holes. No ring meets itself, as OGC's simple features ask of polygons.
 */
public final class ObjectRings {
    private static final int[] STEP_X = {1, 0, -1, 0};
    private static final int[] STEP_Y = {0, 1, 0, -1};

    private final LabelledObjects map;
    private final int label;
    private final LabelMap.Bounds box;
    private final boolean[] taken;
    private final byte[] edges;
    private final int[] onPath;

    /** A corner of pixels; the first pixel reaches from 0 to 1. */
    public record Corner(int x, int y) {}

    /**
     * A part of an object.
     *
     * @param outer the ring around it: right along its top, with the part to the right
     * @param holes the rings around what it does not cover, the other way round
     */
    public record Part(List<Corner> outer, List<List<Corner>> holes) {
        /** Copies the lists. */
        public Part {
            outer = List.copyOf(outer);
            holes = List.copyOf(holes.stream().map(List::copyOf).toList());
        }
    }

    private ObjectRings(LabelledObjects map, int label) {
        this.map = map;
        this.label = label;
        this.box = map.bounds(label);
        this.taken = new boolean[box.width() * box.height()];
        this.edges = new byte[(box.width() + 1) * (box.height() + 1)];
        this.onPath = new int[edges.length];
        Arrays.fill(onPath, -1);
    }

    /** The parts of an object, in the order of their first pixels. */
    public static List<Part> of(LabelledObjects map, int label) {
        ObjectRings rings = new ObjectRings(map, label);
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < rings.taken.length; i++) {
            if (!rings.taken[i] && rings.isObject(i % rings.box.width(), i / rings.box.width())) {
                parts.add(rings.part(i));
            }
        }
        return List.copyOf(parts);
    }

    private boolean isObject(int x, int y) {
        return x >= 0 && y >= 0 && x < box.width() && y < box.height() && map.label(box.x() + x, box.y() + y) == label;
    }

    private Part part(int first) {
        fill(first);
        List<Corner> outer = List.of();
        List<List<Corner>> holes = new ArrayList<>();
        for (int vertex = 0; vertex < edges.length; vertex++) {
            while (edges[vertex] != 0) {
                for (List<Corner> ring : rings(vertex)) {
                    if (doubleArea(ring) > 0) {
                        outer = ring;
                    } else {
                        holes.add(ring);
                    }
                }
            }
        }
        return new Part(outer, holes);
    }

    /** Takes all pixels that hold together with one, and notes the edges around them, each with its pixel to the right. */
    private void fill(int first) {
        Deque<Integer> open = new ArrayDeque<>(List.of(first));
        taken[first] = true;
        while (!open.isEmpty()) {
            int pixel = open.pop();
            int x = pixel % box.width();
            int y = pixel / box.width();
            for (int side = 0; side < 4; side++) {
                // The side above is passed to the right, the one to the right downwards, and so on.
                int across = STEP_X[(side + 3) & 3];
                int down = STEP_Y[(side + 3) & 3];
                if (!isObject(x + across, y + down)) {
                    int startX = x + (side == 1 || side == 2 ? 1 : 0);
                    int startY = y + (side == 2 || side == 3 ? 1 : 0);
                    edges[startY * (box.width() + 1) + startX] |= (byte) (1 << side);
                } else if (!taken[pixel + across + down * box.width()]) {
                    taken[pixel + across + down * box.width()] = true;
                    open.push(pixel + across + down * box.width());
                }
            }
        }
    }

    /** Follows edges until none goes on, and cuts a ring off wherever the way meets itself. */
    private List<List<Corner>> rings(int start) {
        List<List<Corner>> rings = new ArrayList<>();
        List<Integer> path = new ArrayList<>();
        int vertex = start;
        while (true) {
            if (onPath[vertex] >= 0) {
                List<Integer> loop = path.subList(onPath[vertex], path.size());
                rings.add(corners(loop));
                loop.forEach(each -> onPath[each] = -1);
                loop.clear();
            }
            if (edges[vertex] == 0) {
                return rings;
            }
            onPath[vertex] = path.size();
            path.add(vertex);
            int direction = Integer.numberOfTrailingZeros(edges[vertex]);
            edges[vertex] &= (byte) ~(1 << direction);
            vertex += STEP_X[direction] + STEP_Y[direction] * (box.width() + 1);
        }
    }

    /** Without those between two edges of the same direction; from the topmost corner, and of those the leftmost. */
    private List<Corner> corners(List<Integer> loop) {
        List<Corner> corners = new ArrayList<>();
        int count = loop.size();
        int first = 0;
        for (int i = 0; i < count; i++) {
            int before = loop.get(i) - loop.get((i + count - 1) % count);
            int behind = loop.get((i + 1) % count) - loop.get(i);
            if (before != behind) {
                Corner corner = new Corner(
                        box.x() + loop.get(i) % (box.width() + 1), box.y() + loop.get(i) / (box.width() + 1));
                if (!corners.isEmpty() && isBefore(corner, corners.get(first))) {
                    first = corners.size();
                }
                corners.add(corner);
            }
        }
        Collections.rotate(corners, -first);
        return corners;
    }

    private static boolean isBefore(Corner one, Corner other) {
        return one.y() < other.y() || one.y() == other.y() && one.x() < other.x();
    }

    private static long doubleArea(List<Corner> ring) {
        long area = 0;
        for (int i = 0; i < ring.size(); i++) {
            Corner one = ring.get(i);
            Corner next = ring.get((i + 1) % ring.size());
            area += (long) one.x() * next.y() - (long) next.x() * one.y();
        }
        return area;
    }
}
