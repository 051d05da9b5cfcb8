package io.fovea.layers;

import io.fovea.graph.Attributes;
import io.fovea.graph.Tensor;
import java.util.List;

/**
 * Functions of single values, and softmax over channels. A layer takes one by {@link Layer#activation}; {@link #layer}
 * makes it a layer of its own.
 *
 * <pre>{@code
 * SymbolicTensor x = network.input(28, 28, 1).to(new Conv2D(8, 3).activation(Activation.SILU));   // [8, 26, 26]
 * x = x.to(new GlobalAveragePooling2D()).to(new Dense(2)).to(Activation.SOFTMAX.layer());   // [2]
 * }</pre>
 *
 * <p>Input shape: {@code [C, H, W]} or {@code [F]}. Output shape: the same.
 *
 * <p>{@link #SOFTMAX} of a single channel is 1 whatever its value, and learns nothing: two classes are two channels, or
 * one with {@link #SIGMOID}, which is then how sure the network is of the second.
 */
public final class Activation {

    /** The value itself. */
    public static final Activation LINEAR = new Activation("activation", (writer, x) -> x);

    /** {@code max(x, 0)}. */
    public static final Activation RELU = operator("Relu");

    /** A rectifier that ends at 6 (Krizhevsky, 2010). */
    public static final Activation RELU6 = new Activation(
            "relu6",
            (writer, x) -> writer.node(
                    "Clip",
                    List.of(
                            x,
                            writer.constant("lowest", Tensor.scalar(0f)),
                            writer.constant("highest", Tensor.scalar(6f))),
                    Attributes.NONE));

    /** {@code 1 / (1 + exp(-x))}. */
    public static final Activation SIGMOID = operator("Sigmoid");

    /** Hyperbolic tangent. */
    public static final Activation TANH = operator("Tanh");

    /** {@code x * sigmoid(x)}, also called swish (Ramachandran et al., 2017). */
    public static final Activation SILU = new Activation("silu", (writer, x) -> {
        String gate = writer.node("Sigmoid", List.of(x), Attributes.NONE);
        return writer.node("Mul", List.of(x, gate), Attributes.NONE);
    });

    /** {@code x * min(max(x / 6 + 0.5, 0), 1)} (Howard et al., 2019). */
    public static final Activation HARD_SWISH =
            new Activation("hard_swish", (writer, x) -> writer.node("HardSwish", List.of(x), Attributes.NONE));

    /** {@code x * (1 + erf(x / sqrt(2))) / 2} (Hendrycks and Gimpel, 2016). */
    public static final Activation GELU = new Activation("gelu", Activation::gelu);

    /** Over the channel axis: per image for {@code [F]}, per pixel for {@code [C, H, W]}. */
    public static final Activation SOFTMAX = new Activation(
            "softmax", (writer, x) -> writer.node("Softmax", List.of(x), Attributes.NONE.with("axis", 1)));

    /** Appends the nodes; returns the name of what they make. */
    @FunctionalInterface
    private interface Form {
        String write(LayerWriter writer, String input);
    }

    private final String kind;
    private final Form form;

    private Activation(String kind, Form form) {
        this.kind = kind;
        this.form = form;
    }

    private static Activation operator(String op) {
        return new Activation(
                op.toLowerCase(java.util.Locale.ROOT), (writer, x) -> writer.node(op, List.of(x), Attributes.NONE));
    }

    /** {@code x} where positive, {@code slope * x} elsewhere (Maas et al., 2013); Keras's slope is 0.3. */
    public static Activation leakyRelu(float slope) {
        return new Activation(
                "leaky_relu",
                (writer, x) -> writer.node("LeakyRelu", List.of(x), Attributes.NONE.with("alpha", slope)));
    }

    /** {@code x} where positive, {@code scale * (exp(x) - 1)} elsewhere (Clevert et al., 2016); Keras's scale is 1. */
    public static Activation elu(float scale) {
        return new Activation(
                "elu", (writer, x) -> writer.node("Elu", List.of(x), Attributes.NONE.with("alpha", scale)));
    }

    private static String gelu(LayerWriter writer, String x) {
        // Operator set 17 has no Gelu; ONNX Runtime recognises this form and runs it as one kernel.
        String root = writer.constant("root", Tensor.scalar((float) Math.sqrt(2)));
        String scaled = writer.node("Div", List.of(x, root), Attributes.NONE);
        String erf = writer.node("Erf", List.of(scaled), Attributes.NONE);
        String raised = writer.node("Add", List.of(erf, writer.constant("one", Tensor.scalar(1f))), Attributes.NONE);
        String product = writer.node("Mul", List.of(x, raised), Attributes.NONE);
        return writer.node("Mul", List.of(product, writer.constant("half", Tensor.scalar(0.5f))), Attributes.NONE);
    }

    /** Appends this function of {@code input}; returns the name of what it makes. */
    String write(LayerWriter writer, String input) {
        return form.write(writer, input);
    }

    /** This function as a layer of its own. */
    public Layer layer() {
        Activation function = this;
        return new Layer() {
            @Override
            protected String kind() {
                return function.kind;
            }

            @Override
            protected long[] write(LayerWriter writer, List<SymbolicTensor> inputs) {
                SymbolicTensor input = inputs.get(0);
                if (function == LINEAR) {
                    writer.node("Identity", List.of(input.name()), Attributes.NONE);
                } else {
                    function.write(writer, input.name());
                }
                return input.shape();
            }
        };
    }
}
