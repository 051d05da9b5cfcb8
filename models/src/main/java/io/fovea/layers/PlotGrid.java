package io.fovea.layers;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Places layers on a grid: each in the row after the last of its inputs, the longest path in column 0, branches in
 * columns to the right.
 */
final class PlotGrid {

    /** A connection between two layers, by their indices. */
    record Edge(int from, int to) {}

    private final List<Edge> edges = new ArrayList<>();
    private final List<List<Integer>> sources = new ArrayList<>();
    private final int[] row;
    private final int[] column;
    private final int[] width;

    PlotGrid(List<Summary.Row> layers) {
        connect(layers);
        row = new int[layers.size()];
        column = new int[layers.size()];
        int last = 0;
        for (int i = 0; i < row.length; i++) {
            for (int source : sources.get(i)) {
                row[i] = Math.max(row[i], row[source] + 1);
            }
            last = Math.max(last, row[i]);
        }
        width = new int[last + 1];
        placeColumns();
    }

    private void connect(List<Summary.Row> layers) {
        Map<String, Integer> indices = new HashMap<>();
        for (int i = 0; i < layers.size(); i++) {
            List<Integer> known = new ArrayList<>();
            for (String source : layers.get(i).connectedTo()) {
                // Layers of other makers' models may interlock; what would lead upwards is left out.
                if (indices.containsKey(source)) {
                    known.add(indices.get(source));
                    edges.add(new Edge(indices.get(source), i));
                }
            }
            sources.add(known);
            indices.put(layers.get(i).name(), i);
        }
    }

    private void placeColumns() {
        Set<Integer> spine = spine();
        for (int layer : spine) {
            width[row[layer]] = 1;
        }
        List<Set<Integer>> taken = new ArrayList<>();
        for (int unused : width) {
            taken.add(new HashSet<>(Set.of(0)));
        }
        for (int i = 0; i < row.length; i++) {
            if (!spine.contains(i)) {
                int wanted = sources.get(i).isEmpty()
                        ? 1
                        : Math.max(1, column[sources.get(i).get(0)]);
                while (!taken.get(row[i]).add(wanted)) {
                    wanted++;
                }
                column[i] = wanted;
                width[row[i]] = Math.max(width[row[i]], wanted + 1);
            }
        }
    }

    /** The longest path, from the last row up; of a model that only hands on constants there is none. */
    private Set<Integer> spine() {
        Set<Integer> spine = new HashSet<>();
        if (row.length == 0) {
            return spine;
        }
        int layer = 0;
        for (int i = 0; i < row.length; i++) {
            layer = row[i] > row[layer] ? i : layer;
        }
        spine.add(layer);
        while (row[layer] > 0) {
            int below = layer;
            layer = sources.get(below).stream()
                    .filter(source -> row[source] == row[below] - 1)
                    .findFirst()
                    .orElseThrow();
            spine.add(layer);
        }
        return spine;
    }

    /** The connections, in the order of the layers they lead to. */
    List<Edge> edges() {
        return edges;
    }

    int rows() {
        return width.length;
    }

    int row(int layer) {
        return row[layer];
    }

    int column(int layer) {
        return column[layer];
    }

    /** Number of columns up to the last layer in {@code rowIndex}. */
    int width(int rowIndex) {
        return width[rowIndex];
    }

    /** Number of rows between two connected layers that the connection must get past. */
    int skipped(Edge edge) {
        return row[edge.to()] - row[edge.from()] - 1;
    }

    /** Whether a connection is a straight line down. */
    boolean isStraight(Edge edge) {
        return skipped(edge) == 0 && column[edge.from()] == column[edge.to()];
    }
}
