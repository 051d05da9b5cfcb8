package io.fovea.fit;

import io.fovea.FoveaException;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import io.fovea.torch.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Leaves residual branches out at random (Huang et al., Deep Networks with Stochastic Depth, 2016): of block {@code l} of
 * {@code L}, from 1, an example's branch is left out with the probability {@code depth * l / L}. A branch that stays is divided by
 * how probable that is, so that its mean is what the network answers in use, where nothing is left out and nothing has to be
 * scaled: the model that is kept has no trace of it.
 *
 * @param graph the network, in which every branch is multiplied by an input of its own
 * @param survivals by the names of these inputs, how probable a branch is to stay
 * @param seed of what is drawn
 */
record StochasticDepth(Graph graph, Map<String, Double> survivals, long seed) {

    /** A network of which nothing is left out. */
    static StochasticDepth none(Graph graph) {
        return new StochasticDepth(graph, Map.of(), 0);
    }

    /**
     * Makes the branches of a network such that they can be left out.
     *
     * @param graph stays as it is
     * @param depth the share of examples for which the last branch is left out; 0 for none
     * @throws FoveaException when it has no residual branch: nothing is added to what it was computed from
     */
    static StochasticDepth of(Graph graph, double depth, long seed) {
        if (depth == 0) {
            return none(graph);
        }
        Map<Node, String> branches = branches(graph);
        if (branches.isEmpty()) {
            throw new FoveaException(
                    "The network '" + graph.name() + "' has no residual branch, a part that is added to what"
                            + " it was computed from, which 'stochasticDepth' leaves out; leave that word out.");
        }
        Graph gated = graph.copy();
        Map<String, Double> survivals = new LinkedHashMap<>();
        int block = 0;
        for (Map.Entry<Node, String> branch : branches.entrySet()) {
            String gate = gated.unused("survival_" + ++block);
            String product = gated.unused(gate + "_branch");
            Node sum = branch.getKey();
            gated.addInput(new ValueInfo(gate, ElementType.FLOAT, Shape.of(-1, 1, 1, 1)));
            List<String> inputs = new ArrayList<>(sum.inputs());
            inputs.set(inputs.indexOf(branch.getValue()), product);
            gated.insertBefore(sum, Node.of("Mul", List.of(branch.getValue(), gate), product));
            gated.replace(sum, sum.withInputs(inputs));
            survivals.put(gate, 1 - depth * block / branches.size());
        }
        return new StochasticDepth(gated, survivals, seed);
    }

    /** For every sum of a block and what it was computed from, which of its two inputs is the branch. */
    private static Map<Node, String> branches(Graph graph) {
        Map<String, Set<String>> sources = new HashMap<>();
        Map<Node, String> branches = new LinkedHashMap<>();
        for (Node node : graph.nodes()) {
            Set<String> from = new HashSet<>();
            for (String input : node.inputs()) {
                from.add(input);
                from.addAll(sources.getOrDefault(input, Set.of()));
            }
            from.removeAll(graph.initializers().keySet());
            node.outputs().forEach(output -> sources.put(output, from));
            if (node.is("Add") && node.inputs().size() == 2 && isOfMaps(graph, node)) {
                String first = node.input(0);
                String second = node.input(1);
                if (isBesideShortcut(graph, second, sources.getOrDefault(first, Set.of()))) {
                    branches.put(node, first);
                } else if (isBesideShortcut(graph, first, sources.getOrDefault(second, Set.of()))) {
                    branches.put(node, second);
                }
            }
        }
        return branches;
    }

    /**
     * Whether a value is a shortcut.
     *
     * @param value itself, or what convolutions of one pixel, and normalisations, make of one
     * @param sources what the branch is computed from
     */
    private static boolean isBesideShortcut(Graph graph, String value, Set<String> sources) {
        String from = value;
        while (!sources.contains(from)) {
            Optional<Node> producer = graph.producer(from).filter(node -> keepsPixels(graph, node));
            if (producer.isEmpty()) {
                return false;
            }
            from = producer.get().input(0);
        }
        return true;
    }

    /** Whether a node weighs or moves each pixel by itself: its other inputs are a kernel of one pixel, or numbers of channels. */
    private static boolean keepsPixels(Graph graph, Node node) {
        return node.inputs().size() > 1
                && node.inputs().stream().skip(1).map(graph::constant).allMatch(constant -> constant.filter(
                                StochasticDepth::isOfOnePixel)
                        .isPresent());
    }

    private static boolean isOfOnePixel(Tensor constant) {
        long[] shape = constant.shape();
        return shape.length == 1 || shape.length == 4 && shape[2] == 1 && shape[3] == 1;
    }

    /** Whether what a node gives has four axes, as feature maps have. */
    private static boolean isOfMaps(Graph graph, Node node) {
        return graph.value(node.output())
                .map(ValueInfo::shape)
                .filter(Shape::known)
                .map(shape -> shape.sizes().length == 4)
                .orElseGet(() -> node.inputs().stream()
                        .flatMap(input -> graph.producer(input).stream())
                        .flatMap(from -> from.inputs().stream().skip(1))
                        .flatMap(input -> graph.constant(input).stream())
                        .anyMatch(constant -> constant.shape().length == 4));
    }

    /** What the branches are multiplied by in a step: 0, or one by how probable a branch is to stay, for each example. */
    Map<String, float[]> drawn(int examples, Turn turn) {
        SplittableRandom random = new SplittableRandom(~(31 * (31 * seed + turn.epoch()) + turn.step()));
        Map<String, float[]> gates = new LinkedHashMap<>();
        survivals.forEach((gate, survival) -> {
            float[] values = new float[examples];
            for (int i = 0; i < examples; i++) {
                values[i] = random.nextDouble() < survival ? (float) (1 / survival) : 0;
            }
            gates.put(gate, values);
        });
        return gates;
    }

    /** What they are multiplied by in use: 1. */
    Map<String, float[]> open(int examples) {
        Map<String, float[]> gates = new LinkedHashMap<>();
        float[] ones = new float[examples];
        Arrays.fill(ones, 1);
        survivals.keySet().forEach(gate -> gates.put(gate, ones));
        return gates;
    }

    /** The same as tensors, beside the images. */
    static Map<String, org.bytedeco.pytorch.Tensor> with(
            Map<String, org.bytedeco.pytorch.Tensor> images, Map<String, float[]> gates) {
        if (gates.isEmpty()) {
            return images;
        }
        Map<String, org.bytedeco.pytorch.Tensor> all = new HashMap<>(images);
        gates.forEach((gate, values) -> all.put(gate, Tensors.of(values, values.length, 1, 1, 1)));
        return all;
    }
}
