package io.fovea.torch;

import io.fovea.FoveaException;
import io.fovea.graph.Attributes;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;

/**
 * One node about to run: its attributes, its inputs as libtorch tensors, its constants as numbers.
 *
 * @param node the node
 * @param graph its graph, for constants that libtorch wants as plain numbers
 * @param values what has been computed so far
 * @param training whether dropout drops and batch normalisation looks at the batch
 */
record Step(Node node, Graph graph, Map<String, Tensor> values, boolean training) {

    Attributes attributes() {
        return node.attributes();
    }

    /** Input {@code index}. */
    Tensor input(int index) {
        Tensor tensor = values.get(node.input(index));
        if (tensor == null) {
            throw new IllegalStateException(
                    node.op() + " '" + node.name() + "' needs '" + node.input(index) + "', which was not computed");
        }
        return tensor;
    }

    /** Input {@code index}, or nothing where it is left out. */
    TensorOptional optional(int index) {
        return node.hasInput(index) ? new TensorOptional(input(index)) : new TensorOptional();
    }

    /** The constant at input {@code index} as integers; {@code otherwise} where the input is left out. */
    long[] integers(int index, long... otherwise) {
        return node.hasInput(index) ? constant(index).toLongs() : otherwise;
    }

    /** The constant at input {@code index} as real number; {@code otherwise} where the input is left out. */
    float real(int index, float otherwise) {
        return node.hasInput(index) ? constant(index).toFloats()[0] : otherwise;
    }

    private io.fovea.graph.Tensor constant(int index) {
        return graph.constant(node.input(index))
                .orElseThrow(() -> new FoveaException("Input '" + node.input(index) + "' of " + node.op() + " '"
                        + node.name() + "' must be a constant to be trained on libtorch, but the graph computes it."));
    }

    /** ONNX's pads {@code [begin..., end...]}, from the attribute or from {@code auto_pad}. */
    long[] pads(long[] kernel, long[] strides, long[] dilations) {
        String auto = attributes().text("auto_pad", "NOTSET");
        int axes = kernel.length;
        if (auto.equals("NOTSET") || auto.equals("VALID")) {
            return auto.equals("VALID") ? new long[2 * axes] : attributes().integers("pads", new long[2 * axes]);
        }
        long[] sizes = input(0).sizes().vec().get();
        long[] pads = new long[2 * axes];
        for (int i = 0; i < axes; i++) {
            long size = sizes[sizes.length - axes + i];
            long outputs = (size + strides[i] - 1) / strides[i];
            long total = Math.max(0, (outputs - 1) * strides[i] + (kernel[i] - 1) * dilations[i] + 1 - size);
            pads[i] = auto.equals("SAME_LOWER") ? total - total / 2 : total / 2;
            pads[axes + i] = total - pads[i];
        }
        return pads;
    }
}
