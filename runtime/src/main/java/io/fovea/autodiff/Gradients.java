package io.fovea.autodiff;

import io.fovea.FoveaException;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Shape.Dimension;
import io.fovea.graph.ValueInfo;
import io.fovea.graph.operator.Dims;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A model that also computes gradients.
 *
 * <pre>{@code
 * Gradients cam = Gradients.of(graph, GradientTarget.classOf("logits"), List.of("relu5"));
 * cam.graph().expose("relu5");
 * Session session = Session.open(cam.graph().toBytes(), Device.AUTO);
 * // feed cam.classInput(): the class, then read "relu5" and cam.of("relu5")
 * }</pre>
 *
 * <p>Immutable but for the graph, which is the caller's.
 *
 * @param graph the model with its own inputs and outputs, what the gradients need, and the gradients as further outputs;
 *     in the model's opset, but for one below 13 in 13, and where a derivative needs a newer one in 17, if it can be
 *     {@linkplain Graph#raised raised}; without nodes that no output needs
 * @param outputs for each value differentiated with respect to, the output with its gradient, which has its shape and type
 * @param classInput the added int64 input {@code [1]} or {@code [N]} with the index of the class, where the target has
 *     one; for an index outside the classes the gradient is zero
 * @param weightInput the added input with the weights, of the target value's rank and type, where it has any
 */
public record Gradients(
        Graph graph, Map<String, String> outputs, Optional<String> classInput, Optional<String> weightInput) {

    /** The operator set from which on arithmetic repeats its operands by itself. */
    private static final int OLDEST_FORMS = 7;

    private static final int NEW_FORMS = 13;

    private static final int NEWEST_FORMS = 17;

    /** Copies the map. */
    public Gradients {
        outputs = Map.copyOf(outputs);
    }

    /**
     * The name of the output with the gradient with respect to {@code value}.
     *
     * @throws IllegalArgumentException if none was made
     */
    public String of(String value) {
        String output = outputs.get(value);
        if (output == null) {
            throw new IllegalArgumentException("No gradient with respect to '" + value + "' was made");
        }
        return output;
    }

    /**
     * Differentiates. The given graph is left as it is.
     *
     * @param values what to differentiate with respect to: inner values, inputs or constants, of real numbers
     * @throws NoGradientException when an operator between the target and a value has no derivative, or none lies between,
     *     or the model is of an operator set below 7
     * @throws IllegalArgumentException when a value does not exist
     */
    public static Gradients of(Graph model, GradientTarget target, Collection<String> values) {
        return of(model, target, values, Map.of());
    }

    /**
     * The same with other rules in the place of some operators' derivatives.
     *
     * @param rules by operator of ONNX's own, {@code Relu}
     */
    public static Gradients of(
            Graph model, GradientTarget target, Collection<String> values, Map<String, BackwardRule> rules) {
        for (String value : values) {
            require(model, value);
        }
        require(model, target.value());
        requireForms(model, target.value());
        Graph real = model.inQdqForm();
        Graph first = raised(real, NEW_FORMS);
        try {
            return differentiated(first, target, values, rules);
        } catch (NoGradientException x) {
            // A few derivatives are written in operator sets that are newer still.
            Graph newest = raised(real, NEWEST_FORMS);
            if (newest.opset() == real.opset()) {
                throw x;
            }
            return differentiated(newest, target, values, rules);
        }
    }

    private static Gradients differentiated(
            Graph graph, GradientTarget target, Collection<String> values, Map<String, BackwardRule> rules) {
        Emitter emitter = new Emitter(graph);
        Path path = Path.between(graph, emitter.facts(), values, target.value());
        Seed seed = Seed.of(target, emitter, path, rules.isEmpty());
        if (!seed.value().equals(target.value())) {
            path = Path.between(graph, emitter.facts(), values, seed.value());
        }
        Map<String, String> made = new Backward(emitter, path, rules).run(Map.of(seed.value(), seed.gradient()));
        Map<String, String> outputs = new LinkedHashMap<>();
        for (String value : values) {
            outputs.put(value, publish(emitter, value, made.get(value)));
        }
        graph.prune();
        return new Gradients(graph, outputs, seed.classInput(), seed.weightInput());
    }

    /**
     * In the forms of a newer operator set, where derivatives have one, too: before, some operators take what is not
     * computed in a graph. A model that cannot be raised is differentiated as it is.
     */
    private static Graph raised(Graph model, int opset) {
        if (model.opset() >= opset) {
            return model.copy();
        }
        try {
            return model.raised(opset);
        } catch (FoveaException e) {
            return model.copy();
        }
    }

    private static void requireForms(Graph model, String target) {
        if (model.opset() < OLDEST_FORMS) {
            throw new NoGradientException(
                    "The model is of ONNX's operator set " + model.opset() + ", and derivatives are written in set "
                            + OLDEST_FORMS + " and newer ones; convert it to one of these.",
                    "",
                    target,
                    "");
        }
    }

    private static void require(Graph model, String value) {
        if (!model.has(value)) {
            throw new IllegalArgumentException("The graph has no value '" + value + "'");
        }
    }

    /** Makes a gradient an output under a name that says what it is. */
    private static String publish(Emitter emitter, String value, String gradient) {
        Graph graph = emitter.facts().graph();
        String output = graph.unused("gradient_of_" + value);
        graph.append(Node.of("Identity", List.of(gradient), output));
        ElementType type = emitter.facts().type(gradient);
        graph.addOutput(new ValueInfo(
                output, type, declared(graph, value, emitter.facts().shape(value))));
        return output;
    }

    /** The shape as the model declares it, else as far as it follows, without the formulas of free dimensions. */
    static Shape declared(Graph graph, String value, Shape inferred) {
        Optional<Shape> own = graph.value(value).map(ValueInfo::shape).filter(Shape::known);
        if (own.isPresent() || !inferred.known()) {
            return own.orElse(Shape.UNKNOWN);
        }
        List<Dimension> plain = new ArrayList<>();
        for (Dimension d : inferred.dimensions()) {
            plain.add(d.isFixed() ? d : Dims.UNKNOWN);
        }
        return Shape.of(plain);
    }
}
