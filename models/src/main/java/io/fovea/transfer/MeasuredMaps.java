package io.fovea.transfer;

import io.fovea.FoveaException;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.ValueInfo;
import io.fovea.graph.operator.Dependence;
import io.fovea.graph.operator.Operator;
import io.fovea.graph.operator.Operators;
import io.fovea.graph.operator.Trait;
import io.fovea.graph.operator.ValueFacts;
import io.fovea.session.ProbedShapes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The feature maps {@code [batch, C, H, W]} of a network, with their shapes, which are measured: the model is run on two
 * black images.
 */
final class MeasuredMaps {

    private static final int BATCH = 2;
    private static final int OTHER_SIZE = 64;

    private final Graph graph;
    private final Map<String, long[]> shapes;

    private MeasuredMaps(Graph graph, Map<String, long[]> shapes) {
        this.graph = graph;
        this.shapes = shapes;
    }

    /**
     * Measures the maps of {@code graph}. Blocks.
     *
     * @param height of the images; where the graph leaves it free, that of a trial
     * @param width likewise
     * @throws FoveaException when the model cannot be run at this size or on more than one image at a time
     */
    static MeasuredMaps of(Graph graph, int height, int width) {
        Set<String> candidates = candidates(graph);
        if (candidates.isEmpty()) {
            throw new FoveaException("The base '" + graph.name() + "' has no convolution or pooling, so no feature map"
                    + " that a head could go on from.");
        }
        long[] declared = graph.inputs().get(0).shape().sizes();
        Map<String, long[]> shapes = measured(graph, candidates, height, width);
        if (declared[2] < 0 || declared[3] < 0) {
            int otherHeight = height + (declared[2] < 0 ? OTHER_SIZE : 0);
            int otherWidth = width + (declared[3] < 0 ? OTHER_SIZE : 0);
            Map<String, long[]> others = measured(graph, candidates, otherHeight, otherWidth);
            shapes.forEach((value, shape) -> declare(graph, value, shape, others.get(value)));
        } else {
            shapes.forEach((value, shape) -> declare(graph, value, shape, shape));
        }
        return new MeasuredMaps(graph, shapes);
    }

    private static Set<String> candidates(Graph graph) {
        Set<String> maps = new LinkedHashSet<>();
        ValueFacts facts = new ValueFacts(graph);
        for (Node node : graph.nodes()) {
            Operator operator = Operators.of(node);
            boolean made = operator.dependence() == Dependence.WINDOW;
            boolean real = facts.type(node.output()).isFloatingPoint();
            if (made || real && keepsMaps(operator) && node.inputs().stream().anyMatch(maps::contains)) {
                maps.add(node.output());
            }
        }
        return maps;
    }

    /** Whether what was a feature map is one behind an operator. */
    private static boolean keepsMaps(Operator operator) {
        return operator.dependence().keepsGrid() || operator.has(Trait.JOINING);
    }

    private static Map<String, long[]> measured(Graph graph, Collection<String> values, int height, int width) {
        ValueInfo input = graph.inputs().get(0);
        long[] images = {BATCH, input.shape().sizes()[1], height, width};
        Map<String, long[]> shapes = new LinkedHashMap<>();
        try {
            ProbedShapes probed = ProbedShapes.of(graph, Map.of(input.name(), images), values);
            values.forEach(value ->
                    probed.of(value).filter(MeasuredMaps::isOnGrid).ifPresent(shape -> shapes.put(value, shape)));
        } catch (FoveaException e) {
            throw new FoveaException(
                    "The base '" + graph.name() + "' cannot be run on batches of images of " + width + "x" + height
                            + "; give the recipe's input the size that the base was made for. " + e.getMessage(),
                    e);
        }
        return shapes;
    }

    private static boolean isOnGrid(long[] shape) {
        return shape.length == 4 && shape[0] == BATCH && shape[2] * shape[3] > 1;
    }

    private static void declare(Graph graph, String value, long[] shape, long[] other) {
        List<Shape.Dimension> dimensions = new ArrayList<>(List.of(Shape.Dimension.free("batch")));
        for (int i = 1; i < shape.length; i++) {
            boolean free = other == null || other[i] != shape[i];
            dimensions.add(
                    free
                            ? Shape.Dimension.free(value + (i == 2 ? "_height" : "_width"))
                            : Shape.Dimension.fixed(shape[i]));
        }
        graph.declare(new ValueInfo(value, ElementType.FLOAT, Shape.of(dimensions)));
    }

    /** All of them, in the order they are computed. */
    Set<String> names() {
        return shapes.keySet();
    }

    /**
     * The last feature map before the classifier. Where nothing with weights follows the last map of all, that one holds
     * the classes itself, and what its convolution is given is meant.
     *
     * @param output the model's answer
     */
    String last(String output) {
        String value = last(ancestors(output)).orElseThrow(() -> without(output, "feature map"));
        if (!isWeighedBefore(output, value)) {
            Node node = graph.producer(value).orElseThrow();
            while (!Operators.of(node).weighs()) {
                node = node.inputs().stream()
                        .filter(shapes::containsKey)
                        .findFirst()
                        .flatMap(graph::producer)
                        .orElseThrow(() -> without(output, "layer with weights"));
            }
            value = node.input(0);
        }
        String map = withoutIdle(value);
        if (!shapes.containsKey(map)) {
            throw without(output, "feature map");
        }
        return map;
    }

    private FoveaException without(String output, String what) {
        return new FoveaException("The base '" + graph.name() + "' has no " + what + " before its output '" + output
                + "'; name the value that the head is to go on from as 'output' of the recipe's base.");
    }

    private String withoutIdle(String value) {
        Optional<Node> node = graph.producer(value);
        return node.isPresent() && Operators.of(node.get()).isIdle()
                ? withoutIdle(node.get().input(0))
                : value;
    }

    private Optional<String> last(Set<String> among) {
        return shapes.keySet().stream().filter(among::contains).reduce((first, second) -> second);
    }

    private boolean isWeighedBefore(String output, String value) {
        Set<String> before = ancestors(value);
        Graph rest = graph.copy();
        rest.setOutputs(List.of(output));
        rest.prune();
        return rest.nodes().stream()
                .filter(node -> !before.contains(node.output()))
                .anyMatch(node -> Operators.of(node).weighs());
    }

    /**
     * One feature map of every size that leads to {@code value}, each the last of its size; the finest first, {@code
     * value} last.
     */
    List<String> taps(String value) {
        Set<String> among = ancestors(value);
        Map<Long, String> bySize = new LinkedHashMap<>();
        shapes.forEach((name, shape) -> {
            if (among.contains(name) && size(shape) > size(shapes.get(value))) {
                bySize.put(size(shape), withoutIdle(name));
            }
        });
        List<String> taps = new ArrayList<>(bySize.entrySet().stream()
                .sorted(Map.Entry.<Long, String>comparingByKey().reversed())
                .map(Map.Entry::getValue)
                .toList());
        taps.add(value);
        return taps;
    }

    private static long size(long[] shape) {
        return shape[2] * shape[3];
    }

    /** The values needed for {@code value}, itself included. */
    private Set<String> ancestors(String value) {
        Graph part = graph.copy();
        part.setOutputs(List.of(value));
        part.prune();
        Set<String> names = new HashSet<>();
        part.nodes().forEach(node -> names.addAll(node.outputs()));
        return names;
    }
}
