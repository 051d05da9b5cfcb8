package io.fovea.explore;

import io.fovea.autodiff.GradientTarget;
import io.fovea.autodiff.Gradients;
import io.fovea.autodiff.NoGradientException;
import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import io.fovea.image.Layout;
import io.fovea.session.Cancellation;
import io.fovea.session.Device;
import io.fovea.session.FloatTensor;
import io.fovea.session.Session;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The part of a model that computes one value, for a batch of inputs of a given size, with the mean of a chosen channel
 * of the value in each sample and the gradient of that mean with respect to the input.
 */
final class AscentGraph {
    /** Edges that the lectures leave out, where padding answers. */
    private static final int BORDER = 2;

    private static final int CAST_TO_FLOAT = 1;

    private final Graph model;
    private final Objective objective;

    /**
     * Where the parts of a session's runs are.
     *
     * @param input the images, {@code shape}
     * @param choice {@code [N, channels, 1, 1]} or {@code [N, channels]}: 1 for the wanted channel of each sample
     * @param means of every channel, in the shape of the choice
     * @param gradient of the chosen means' sum times {@code scale}, in the shape of the input
     * @param positions over how many positions of a map a mean is taken; the gradient is that many times too large, so
     *     that half precision can hold it
     */
    record Ascent(
            Session session,
            String input,
            long[] shape,
            String choice,
            String means,
            String gradient,
            int channels,
            int positions)
            implements AutoCloseable {
        @Override
        public void close() {
            session.close();
        }
    }

    AscentGraph(Graph model, Objective objective) {
        this.model = model;
        this.objective = objective;
    }

    /**
     * The shape of the value for inputs of a shape.
     *
     * @throws FoveaException if the model cannot be run on inputs of that shape
     */
    long[] probe(long[] inputShape) {
        Graph part = part(inputShape);
        try (Session session = Session.open(part.toBytes(), Device.CPU)) {
            String input = session.inputs().get(0).name();
            return session.run(Map.of(input, FloatTensor.allocate(inputShape)), Cancellation.NONE)
                    .get(objective.value())
                    .shape();
        }
    }

    /**
     * Opens the ascent.
     *
     * @param valueShape that of the value for inputs of {@code inputShape}
     * @throws io.fovea.autodiff.NoGradientException if an operator on the way has no derivative
     */
    Ascent open(long[] inputShape, long[] valueShape, Device device) {
        Graph part = part(inputShape);
        String input = part.inputs().get(0).name();
        String value = real(part, objective.value());
        boolean maps = valueShape.length == 4;
        boolean last = maps && objective.layout() == Layout.NHWC;
        if (last) {
            value = append(part, "Transpose", Attributes.NONE.withIntegers("perm", 0, 3, 1, 2), value);
        }
        int channels = (int) valueShape[last ? 3 : 1];
        int positions = 1;
        if (maps) {
            int height = (int) valueShape[last ? 1 : 2];
            int width = (int) valueShape[last ? 2 : 3];
            // Where a map is so small that a border would leave little, it stays.
            int border = objective.isClass() || Math.min(height, width) <= 3 * BORDER ? 0 : BORDER;
            positions = (height - 2 * border) * (width - 2 * border);
            String mask = part.put(part.unused("ascent/mask"), mask(height, width, border));
            value = append(part, "Mul", Attributes.NONE, value, mask);
            value = append(part, "GlobalAveragePool", Attributes.NONE, value);
        }
        long[] choiceShape = maps ? new long[] {inputShape[0], channels, 1, 1} : new long[] {inputShape[0], channels};
        String choice = part.unused("ascent/choice");
        part.addInput(new ValueInfo(choice, ElementType.FLOAT, Shape.of(choiceShape)));
        String chosen = append(part, "Mul", Attributes.NONE, value, choice);
        String scale = part.put(part.unused("ascent/scale"), Tensor.of(new float[] {positions}, 1));
        String target = append(part, "Mul", Attributes.NONE, chosen, scale);
        part.setOutputs(List.of(value, target));
        Gradients gradients = gradients(part, target, input, objective);
        Graph graph = gradients.graph();
        graph.setOutputs(List.of(value, gradients.of(input)));
        graph.prune();
        Session session = Session.open(graph.toBytes(), device);
        return new Ascent(session, input, inputShape, choice, value, gradients.of(input), channels, positions);
    }

    /** The gradient of the sum of {@code target}, which stands for an objective, with respect to {@code input}. */
    static Gradients gradients(Graph part, String target, String input, Objective objective) {
        try {
            return Gradients.of(part, GradientTarget.sumOf(target), List.of(input));
        } catch (NoGradientException e) {
            if (!e.operator().isEmpty()) {
                throw e;
            }
            String what = objective.isClass() ? "The model's answer" : "'" + objective.name() + "'";
            throw e.saying(
                    what + " does not change with the image in a way that has a derivative; choose another layer.");
        }
    }

    /** 1 inside a border of 0, all so that the mean over all positions is that over those inside. */
    private static Tensor mask(int height, int width, int border) {
        float inside = height * (float) width / ((height - 2 * border) * (width - 2 * border));
        float[] mask = new float[height * width];
        for (int y = border; y < height - border; y++) {
            Arrays.fill(mask, y * width + border, y * width + width - border, inside);
        }
        return Tensor.of(mask, 1, 1, height, width);
    }

    /** The model up to the value, for inputs of another size and number than it declares. */
    Graph part(long[] inputShape) {
        ValueInfo input = model.inputs().get(0);
        Graph part = model.cut(List.of(input.name()), List.of(objective.value()));
        // What was noted of shapes holds for the size that the model declares.
        Set<String> values = new HashSet<>();
        part.nodes().forEach(node -> values.addAll(node.outputs()));
        values.remove("");
        for (String value : values) {
            part.value(value).ifPresent(info -> part.declare(new ValueInfo(value, info.type(), Shape.UNKNOWN)));
        }
        part.addInput(new ValueInfo(input.name(), input.type(), Shape.of(inputShape)));
        part.addOutput(new ValueInfo(
                objective.value(),
                part.value(objective.value()).map(ValueInfo::type).orElse(ElementType.UNDEFINED),
                Shape.UNKNOWN));
        return part;
    }

    /** A value as 32-bit numbers, whatever the model computes with. */
    static String real(Graph graph, String value) {
        return append(graph, "Cast", Attributes.NONE.with("to", CAST_TO_FLOAT), value);
    }

    private static String append(Graph graph, String op, Attributes attributes, String... inputs) {
        String output = graph.unused("ascent/" + op);
        graph.append(Node.of(op, List.of(inputs), output, attributes));
        return output;
    }
}
