package io.fovea.torch;

import io.fovea.FoveaException;
import io.fovea.graph.Attributes;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;

/**
 * One node about to run: its attributes, its inputs as libtorch tensors or as plain numbers.
 *
 * @param node the node
 * @param graph its graph, for constants that libtorch wants as plain numbers
 * @param values what has been computed so far
 * @param training whether dropout drops and batch normalisation looks at the batch
 */
record NodeCall(Node node, Graph graph, Map<String, Tensor> values, boolean training) {

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

    /** All inputs. */
    TensorVector inputs() {
        Tensor[] all = new Tensor[node.inputs().size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = input(i);
        }
        return new TensorVector(all);
    }

    /** Input {@code index}, or nothing where it is left out. */
    TensorOptional optional(int index) {
        return node.hasInput(index) ? new TensorOptional(input(index)) : new TensorOptional();
    }

    /**
     * Input {@code index} as integers, for what libtorch wants as plain numbers; {@code otherwise} where it is left out.
     */
    long[] integers(int index, long... otherwise) {
        if (!node.hasInput(index)) {
            return otherwise;
        }
        return graph.constant(node.input(index))
                .map(io.fovea.graph.Tensor::toLongs)
                .orElseGet(() -> Tensors.toLongs(input(index)));
    }

    /** What older operator sets keep in {@code attribute} and newer ones at input {@code index}, as integers. */
    long[] integers(String attribute, int index, long... otherwise) {
        return attributes().has(attribute) ? attributes().integers(attribute) : integers(index, otherwise);
    }

    /** Input {@code index} as real numbers; {@code otherwise} where it is left out. */
    float[] reals(int index, float... otherwise) {
        if (!node.hasInput(index)) {
            return otherwise;
        }
        return graph.constant(node.input(index))
                .map(io.fovea.graph.Tensor::toFloats)
                .orElseGet(() -> Tensors.toFloats(input(index)));
    }

    /** What older operator sets keep in {@code attribute} and newer ones at input {@code index}, as a real number. */
    float real(String attribute, int index, float otherwise) {
        return attributes().has(attribute) ? attributes().real(attribute, otherwise) : reals(index, otherwise)[0];
    }

    /** The attribute {@code axis}, counted from the front of input 0. */
    int axis(long otherwise) {
        return Tensors.axis(attributes().integer("axis", otherwise), input(0).dim());
    }

    /** The version of ONNX's operator set that the node means. */
    int opset() {
        return graph.opset();
    }

    /** A complaint about a setting of the node that libtorch has no counterpart of. */
    FoveaException unsupported(String setting) {
        return new FoveaException(
                node.op() + " '" + node.name() + "' cannot run on libtorch: " + setting + " is not supported.");
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
