package io.fovea.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import io.fovea.image.Color;
import io.fovea.model.Card;
import io.fovea.model.Input;
import io.fovea.model.Model;
import io.fovea.model.OutputValues;
import io.fovea.model.Task;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each rewrite by itself; that the answers are the same is compared in {@link Optimized#of} by ONNX Runtime. */
class OptimizedTest {
    private final Graph graph = Graph.create("net", 13);
    private final Random random = new Random(4);

    @ParameterizedTest
    @CsvSource({"Conv, 1", "Conv, 2", "ConvTranspose, 1", "ConvTranspose, 2"})
    void aBatchNormalisationIsWorkedIntoTheKernelsBeforeIt(String op, int groups) {
        begin(4);
        String weights = op.equals("Conv") ? weights("w", 6, 4 / groups, 3, 3) : weights("w", 4, 6 / groups, 3, 3);
        Attributes attributes = Attributes.NONE
                .with("group", groups)
                .withIntegers("strides", 2, 2)
                .withIntegers("kernel_shape", 3, 3);
        graph.append(Node.of(op, List.of("x", weights, weights("b", 6)), "c", attributes));
        normalise("c", "y", 6);

        Optimized made = optimized("y");

        assertThat(made.done()).containsExactly(entry("batch normalisations worked into kernels", 1));
        assertThat(ops(made)).containsExactly(op);
        assertThat(made.difference()).isLessThan(1e-5);
    }

    /** Of three channels; one far apart from the others, so that its exponential would be too large a number. */
    @ParameterizedTest
    @CsvSource({"13, 1", "18, -3"})
    void aSoftmaxOverTheChannelsOfAMapIsWrittenOut(int opset, int axis) {
        Graph net = Graph.create("net", opset);
        net.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, 3, 16, 20)));
        net.put("scale", Tensor.of(new float[] {1, 2, 3}, 1, 3, 1, 1));
        net.append(Node.of("Mul", List.of("x", "scale"), "m"));
        net.append(Node.of("Softmax", List.of("m"), "y", Attributes.NONE.with("axis", axis)));
        net.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.of(1, 3, 16, 20)));

        Optimized made = Optimized.of(Model.of(net)
                .withCard(Card.of(
                        "net", Task.SEGMENTATION, List.of(), Input.resized(20, 16, Color.RGB), OutputValues.LOGITS)));

        assertThat(ops(made)).containsExactly("Mul", "ReduceMax", "Sub", "Exp", "ReduceSum", "Div");
        assertThat(made.difference()).isLessThan(1e-6);
    }

    @Test
    void aSoftmaxOfAVectorStays() {
        begin(4);
        graph.append(Node.of("GlobalAveragePool", List.of("x"), "p"));
        graph.append(Node.of("Softmax", List.of("p"), "y", Attributes.NONE.with("axis", 1)));

        assertThat(ops(optimized("y"))).containsExactly("GlobalAveragePool", "Softmax");
    }

    @Test
    void aNormalisationOfWhatOthersSeeStays() {
        begin(4);
        graph.append(Node.of("Conv", List.of("x", weights("w", 6, 4, 3, 3)), "c"));
        normalise("c", "n", 6);
        graph.append(Node.of("Add", List.of("c", "n"), "y"));

        assertThat(ops(optimized("y"))).containsExactly("Conv", "BatchNormalization", "Add");
    }

    @ParameterizedTest
    @CsvSource({"3, 1, 1, 1, 1", "3, 1, 0, 1, 1", "5, 2, 3, 0, 2", "2, 3, 1, 2, 1", "4, 1, 0, 3, 2"})
    void aTransposedConvolutionOfStrideOneIsAPlainOne(int kernel, int dilation, int top, int left, int groups) {
        begin(4);
        Attributes attributes = Attributes.NONE
                .with("group", groups)
                .withIntegers("dilations", dilation, dilation)
                .withIntegers("pads", top, left, 0, 1)
                .withIntegers("kernel_shape", kernel, kernel);
        graph.append(Node.of(
                "ConvTranspose",
                List.of("x", weights("w", 4, 6 / groups, kernel, kernel), weights("b", 6)),
                "y",
                attributes));

        Optimized made = optimized("y");

        assertThat(made.done()).containsExactly(entry("transposed convolutions of stride 1 made plain ones", 1));
        assertThat(ops(made)).containsExactly("Conv");
    }

    @Test
    void aTransposedConvolutionThatEnlargesStays() {
        begin(4);
        Attributes twice = Attributes.NONE.withIntegers("strides", 2, 2);
        graph.append(Node.of("ConvTranspose", List.of("x", weights("w", 4, 6, 3, 3)), "y", twice));

        assertThat(optimized("y").done()).isEmpty();
    }

    @Test
    void whatDependsOnConstantsAloneIsComputed() {
        begin(4);
        graph.put("a", Tensor.of(new float[] {1, 2, 3, 4}, 1, 4, 1, 1));
        graph.append(Node.of("Sqrt", List.of("a"), "root"));
        graph.append(Node.of("Neg", List.of("root"), "minus"));
        graph.append(Node.of("Add", List.of("x", "minus"), "y"));

        Optimized made = optimized("y");

        assertThat(ops(made)).containsExactly("Add");
        String constant = made.model().graph().nodes().get(0).input(1);
        assertThat(made.model().graph().constant(constant).orElseThrow().toFloats())
                .containsExactly(-1, (float) -Math.sqrt(2), (float) -Math.sqrt(3), -2);
    }

    @Test
    void numbersDrawnAtRandomAreNoConstants() {
        begin(4);
        graph.append(Node.of("RandomNormal", List.of(), "noise", Attributes.NONE.withIntegers("shape", 1, 4, 1, 1)));
        graph.append(Node.of("Mul", List.of("noise", graph.put("zero", Tensor.of(0f))), "nothing"));
        graph.append(Node.of("Add", List.of("x", "nothing"), "y"));

        assertThat(ops(optimized("y"))).containsExactly("RandomNormal", "Mul", "Add");
    }

    @Test
    void whatHasNoEffectIsTakenAway() {
        begin(4);
        graph.append(Node.of("Identity", List.of("x"), "same"));
        graph.append(Node.of("Dropout", List.of("same"), "kept"));
        graph.append(Node.of("Relu", List.of("kept"), "y"));
        graph.append(Node.of("Exp", List.of("kept"), "unused"));

        Optimized made = optimized("y");

        assertThat(ops(made)).containsExactly("Relu");
        // The card goes along in the file.
        assertThat(Model.parse("read", made.model().onnx()).card())
                .isEqualTo(made.model().card());
        assertThat(made.model().card().input().width()).hasValue(11);
    }

    /** A mode of training that is no truth value says nothing: such a file is damaged, and stays as it is. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void aDropoutOfAnUnknownModeStays(int values) {
        begin(4);
        String ratio = graph.put("ratio", Tensor.scalar(0.5f));
        String mode = graph.put("mode", Tensor.of(new float[values], values));
        graph.append(Node.of("Dropout", List.of("x", ratio, mode), "kept"));
        graph.append(Node.of("Relu", List.of("kept"), "y"));
        graph.expose("y");

        assertThat(new DeadEnds().apply(graph)).isZero();
    }

    @Test
    void boundsThatFollowOneAnotherAreOne() {
        begin(4);
        graph.append(Node.of("Relu", List.of("x"), "r"));
        graph.append(Node.of("Clip", List.of("r", "", graph.put("six", Tensor.scalar(6f))), "c"));
        graph.append(Node.of("Relu", List.of("c"), "y"));

        Optimized made = optimized("y");

        assertThat(ops(made)).containsExactly("Clip");
        Node clip = made.model().graph().nodes().get(0);
        assertThat(made.model().graph().constant(clip.input(1)).orElseThrow().toFloats())
                .containsExactly(0);
        assertThat(made.model().graph().constant(clip.input(2)).orElseThrow().toFloats())
                .containsExactly(6);
    }

    @Test
    void changesOfTheOrderOfAxesAreUndone() {
        begin(4);
        graph.append(Node.of("Transpose", List.of("x"), "last", Attributes.NONE.withIntegers("perm", 0, 2, 3, 1)));
        graph.append(Node.of("Transpose", List.of("last"), "first", Attributes.NONE.withIntegers("perm", 0, 3, 1, 2)));
        graph.append(Node.of("Relu", List.of("first"), "y"));

        assertThat(ops(optimized("y"))).containsExactly("Relu");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Relu", "Sigmoid"})
    void whatIsAnAnswerKeepsItsName(String op) {
        begin(4);
        graph.append(Node.of(op, List.of("x"), "r"));
        graph.append(Node.of("Identity", List.of("r"), "y"));

        assertThat(optimized("y").model().graph().outputs())
                .extracting(ValueInfo::name)
                .containsExactly("y");
    }

    private void begin(int channels) {
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, channels, 9, 11)));
    }

    private void normalise(String from, String to, int channels) {
        String variance = graph.put(to + "v", Tensor.of(positive(channels)));
        graph.append(Node.of(
                "BatchNormalization",
                List.of(
                        from,
                        weights(to + "s", channels),
                        weights(to + "b", channels),
                        weights(to + "m", channels),
                        variance),
                to));
    }

    private String weights(String name, long... shape) {
        float[] values = new float[(int) Tensor.elements(shape)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return graph.put(name, Tensor.of(values, shape));
    }

    private float[] positive(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = 0.5f + random.nextFloat();
        }
        return values;
    }

    private Optimized optimized(String output) {
        graph.addOutput(new ValueInfo(output, ElementType.FLOAT, Shape.UNKNOWN));
        graph.prune();
        long[] sizes = graph.inputs().get(0).shape().sizes();
        Input input = Input.resized((int) sizes[3], (int) sizes[2], Color.GRAY);
        Card card = Card.of("net", Task.OTHER, List.of(), input, OutputValues.LOGITS);
        return Optimized.of(Model.of(graph).withCard(card));
    }

    private static List<String> ops(Optimized made) {
        return made.model().graph().nodes().stream().map(Node::op).toList();
    }

    @Test
    void theOneThatWasGivenStaysAsItIs() {
        begin(4);
        graph.append(Node.of("Identity", List.of("x"), "same"));
        graph.append(Node.of("Relu", List.of("same"), "y"));
        byte[] before = graph.toBytes();

        optimized("y");

        assertThat(Arrays.equals(before, graph.toBytes())).isFalse(); // the output was declared
        assertThat(graph.nodes()).hasSize(2);
    }
}
