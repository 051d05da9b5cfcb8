package io.fovea.layers;

import io.fovea.layers.PlotGrid.Edge;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Ways for connections: straight down to the next row, or around what lies between in a lane beside it. Horizontal
 * parts run on tracks in the gaps between rows, one track for each where they would cover each other.
 */
final class PlotRoutes {

    static final int BOX_HEIGHT = 56;
    private static final int COLUMN_GAP = 44;
    private static final int LANE = 14;
    private static final int TRACK = 9;
    private static final int GAP = 26;
    private static final int LEAVING = 10;
    private static final int ARRIVING = 17;

    /** A point of the drawing, in pixels. */
    record Point(int x, int y) {}

    private record Stretch(int from, int to) {
        boolean touches(Stretch other) {
            return Math.max(from, to) + 3 >= Math.min(other.from, other.to)
                    && Math.max(other.from, other.to) + 3 >= Math.min(from, to);
        }
    }

    private record Lane(int x, int firstGap, int lastGap) {}

    private final PlotGrid grid;
    private final int boxWidth;
    private final Map<Edge, Integer> leaving = new HashMap<>();
    private final Map<Edge, Integer> arriving = new HashMap<>();
    private final Map<Edge, Lane> lanes = new LinkedHashMap<>();
    private final Map<Edge, Integer> leavingTracks = new HashMap<>();
    private final Map<Edge, Integer> arrivingTracks = new HashMap<>();
    private final List<List<List<Stretch>>> tracks = new ArrayList<>();
    private final int[] top;
    private int right;

    PlotRoutes(PlotGrid grid, int boxWidth) {
        this.grid = grid;
        this.boxWidth = boxWidth;
        for (int i = 0; i < grid.rows(); i++) {
            tracks.add(new ArrayList<>());
            right = Math.max(right, grid.width(i) * (boxWidth + COLUMN_GAP) - COLUMN_GAP);
        }
        choosePorts();
        chooseLanes();
        chooseTracks();
        top = new int[grid.rows() + 1];
        for (int i = 0; i < grid.rows(); i++) {
            top[i + 1] = top[i]
                    + BOX_HEIGHT
                    + GAP
                    + TRACK * Math.max(0, tracks.get(i).size() - 1);
        }
    }

    private void choosePorts() {
        Map<Integer, Integer> out = new HashMap<>();
        Map<Integer, Integer> in = new HashMap<>();
        for (Edge edge : grid.edges()) {
            boolean straight = grid.isStraight(edge);
            leaving.put(
                    edge,
                    center(edge.from()) + (straight ? 0 : offset(LEAVING, out.merge(edge.from(), 1, Integer::sum))));
            arriving.put(
                    edge, center(edge.to()) + (straight ? 0 : offset(ARRIVING, in.merge(edge.to(), 1, Integer::sum))));
        }
    }

    private int offset(int first, int count) {
        return Math.min(first + LANE * (count - 1), boxWidth / 2 - 4);
    }

    private void chooseLanes() {
        List<Edge> skipping = grid.edges().stream()
                .filter(edge -> grid.skipped(edge) > 0)
                .sorted(Comparator.comparingInt(grid::skipped))
                .toList();
        for (Edge edge : skipping) {
            int first = grid.row(edge.from());
            int last = grid.row(edge.to()) - 1;
            int columns = 1;
            for (int i = first + 1; i <= last; i++) {
                columns = Math.max(columns, grid.width(i));
            }
            int x = columns * (boxWidth + COLUMN_GAP) - COLUMN_GAP + LANE;
            while (taken(x, first, last)) {
                x += LANE;
            }
            lanes.put(edge, new Lane(x, first, last));
            right = Math.max(right, x);
        }
    }

    private boolean taken(int x, int first, int last) {
        return lanes.values().stream()
                .anyMatch(lane -> Math.abs(lane.x - x) < LANE && lane.firstGap <= last && first <= lane.lastGap);
    }

    private void chooseTracks() {
        for (Edge edge : grid.edges()) {
            Lane lane = lanes.get(edge);
            if (lane != null) {
                leavingTracks.put(edge, track(lane.firstGap, leaving.get(edge), lane.x));
            } else if (!grid.isStraight(edge)) {
                leavingTracks.put(edge, track(grid.row(edge.from()), leaving.get(edge), arriving.get(edge)));
            }
        }
        // Arrivals come after departures, so that they run below them where both need the same stretch.
        lanes.forEach((edge, lane) -> arrivingTracks.put(edge, track(lane.lastGap, lane.x, arriving.get(edge))));
    }

    /** The first track of a gap that is free from one x to another. */
    private int track(int gap, int from, int to) {
        Stretch stretch = new Stretch(from, to);
        List<List<Stretch>> used = tracks.get(gap);
        int free = 0;
        while (free < used.size() && used.get(free).stream().anyMatch(stretch::touches)) {
            free++;
        }
        if (free == used.size()) {
            used.add(new ArrayList<>());
        }
        used.get(free).add(stretch);
        return free;
    }

    private int trackY(int gap, int track) {
        return top[gap] + BOX_HEIGHT + GAP / 3 + TRACK * track;
    }

    private int center(int layer) {
        return left(layer) + boxWidth / 2;
    }

    /** Left side of a layer's box. */
    int left(int layer) {
        return grid.column(layer) * (boxWidth + COLUMN_GAP);
    }

    /** Upper side of a layer's box. */
    int top(int layer) {
        return top[grid.row(layer)];
    }

    /** The drawing's width. */
    int width() {
        return right;
    }

    /** The drawing's height. */
    int height() {
        return top[grid.rows() - 1] + BOX_HEIGHT;
    }

    /** The corners of a connection, from box to box. */
    List<Point> points(Edge edge) {
        List<Point> points = new ArrayList<>();
        int x = leaving.get(edge);
        int end = arriving.get(edge);
        int target = top(edge.to());
        points.add(new Point(x, top(edge.from()) + BOX_HEIGHT));
        Lane lane = lanes.get(edge);
        if (lane != null) {
            int down = trackY(lane.firstGap, leavingTracks.get(edge));
            int back = trackY(lane.lastGap, arrivingTracks.get(edge));
            points.addAll(List.of(
                    new Point(x, down), new Point(lane.x, down), new Point(lane.x, back), new Point(end, back)));
        } else if (!grid.isStraight(edge)) {
            int across = trackY(grid.row(edge.from()), leavingTracks.get(edge));
            points.addAll(List.of(new Point(x, across), new Point(end, across)));
        }
        points.add(new Point(end, target));
        return points;
    }
}
