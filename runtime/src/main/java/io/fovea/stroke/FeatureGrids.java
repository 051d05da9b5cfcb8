package io.fovea.stroke;

import io.fovea.CommonMultiple;
import io.fovea.FoveaException;
import io.fovea.anatomy.ModelLayers;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.operator.Family;
import io.fovea.graph.operator.Operator;
import io.fovea.graph.operator.Operators;
import io.fovea.graph.operator.ProbabilityKind;
import io.fovea.graph.operator.Reach;
import io.fovea.image.Layout;
import io.fovea.model.Input;
import io.fovea.model.ReceptiveField;
import io.fovea.session.ProbedShapes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Finds the inner values of a network that are features of pixels: of each resolution that its encoder goes through, the
 * last value before it becomes coarser; and the last features of each resolution on the way back, where there is a decoder.
 */
final class FeatureGrids {
    /** Coarser features know more of what things are, and less of where they end. */
    static final int COARSEST = 8;

    private static final int PROBED_CELLS = 12;

    private final Graph graph;
    private final Input input;
    private final Map<String, Reach> reaches;

    private FeatureGrids(Graph graph, Input input) {
        this.graph = graph;
        this.input = input;
        this.reaches = ReceptiveField.reaches(graph);
    }

    /**
     * Those of a graph of real numbers that takes one image of any size.
     *
     * @param name of the model, for messages
     * @throws FoveaException if it has none that lie evenly over the image
     */
    static List<FeatureGrid> of(Graph graph, Input input, String name) {
        FeatureGrids grids = new FeatureGrids(graph, input);
        List<FeatureGrid> found = grids.even(grids.candidates());
        if (found.isEmpty()) {
            throw new FoveaException(
                    "The model '" + name + "' has no layer whose values lie evenly over an image of any"
                            + " size, a whole number of pixels apart and at most " + COARSEST
                            + ", so that nothing can be learnt of its pixels; take 'nuclei-trimap'.");
        }
        return found;
    }

    /** Names of values and their spacings: those of the encoder, then those of the decoder, the finest first. */
    private Map<String, Integer> candidates() {
        List<Node> nodes = graph.nodes();
        int[] spacings = nodes.stream().mapToInt(this::spacing).toArray();
        int coarsest = IntStream.of(spacings).max().orElse(0);
        int turn = IntStream.range(0, spacings.length)
                .filter(i -> spacings[i] == coarsest)
                .findFirst()
                .orElse(0);
        Map<Integer, String> encoder = new TreeMap<>();
        Map<Integer, String> decoder = new TreeMap<>();
        for (int i = 0; i < spacings.length; i++) {
            boolean fine = spacings[i] > 0 && spacings[i] <= COARSEST;
            if (fine && (i < turn || spacings[i] == coarsest)) {
                encoder.put(spacings[i], nodes.get(i).output());
            } else if (fine && isFeature(nodes.get(i))) {
                decoder.put(spacings[i], nodes.get(i).output());
            }
        }
        Map<String, Integer> values = new LinkedHashMap<>();
        encoder.forEach((spacing, value) -> values.put(value, spacing));
        decoder.forEach((spacing, value) -> values.put(value, spacing));
        return values;
    }

    /** Whether a decoder's value is one of its features, not the answer that it makes of them. */
    private static boolean isFeature(Node node) {
        Operator operator = Operators.of(node);
        return operator.is(Family.ACTIVATION) && operator.probabilities() == ProbabilityKind.NONE;
    }

    /** How far the elements of a node's map lie apart, in pixels; 0 if it has none, or no whole number. */
    private int spacing(Node node) {
        Reach reach = reaches.getOrDefault(node.output(), Reach.UNBOUNDED);
        boolean whole = reach.isBounded() && Math.abs(reach.spacing() - Math.rint(reach.spacing())) < 1e-9;
        return whole ? (int) Math.rint(reach.spacing()) : 0;
    }

    private List<FeatureGrid> even(Map<String, Integer> candidates) {
        List<FeatureGrid> found = new ArrayList<>();
        ModelLayers layers = ModelLayers.of(graph);
        Map<String, Integer> planar = new LinkedHashMap<>(candidates);
        planar.keySet().removeIf(value -> layers.layout(value, input.layout()) != Layout.NCHW);
        // Of numbers up to COARSEST, so that there is room.
        int side =
                PROBED_CELLS * planar.values().stream().reduce(1, (a, b) -> Math.toIntExact(CommonMultiple.of(a, b)));
        String image = graph.inputs().get(0).name();
        Map<String, long[]> squares = Map.of(image, input.shape(side, side));
        Map<String, long[]> shapes = shapes(squares, planar.keySet());
        planar.forEach((value, spacing) -> grid(value, spacing, side, Optional.ofNullable(shapes.get(value)))
                .ifPresent(found::add));
        return found;
    }

    /** The shapes of those values that images of this size give; what lies behind layers of another fixed size is left out. */
    private Map<String, long[]> shapes(Map<String, long[]> squares, Set<String> values) {
        try {
            return probed(squares, values);
        } catch (FoveaException e) {
            Map<String, long[]> alone = new HashMap<>();
            for (String value : values) {
                try {
                    alone.putAll(probed(squares, Set.of(value)));
                } catch (FoveaException hangsOnAnotherSize) {
                    // the others may not
                }
            }
            if (alone.isEmpty()) {
                throw e;
            }
            return alone;
        }
    }

    private Map<String, long[]> probed(Map<String, long[]> squares, Set<String> values) {
        ProbedShapes probed = ProbedShapes.of(graph, squares, values);
        Map<String, long[]> shapes = new HashMap<>();
        values.forEach(value -> probed.of(value).ifPresent(shape -> shapes.put(value, shape)));
        return shapes;
    }

    private static Optional<FeatureGrid> grid(String value, int spacing, int side, Optional<long[]> shape) {
        return shape.filter(sizes -> sizes.length == 4 && sizes[2] * spacing == side && sizes[3] * spacing == side)
                .map(sizes -> new FeatureGrid(value, (int) sizes[1], spacing));
    }
}
