package io.fovea.session;

import io.fovea.FoveaException;
import io.fovea.MachineMemory;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Tensor;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What the values of a model take of memory for each pixel of its input, found by a run on a small one: whether a large
 * one fits can then be said before ONNX Runtime tries.
 *
 * @param bytesPerPixel at the moment of the run when most values are needed at once
 */
public record Footprint(double bytesPerPixel) {
    private static final int BYTES_PER_VALUE = 4;
    private static final double GIGABYTE = 1 << 30;

    /**
     * Measures a model. Blocks.
     *
     * @param input the name of its only input
     * @param shape of that input, small
     * @param pixels how many an input of that shape has
     * @throws FoveaException if the model cannot be run on it
     */
    public static Footprint of(Graph model, String input, long[] shape, long pixels) {
        ProbedShapes shapes = ProbedShapes.of(model, Map.of(input, shape), computed(model, input));
        return new Footprint(BYTES_PER_VALUE * mostAtOnce(model, shapes) / pixels);
    }

    /** The values that are made of the input; weights that stand in nodes are as large whatever the image. */
    private static Set<String> computed(Graph model, String input) {
        Set<String> computed = new LinkedHashSet<>(Set.of(input));
        for (Node node : model.nodes()) {
            if (node.dependencies().stream().anyMatch(computed::contains)) {
                computed.addAll(node.outputs());
            }
        }
        computed.removeAll(Set.of(input, ""));
        return computed;
    }

    /** The most numbers that lie between their making and their last use together. */
    private static double mostAtOnce(Graph model, ProbedShapes shapes) {
        List<Node> nodes = model.nodes();
        Map<String, Integer> lastUse = new HashMap<>();
        for (int i = 0; i < nodes.size(); i++) {
            for (String value : nodes.get(i).dependencies()) {
                lastUse.put(value, i);
            }
        }
        // Whoever runs the model gets its outputs at the end.
        model.outputs().forEach(output -> lastUse.put(output.name(), nodes.size()));
        double live = 0;
        double most = 0;
        for (int i = 0; i < nodes.size(); i++) {
            Set<String> touched = new HashSet<>(nodes.get(i).dependencies());
            for (String output : nodes.get(i).outputs()) {
                live += size(shapes, output);
                touched.add(output);
            }
            most = Math.max(most, live);
            for (String value : touched) {
                boolean isMade = model.producer(value).isPresent();
                live -= isMade && lastUse.getOrDefault(value, i) == i ? size(shapes, value) : 0;
            }
        }
        return most;
    }

    private static double size(ProbedShapes shapes, String value) {
        return shapes.of(value).map(Tensor::elements).orElse(0L);
    }

    /**
     * Refuses an input that cannot fit into the machine's memory.
     *
     * @param model its name
     * @param width of the input in pixels
     * @param height of the same
     * @throws FoveaException if it would take more than there is, saying what to do
     */
    public void require(String model, int width, int height) {
        double needed = bytesPerPixel * width * height;
        double free = MachineMemory.available();
        if (needed > free) {
            throw new FoveaException(String.format(
                    Locale.ROOT,
                    "The model '%s' takes about %.1f GB of memory for an input of %dx%d pixels, and %.1f GB are free; give"
                            + " it smaller images, or correct the size that its card asks for.",
                    model,
                    needed / GIGABYTE,
                    width,
                    height,
                    free / GIGABYTE));
        }
    }
}
