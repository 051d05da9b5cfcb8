package io.fovea.model;

import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far around a pixel the input decides an output at that pixel, and how coarse the inner grids become.
 *
 * <p>From it follow a tiled model's halo ({@link #radius}) and the sizes it takes ({@link #multiple}).
 *
 * @param radius in input pixels, to the farther side; meaningless if unbounded
 * @param multiple the coarsest grid's spacing in input pixels
 * @param isBounded false if the output depends on the whole image, or on operators whose reach is not known here
 */
public record ReceptiveField(int radius, int multiple, boolean isBounded) {

    /**
     * Follows the graph from its first input to an output. Height and width are taken together, the wider of the two.
     *
     * @throws IllegalArgumentException if nothing computes the output
     */
    public static ReceptiveField of(Graph graph, String output) {
        Map<String, Reach> reaches = reaches(graph);
        double coarsest = 1;
        for (Reach one : reaches.values()) {
            coarsest = one.isBounded() ? Math.max(coarsest, one.spacing()) : coarsest;
        }
        Reach reach = reaches.get(output);
        if (reach == null) {
            throw new IllegalArgumentException("'" + output + "' does not depend on the image");
        }
        // An answer on a coarser grid than the image's cannot be put together from tiles pixel by pixel.
        boolean bounded = reach.isBounded() && reach.spacing() == 1;
        double radius = bounded ? Math.max(-reach.from(), reach.to()) : 0;
        return new ReceptiveField((int) Math.ceil(radius), (int) Math.ceil(coarsest), bounded);
    }

    /**
     * What an inner value depends on: the window of its first element, and how far the windows of neighbours lie apart.
     * Height and width are taken together, the wider of the two. Unbounded where it is the whole image, or not known.
     */
    public static Reach reach(Graph graph, String value) {
        return reaches(graph).getOrDefault(value, Reach.UNBOUNDED);
    }

    /** Whether a value is computed from the graph's first input at all. */
    static boolean sees(Graph graph, String value) {
        return reaches(graph).containsKey(value);
    }

    private static Map<String, Reach> reaches(Graph graph) {
        Map<String, Reach> reaches = new TreeMap<>();
        graph.inputs().stream().findFirst().ifPresent(input -> reaches.put(input.name(), Reach.PIXEL));
        for (Node node : graph.nodes()) {
            Reach reach = null;
            for (String input : node.inputs()) {
                Reach one = reaches.get(input);
                reach = one == null ? reach : reach == null ? one : reach.union(one);
            }
            if (reach != null) {
                Reach next = ReachRules.through(graph, node, reach);
                node.outputs().forEach(name -> reaches.put(name, next));
            }
        }
        return reaches;
    }
}
