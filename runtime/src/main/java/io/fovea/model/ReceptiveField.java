package io.fovea.model;

import io.fovea.graph.Graph;
import io.fovea.graph.ValueInfo;
import io.fovea.graph.operator.Reach;
import io.fovea.graph.operator.Reaches;
import io.fovea.graph.operator.ValueFacts;
import io.fovea.image.Layout;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;

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
        // An answer on a coarser grid than the image's cannot be put together from tiles pixel by pixel.
        return of(graph, output, Reach::isAsFine);
    }

    /**
     * As {@link #of}, for an output that may have a whole number of elements for each pixel, along each axis: the radius
     * is that around a pixel whose elements all count.
     */
    static ReceptiveField enlarging(Graph graph, String output) {
        return of(graph, output, reach -> Math.abs(1 / reach.spacing() - Math.rint(1 / reach.spacing())) < 1e-6);
    }

    /** As {@link #of}, for an output that may have one element for a whole number of pixels, along each axis. */
    static ReceptiveField coarsening(Graph graph, String output) {
        return of(graph, output, reach -> Math.abs(reach.spacing() - Math.rint(reach.spacing())) < 1e-6);
    }

    private static ReceptiveField of(Graph graph, String output, Predicate<Reach> fits) {
        Map<String, Reaches> all = followed(graph);
        double coarsest = all.values().stream()
                .flatMap(reaches -> reaches.alongImage().stream())
                .mapToDouble(Reach::spacing)
                .reduce(1, Math::max);
        Reaches reaches = all.get(output);
        if (reaches == null) {
            throw new IllegalArgumentException("'" + output + "' does not depend on the image");
        }
        boolean bounded = !reaches.isWhole() && reaches.alongImage().stream().allMatch(fits);
        Reach reach = reaches.widest();
        double radius = bounded ? Math.max(-reach.from(), reach.to() + 1 - reach.spacing()) : 0;
        return new ReceptiveField((int) Math.ceil(radius), (int) Math.ceil(coarsest), bounded);
    }

    /**
     * What an inner value depends on: the window of its first element, and how far the windows of neighbours lie apart.
     * Height and width are taken together, the wider of the two. Unbounded where it is the whole image, or not known.
     */
    public static Reach reach(Graph graph, String value) {
        return reaches(graph).getOrDefault(value, Reach.UNBOUNDED);
    }

    /**
     * How far an element of a later value lies, at most, from those of an inner one that it depends on, whatever else it depends on:
     * in elements of the inner one. Infinite where these are all of them, or nobody knows.
     *
     * @param rank of the inner value
     * @param axes of it that lie along the image
     */
    public static double between(Graph graph, String value, int rank, int[] axes, String later) {
        Map<String, Reaches> all = Reaches.of(new ValueFacts(graph.inQdqForm()), value, Reaches.ofImage(rank, axes));
        Reach reach = all.getOrDefault(later, Reaches.WHOLE).widest();
        return Math.max(-reach.from(), reach.to());
    }

    /** Whether a value is computed from the graph's first input at all. */
    static boolean sees(Graph graph, String value) {
        return followed(graph).containsKey(value);
    }

    /** {@link #reach} of every value that depends on the first input. */
    public static Map<String, Reach> reaches(Graph graph) {
        Map<String, Reach> reaches = new HashMap<>();
        followed(graph).forEach((value, seen) -> reaches.put(value, seen.widest()));
        return reaches;
    }

    /** Operators on quantised numbers see what those on real ones do. */
    private static Map<String, Reaches> followed(Graph graph) {
        return graph.inputs().stream()
                .findFirst()
                .map(image -> Reaches.of(new ValueFacts(graph.inQdqForm()), image.name(), seenBy(graph, image)))
                .orElse(Map.of());
    }

    /** The axes of an image lie as its shape says; in an input of another rank they are the last, behind the channels. */
    private static Reaches seenBy(Graph graph, ValueInfo image) {
        int rank = image.shape().known() ? image.shape().rank() : 4;
        if (image.shape().rank() == 4 && InputForm.of(graph, image).layout() == Layout.NHWC) {
            return Reaches.ofImage(rank, 1, 2);
        }
        return Reaches.ofImage(
                rank, IntStream.range(Math.max(0, Math.min(2, rank - 1)), rank).toArray());
    }
}
