package io.fovea.transfer;

import io.fovea.FoveaException;
import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import io.fovea.layers.Initializer;
import io.fovea.model.Model;
import io.fovea.recipe.Recipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * An ONNX file that is a recipe's network: all of it is trained, beginning with the weights that it has. Where it tells
 * another number of classes than the recipe has labels, its last layer begins anew with random weights.
 */
public final class FileNetwork {

    /** What may lie between the last layer and the answer: it has no weights and takes any number of classes. */
    private static final Set<String> PASSED = Set.of(
            "Softmax", "Sigmoid", "Relu", "Identity", "Dropout", "Flatten", "Squeeze", "GlobalAveragePool", "Add");

    private FileNetwork() {}

    /**
     * The network from raw pixels, 0 to 255, {@code [batch, C, H, W]}, to one answer for each label; the model stays as it is.
     *
     * @throws FoveaException when it is no network for images of the recipe's channels, an operator cannot be raised, or its
     *     last layer cannot be told
     */
    public static Graph of(Model model, Recipe recipe) {
        Graph network = PreparedBase.of(model, recipe);
        String answer = model.card().outputOf(network);
        if (!network.has(answer)) {
            throw io.fovea.task.Refusals.noOutput(model.card(), answer);
        }
        ValueInfo output = network.value(answer).orElseThrow();
        long answers = output.shape().rank() > 1 ? output.shape().sizes()[1] : -1;
        int wanted = recipe.isYesOrNo() ? 1 : recipe.labels().size();
        if (answers != wanted) {
            relabel(network, output, wanted, recipe);
        }
        network.metadata().clear();
        return HeadedBase.keeping(network, recipe, answer, answer).graph();
    }

    private static void relabel(Graph network, ValueInfo output, int classes, Recipe recipe) {
        List<Node> passed = new ArrayList<>();
        Node last = network.producer(output.name()).orElse(null);
        while (last != null && PASSED.contains(last.op())) {
            passed.add(last);
            last = network.producer(last.input(0)).orElse(null);
        }
        if (last == null
                || !Set.of("Gemm", "MatMul", "Conv").contains(last.op())
                || output.shape().rank() < 2) {
            throw new FoveaException("The network '" + network.name() + "' does not tell " + classes
                    + " classes, and its last layer cannot be replaced"
                    + (last == null ? "" : ", as it ends in " + last.op()) + "; use it as a 'base' with a head.");
        }
        SplittableRandom random = new SplittableRandom(recipe.training().seed());
        boolean isKernelFirst =
                last.is("Conv") || last.is("Gemm") && last.attributes().integer("transB", 0) == 1;
        long[] shape = constant(network, last, 1).shape();
        long fanIn = Tensor.elements(shape) / shape[isKernelFirst ? 0 : 1];
        shape[isKernelFirst ? 0 : 1] = classes;
        float[] kernel = new float[Math.toIntExact(Tensor.elements(shape))];
        Initializer.GLOROT_UNIFORM.fill(kernel, fanIn, classes, random);
        List<String> inputs = new ArrayList<>(last.inputs());
        inputs.set(1, network.put(network.unused(inputs.get(1) + "_new"), Tensor.of(kernel, shape)));
        if (inputs.size() > 2) {
            inputs.set(2, bias(network, inputs.get(2), classes));
        }
        network.replace(last, last.withInputs(inputs));
        for (Node node : passed) {
            if (node.is("Add")) {
                constant(network, node, 1);
                network.replace(node, node.withInputs(List.of(node.input(0), bias(network, node.input(1), classes))));
            }
            if (node.is("Sigmoid") && classes > 1 && !recipe.isMultiLabel()) {
                network.replace(
                        node, Node.of("Softmax", node.inputs(), node.output(), Attributes.NONE.with("axis", 1L)));
            }
        }
        List<Shape.Dimension> dimensions = new ArrayList<>(output.shape().dimensions());
        dimensions.set(1, Shape.Dimension.fixed(classes));
        network.redeclare(new ValueInfo(output.name(), ElementType.FLOAT, Shape.of(dimensions)));
    }

    /** Zeros in the form of the former ones, which have one axis of as many as there were classes. */
    private static String bias(Graph network, String former, int classes) {
        long[] shape = network.constant(former).orElseThrow().shape();
        int axis = shape.length - 1;
        for (int i = 0; i < shape.length; i++) {
            axis = shape[i] > 1 ? i : axis;
        }
        shape[axis] = classes;
        return network.put(network.unused(former + "_new"), Tensor.of(new float[classes], shape));
    }

    private static Tensor constant(Graph network, Node node, int input) {
        return network.constant(node.input(input))
                .orElseThrow(() -> new FoveaException("The last layer of the network '" + network.name() + "', "
                        + node.op() + ", has no weights of its own; use it as a 'base' with a head."));
    }
}
