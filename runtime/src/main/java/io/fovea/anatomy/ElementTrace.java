package io.fovea.anatomy;

import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.operator.Dependence;
import io.fovea.graph.operator.Family;
import io.fovea.graph.operator.Operator;
import io.fovea.graph.operator.Operators;
import io.fovea.graph.operator.ProbabilityKind;
import io.fovea.graph.operator.Slicing;
import io.fovea.graph.operator.Trait;
import io.fovea.graph.operator.ValueFacts;
import io.fovea.session.ProbedShapes;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Follows single elements of a model's outputs back to where they were computed: through what only carries, joins and parts
 * values, and through one sigmoid or softmax. Of a detector's long table that is the layer that the element is from.
 */
public final class ElementTrace {
    private final Graph graph;
    private final ValueFacts facts;
    private final ProbedShapes shapes;

    private ElementTrace(Graph graph, ValueFacts facts, ProbedShapes shapes) {
        this.graph = graph;
        this.facts = facts;
        this.shapes = shapes;
    }

    /**
     * Where an element was computed.
     *
     * @param value of the graph
     * @param index of the element in it, row by row
     * @param before what it went through last, if that makes it a probability
     */
    public record Source(String value, int index, ProbabilityKind before) {}

    private record Place(String value, long index) {}

    /**
     * Prepares to follow some outputs, running the model once for shapes. Blocks.
     *
     * @param graph that is only read
     * @param image the shape of the model's one input
     */
    public static ElementTrace of(Graph graph, long[] image, Collection<String> outputs) {
        Set<String> visited = new LinkedHashSet<>(outputs);
        Deque<String> open = new ArrayDeque<>(outputs);
        while (!open.isEmpty()) {
            Optional<Node> node = graph.producer(open.pop()).filter(maker -> isPassed(maker) || isProbable(maker));
            for (String input : node.map(Node::inputs).orElse(List.of())) {
                boolean computed = graph.producer(input).isPresent();
                if (computed && visited.add(input)) {
                    open.add(input);
                }
            }
            node.ifPresent(maker ->
                    maker.outputs().stream().filter(output -> !output.isEmpty()).forEach(visited::add));
        }
        String input = graph.inputs().get(0).name();
        return new ElementTrace(graph, new ValueFacts(graph), ProbedShapes.of(graph, Map.of(input, image), visited));
    }

    private static boolean isProbable(Node node) {
        ProbabilityKind kind = Operators.of(node).probabilities();
        return kind == ProbabilityKind.EACH || kind == ProbabilityKind.SHARED;
    }

    private static boolean isPassed(Node node) {
        return isSame(node) || isTurned(node) || isJoined(node) || isCut(node) || isParted(node);
    }

    private static boolean isSame(Node node) {
        Operator operator = Operators.of(node);
        boolean shaped = operator.carries() && operator.dependence() != Dependence.TURNED;
        return shaped || operator.is(Family.QUANTISATION);
    }

    private static boolean isTurned(Node node) {
        return Operators.of(node).carries() && Operators.of(node).dependence() == Dependence.TURNED;
    }

    private static boolean isJoined(Node node) {
        return Operators.of(node).has(Trait.JOINING) && node.attributes().has("axis");
    }

    private static boolean isCut(Node node) {
        return node.is("Slice");
    }

    private static boolean isParted(Node node) {
        return node.is("Split");
    }

    /** Where an element of an output was computed: as far back as it can be followed. */
    public Source of(String output, int index) {
        Place place = new Place(output, index);
        ProbabilityKind before = ProbabilityKind.NONE;
        while (true) {
            Optional<Node> node = graph.producer(place.value);
            if (node.isEmpty()) {
                break;
            }
            Place at = place;
            Optional<Place> next = node.flatMap(maker -> step(maker, at));
            if (next.isEmpty() && before == ProbabilityKind.NONE && isProbable(node.get())) {
                before = Operators.of(node.get()).probabilities();
                next = Optional.of(new Place(node.get().input(0), place.index));
            }
            if (next.isEmpty() || shapes.of(next.get().value).isEmpty()) {
                break;
            }
            place = next.get();
        }
        return new Source(place.value, Math.toIntExact(place.index), before);
    }

    private Optional<Place> step(Node node, Place place) {
        if (isSame(node)) {
            return Optional.of(new Place(node.input(0), place.index));
        }
        if (isTurned(node)) {
            return turned(node, place);
        }
        if (isJoined(node)) {
            return joined(node, place);
        }
        if (isCut(node)) {
            return cut(node, place);
        }
        return isParted(node) ? parted(node, place) : Optional.empty();
    }

    private Optional<Place> turned(Node node, Place place) {
        return shapes.of(node.input(0)).flatMap(given -> shapes.of(place.value).map(shape -> {
            long[] at = ElementIndex.split(place.index, shape);
            long[] from = new long[given.length];
            for (int axis = 0; axis < at.length; axis++) {
                int source = node.attributes().has("perm")
                        ? (int) node.attributes().integers("perm")[axis]
                        : given.length - 1 - axis;
                from[source] = at[axis];
            }
            return new Place(node.input(0), ElementIndex.join(from, given));
        }));
    }

    private Optional<Place> joined(Node node, Place place) {
        long[] shape = shapes.of(place.value).orElse(new long[0]);
        int axis = axis(node, shape.length);
        long[] at = ElementIndex.split(place.index, shape);
        for (String input : node.inputs()) {
            Optional<long[]> part = sizes(input);
            if (part.isEmpty() || part.get().length != shape.length) {
                return Optional.empty();
            }
            if (at[axis] < part.get()[axis]) {
                return Optional.of(new Place(input, ElementIndex.join(at, part.get())));
            }
            at[axis] -= part.get()[axis];
        }
        return Optional.empty();
    }

    private Optional<Place> cut(Node node, Place place) {
        Optional<Slicing> slicing = Slicing.of(facts, node);
        Optional<long[]> given = shapes.of(node.input(0));
        Optional<long[]> shape = shapes.of(place.value);
        if (slicing.isEmpty() || given.isEmpty() || shape.isEmpty()) {
            return Optional.empty();
        }
        long[] at = ElementIndex.split(place.index, shape.get());
        for (int i = 0; i < slicing.get().axes().length; i++) {
            int axis = (int) Math.floorMod(slicing.get().axes()[i], (long) at.length);
            if (slicing.get().steps()[i] < 1) {
                return Optional.empty();
            }
            at[axis] = slicing.get().begin(i, given.get()[axis])
                    + at[axis] * slicing.get().steps()[i];
        }
        return Optional.of(new Place(node.input(0), ElementIndex.join(at, given.get())));
    }

    private Optional<Place> parted(Node node, Place place) {
        Optional<long[]> given = shapes.of(node.input(0));
        Optional<long[]> shape = shapes.of(place.value);
        if (given.isEmpty() || shape.isEmpty()) {
            return Optional.empty();
        }
        int axis = axis(node, given.get().length);
        long[] at = ElementIndex.split(place.index, shape.get());
        for (String output : node.outputs()) {
            if (output.equals(place.value)) {
                return Optional.of(new Place(node.input(0), ElementIndex.join(at, given.get())));
            }
            Optional<long[]> part = shapes.of(output);
            if (part.isEmpty()) {
                return Optional.empty();
            }
            at[axis] += part.get()[axis];
        }
        return Optional.empty();
    }

    private Optional<long[]> sizes(String value) {
        return shapes.of(value)
                .or(() -> graph.constant(value).map(constant -> constant.shape().clone()));
    }

    private static int axis(Node node, int rank) {
        return Math.floorMod((int) node.attributes().integer("axis", 0), Math.max(1, rank));
    }
}
