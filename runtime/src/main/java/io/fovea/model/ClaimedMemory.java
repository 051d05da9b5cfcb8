package io.fovea.model;

import io.fovea.FoveaException;
import io.fovea.MachineMemory;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.operator.ValueFacts;
import java.util.Locale;

/**
 * What a graph takes of memory whatever its input. A file of a few hundred bytes can ask for a value of any size (by
 * {@code ConstantOfShape}, {@code Expand}, {@code Tile}), and ONNX Runtime makes it while the model is opened.
 */
final class ClaimedMemory {
    private static final double GIGABYTE = 1 << 30;

    private ClaimedMemory() {}

    /**
     * Refuses a graph that cannot run on this machine.
     *
     * @throws FoveaException if one of its values alone needs more memory than the machine has
     */
    static void require(Graph graph) {
        require(graph, MachineMemory.total());
    }

    /** The same on a machine of so many bytes. */
    static void require(Graph graph, double most) {
        ValueFacts facts = new ValueFacts(graph);
        for (Node node : graph.nodes()) {
            for (String value : node.outputs()) {
                double bytes = value.isEmpty() ? 0 : bytes(facts, value);
                if (bytes > most) {
                    throw new FoveaException(String.format(
                            Locale.ROOT,
                            "The model cannot run on this machine: its value '%s', which %s makes, has the shape %s and"
                                    + " takes %.1f GB of memory; the machine has %.1f GB.",
                            value,
                            node.op(),
                            facts.shape(value),
                            bytes / GIGABYTE,
                            most / GIGABYTE));
                }
            }
        }
    }

    private static double bytes(ValueFacts facts, String value) {
        Shape shape = facts.shape(value);
        if (!shape.known()) {
            return 0;
        }
        double elements = 1;
        for (Shape.Dimension size : shape.dimensions()) {
            // What is not known yet is at least one.
            elements *= size.isFixed() ? Math.max(0, size.size()) : 1;
        }
        ElementType type = facts.type(value);
        return elements * Math.max(1, type.bytes(1));
    }
}
