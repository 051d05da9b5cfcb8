package io.fovea.model;

import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.operator.Family;
import io.fovea.graph.operator.Operator;
import io.fovea.graph.operator.Operators;
import io.fovea.graph.operator.ProbabilityKind;
import io.fovea.graph.operator.Trait;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells outputs that are images, as in style transfer, from scores, by how the network ends. */
public final class ImageOutputs {
    /** The last nodes that shift, scale or clip, the very last first; then the one that they begin with. */
    private final List<Node> adjusting = new ArrayList<>();

    private final Optional<Node> bend;

    private ImageOutputs(Graph graph, String output) {
        Optional<Node> end = NetworkEnding.of(graph, output);
        while (end.isPresent() && adjusts(end.get())) {
            adjusting.add(end.get());
            end = changing(graph, end.get()).stream().findFirst().flatMap(value -> NetworkEnding.of(graph, value));
        }
        bend = end;
    }

    /**
     * The value whose greatest and least numbers an output cannot go beyond, whatever they are: that before the last
     * hyperbolic tangent, sigmoid or clipping. Behind it nothing but constants comes in.
     */
    public static Optional<String> beforeBound(Graph graph, String output) {
        ImageOutputs end = new ImageOutputs(graph, output);
        Optional<Node> clip =
                end.adjusting.stream().filter(node -> node.is("Clip")).reduce((later, earlier) -> earlier);
        Optional<Node> bound = end.bend.filter(ImageOutputs::isBounded).or(() -> clip);
        boolean alone =
                end.adjusting.stream().allMatch(node -> changing(graph, node).size() <= 1);
        return bound.filter(node -> alone).map(node -> node.input(0));
    }

    /** Whether an output is an image, rather than scores that lie like one. */
    static boolean isIn(Candidate output) {
        ImageOutputs end = new ImageOutputs(output.graph(), output.name());
        boolean drawn = end.bend.filter(node -> node.is("Tanh")).isPresent();
        // Nobody scales probabilities.
        boolean scaled = end.bend.filter(ImageOutputs::givesProbabilities).isPresent()
                && end.adjusting.stream().anyMatch(node -> !node.is("Clip"));
        boolean clipped = !end.adjusting.isEmpty()
                && end.adjusting.get(0).is("Clip")
                && output.isGrid()
                && output.channels() == output.image().channels();
        return drawn || scaled || clipped || output.isFinerThanImage();
    }

    private static boolean isBounded(Node node) {
        return node.is("Tanh") || givesProbabilities(node);
    }

    private static boolean givesProbabilities(Node node) {
        return Operators.of(node).probabilities() == ProbabilityKind.EACH;
    }

    /** Whether values are shifted, scaled or cut off, as from -1..1 to 0..255. */
    private static boolean adjusts(Node node) {
        Operator operator = Operators.of(node);
        return operator.is(Family.ARITHMETIC) && operator.has(Trait.LINEAR) || node.is("Clip");
    }

    /** The inputs of a node that are not constant. */
    private static List<String> changing(Graph graph, Node node) {
        return node.dependencies().stream()
                .filter(value -> graph.constant(value).isEmpty())
                .toList();
    }
}
