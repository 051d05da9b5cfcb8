package io.fovea.transfer;

import io.fovea.FoveaException;
import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import io.fovea.graph.operator.Operators;
import io.fovea.layers.Initializer;
import io.fovea.model.Model;
import io.fovea.recipe.Recipe;
import io.fovea.task.Refusals;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/**
 * An ONNX file that is a recipe's network: all of it is trained, beginning with the weights that it has. Where it tells
 * another number of classes than the recipe has labels, its last layer begins anew with random weights.
 */
public final class FileNetwork {

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
            throw Refusals.noOutput(model.card(), answer);
        }
        ValueInfo output = network.value(answer).orElseThrow();
        long answers = output.shape().rank() > 1 ? output.shape().sizes()[1] : -1;
        int wanted = recipe.answers();
        if (answers != wanted) {
            relabel(network, output, wanted, recipe);
        }
        network.metadata().clear();
        Graph begun = HeadedBase.keeping(network, recipe, answer, answer).graph();
        SeenData.keep(model, begun);
        return begun;
    }

    /** Gives the last layer new weights of so many classes, and what follows it a form that takes them. */
    private static void relabel(Graph network, ValueInfo output, int classes, Recipe recipe) {
        List<Node> passed = new ArrayList<>();
        Node last = network.producer(output.name()).orElseThrow(() -> irreplaceable(network, "nothing"));
        while (!Operators.of(last).weighs()) {
            Node next = network.producer(last.input(0)).orElse(null);
            boolean isAlone = last.inputs().stream()
                            .filter(input -> network.constant(input).isEmpty())
                            .count()
                    == 1;
            if (next == null || !isAlone) {
                throw irreplaceable(network, last.op());
            }
            passed.add(last);
            last = next;
        }
        Node layer = last;
        long[] shape = network.constant(layer.input(1))
                .orElseThrow(() -> irreplaceable(network, layer.op()))
                .shape();
        int axis = classAxis(layer, shape.length);
        long former = shape[axis];
        long answers = output.shape().rank() > 1 ? output.shape().sizes()[1] : 0;
        if (answers < 1 && output.shape().rank() < 2 || answers > 0 && answers != former) {
            throw irreplaceable(network, layer.op());
        }
        shape[axis] = classes;
        float[] kernel = new float[Math.toIntExact(Tensor.elements(shape))];
        Initializer.GLOROT_UNIFORM.fill(
                kernel,
                kernel.length / classes,
                classes,
                new SplittableRandom(recipe.training().seed()));
        List<String> inputs = new ArrayList<>(layer.inputs());
        inputs.set(1, network.put(network.unused(inputs.get(1) + "_new"), Tensor.of(kernel, shape)));
        if (inputs.size() > 2) {
            inputs.set(2, bias(network, inputs.get(2), classes));
        }
        network.replace(layer, layer.withInputs(inputs));
        passed.forEach(node -> adapt(network, node, former, classes, recipe));
        List<Shape.Dimension> dimensions = new ArrayList<>(output.shape().dimensions());
        dimensions.set(1, Shape.Dimension.fixed(classes));
        network.redeclare(new ValueInfo(output.name(), ElementType.FLOAT, Shape.of(dimensions)));
    }

    private static FoveaException irreplaceable(Graph network, String op) {
        return new FoveaException(
                "The network '" + network.name() + "' tells another number of classes than the recipe has"
                        + " labels, and its last layer cannot be replaced, as it ends in " + op
                        + "; use it as a 'base' with a head.");
    }

    /** The axis of a kernel that has the classes. */
    private static int classAxis(Node layer, int rank) {
        if (layer.is("ConvTranspose")) {
            return 1;
        }
        boolean isTurned = layer.attributes().integer("transB", 0) == 1;
        return rank == 2 && !isTurned ? 1 : 0;
    }

    /** Lets what follows the last layer take another number of classes. */
    private static void adapt(Graph network, Node node, long former, int classes, Recipe recipe) {
        List<String> inputs = new ArrayList<>(node.inputs());
        for (int i = 1; i < inputs.size(); i++) {
            Tensor constant = network.constant(inputs.get(i)).orElse(null);
            if (constant == null) {
                continue;
            }
            boolean isReal = constant.type().isFloatingPoint();
            if (isReal && constant.size() == former && constant.shape().length > 0 && node.is("Add")) {
                inputs.set(i, bias(network, inputs.get(i), classes));
            } else if (isReal
                    ? constant.size() > 1
                    : LongStream.of(constant.toLongs()).anyMatch(size -> size == former)) {
                throw irreplaceable(network, node.op());
            }
        }
        boolean becomesOneOfSeveral = node.is("Sigmoid") && classes > 1 && !recipe.isMultiLabel();
        network.replace(
                node,
                becomesOneOfSeveral
                        ? Node.of("Softmax", inputs, node.output(), Attributes.NONE.with("axis", 1L))
                        : node.withInputs(inputs));
    }

    /** Zeros in the form of the former ones, which have one axis of as many as there were classes. */
    private static String bias(Graph network, String former, int classes) {
        long[] shape = network.constant(former).orElseThrow().shape();
        // Where there was one class, nothing but the place before height and width tells its axis.
        int axis = shape.length > 2 ? shape.length - 3 : shape.length - 1;
        for (int i = 0; i < shape.length; i++) {
            axis = shape[i] > 1 ? i : axis;
        }
        shape[axis] = classes;
        return network.put(network.unused(former + "_new"), Tensor.of(new float[classes], shape));
    }
}
