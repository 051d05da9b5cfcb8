package io.fovea.torch;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.SharedData;
import io.fovea.autodiff.GradientTarget;
import io.fovea.autodiff.Gradients;
import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.ValueInfo;
import io.fovea.layers.BatchNormalization;
import io.fovea.layers.Conv2D;
import io.fovea.layers.GroupNormalization;
import io.fovea.layers.Layer;
import io.fovea.layers.Network;
import io.fovea.layers.SqueezeExcite;
import io.fovea.layers.SymbolicTensor;
import io.fovea.session.Cancellation;
import io.fovea.session.Device;
import io.fovea.session.FloatTensor;
import io.fovea.session.Session;
import io.fovea.zoo.Architecture;
import io.fovea.zoo.Zoo;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The gradients that {@link Gradients} adds to whole networks, in ONNX Runtime, against libtorch's own autograd. */
class AutogradTest {

    private static final double TOLERANCE = 1e-3;

    /** Of networks with rectifiers: some stand so near to zero that rounding decides on which side. */
    private static final double KINKED = 1e-2;

    /** Takes pixels of 0 to 255; the others of what they were made from. */
    private static final String RAW_PIXELS = "style-candy";

    @BeforeAll
    static void leaveTheOtherCores() {
        torch.set_num_threads(1);
    }

    @ParameterizedTest
    @CsvSource({
        "digits, 28",
        "cats-dogs, 180",
        "small-resnet, 32",
        "mini-xception, 180",
        "mobilenet-v2, 224",
        "separable-unet, 64",
        "trimap-net, 200"
    })
    void ofArchitectures(String name, int side) {
        Graph graph = Zoo.find(name).build(Architecture.Settings.DEFAULT);
        compareSmooth(graph, side, 255);
    }

    static Stream<Node> operators() {
        Attributes none = Attributes.NONE;
        Attributes window = none.withIntegers("kernel_shape", 3, 3).withIntegers("strides", 2, 2);
        return Stream.of(
                Node.of("BatchNormalization", List.of("x", "a", "b", "c", "d"), "y"),
                Node.of("InstanceNormalization", List.of("x", "a", "b"), "y"),
                Node.of("LayerNormalization", List.of("x", "layer"), "y", none.with("axis", 1)),
                Node.of("LRN", List.of("x"), "y", none.with("size", 3)),
                Node.of("MaxPool", List.of("x"), "y", window),
                Node.of("MaxPool", List.of("x"), "y", window.withIntegers("pads", 0, 0, 1, 1)),
                Node.of("AveragePool", List.of("x"), "y", window),
                Node.of("ConvTranspose", List.of("x", "w"), "y", none.withIntegers("strides", 2, 2)),
                Node.of(
                        "ConvTranspose",
                        List.of("x", "w"),
                        "y",
                        none.withIntegers("strides", 2, 2).withIntegers("output_shape", 26, 26)),
                Node.of("PRelu", List.of("x", "slope"), "y"),
                Node.of("Softmax", List.of("x"), "y", none.with("axis", 1)),
                Node.of("Sigmoid", List.of("x"), "y"),
                Node.of("HardSwish", List.of("x"), "y"),
                Node.of("Pad", List.of("x", "pads"), "y", none.with("mode", "reflect")),
                Node.of("Concat", List.of("x", "x"), "y", none.with("axis", 2)),
                Node.of("Resize", List.of("x", "", "scales"), "y", none.with("mode", "linear")),
                Node.of("Resize", List.of("x", "", "scales"), "y", none.with("mode", "nearest")),
                Node.of("Transpose", List.of("x"), "y", none.withIntegers("perm", 0, 1, 3, 2)));
    }

    /** In a network, gradients come in the order of memory that the next convolution prefers. */
    @ParameterizedTest
    @MethodSource("operators")
    void ofOperatorsBetweenConvolutions(Node node) {
        Graph graph = Graph.create(node.op(), 17);
        graph.addInput(new ValueInfo("image", ElementType.FLOAT, Shape.of(2, 8, 14, 14)));
        graph.put("w", constant(1, 8, 8, 3, 3));
        graph.put("a", constant(2, 8));
        graph.put("b", constant(3, 8));
        graph.put("c", constant(4, 8));
        graph.put("d", io.fovea.graph.Tensor.of(1f, 2f, 3f, 4f, 5f, 6f, 7f, 8f));
        graph.put("slope", constant(5, 8, 1, 1));
        graph.put("layer", constant(6, 8, 12, 12));
        graph.put("pads", io.fovea.graph.Tensor.of(0L, 0, 1, 2, 0, 0, 2, 1));
        graph.put("scales", io.fovea.graph.Tensor.of(1f, 1f, 2f, 2f));
        graph.append(Node.of("Conv", List.of("image", "w"), "x"));
        graph.append(node);
        graph.append(Node.of("Conv", List.of("y", "w"), "answer"));
        graph.addOutput(new ValueInfo("answer", ElementType.FLOAT, Shape.of(2, 8, -1, -1)));
        compare(graph, 14, 1, TOLERANCE);
    }

    static Stream<Layer> layers() {
        return Stream.of(
                new BatchNormalization(),
                new GroupNormalization(2),
                new GroupNormalization(8).withoutScale(),
                new SqueezeExcite(4));
    }

    /** In the form that layers usually have and in that which they have on a base of a newer operator set. */
    @ParameterizedTest
    @MethodSource("layers")
    void ofLayersBetweenConvolutions(Layer layer) {
        for (int opset : new int[] {Network.OPSET, 24}) {
            Graph base = Graph.create("layer in operator set " + opset, opset);
            base.addInput(new ValueInfo("image", ElementType.FLOAT, Shape.of(2, 3, 14, 14)));
            Network network = Network.on(base, 1337);
            SymbolicTensor x = network.value("image").to(new Conv2D(8, 3)).to(layer);
            compare(network.finish(x.to(new Conv2D(4, 3))), 14, 1, TOLERANCE);
        }
    }

    private static io.fovea.graph.Tensor constant(int seed, long... shape) {
        FloatTensor values = noise(seed, 1, shape);
        float[] centred = values.toArray();
        for (int i = 0; i < centred.length; i++) {
            centred[i] -= 0.5f;
        }
        return io.fovea.graph.Tensor.of(centred, shape);
    }

    @Tag("shared-data")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "cifar10-nhwc-medium",
                "cifar10-pytorch",
                "cifar10-resnet2b",
                "cifar10-vit-pgd",
                "deeplabv3-nhwc",
                "fastvit-food101-192",
                "mnist-cntk",
                "mnist-maxpool-matlab",
                "mnist-pytorch",
                "squeezenet-fp16",
                "style-candy"
            })
    void ofModelsOfOthers(String file) throws IOException {
        Graph graph = Graph.read(SharedData.path("onnx/models/" + file + ".onnx"));
        compareSmooth(graph.inSinglePrecision(), 64, file.equals(RAW_PIXELS) ? 255 : 1);
    }

    /** Compares a network as it is and, strictly, with rectifiers that have no kink. */
    private static void compareSmooth(Graph graph, int side, float largest) {
        Graph smooth = graph.copy();
        for (Node node : graph.nodes()) {
            if (node.is("Relu") || node.is("Clip")) {
                smooth.replace(node, Node.of("Elu", List.of(node.input(0)), node.output()));
            }
        }
        compare(graph, side, largest, KINKED);
        compare(smooth, side, largest, TOLERANCE);
    }

    private static void compare(Graph graph, int side, float largest, double tolerance) {
        long[] shape = graph.inputs().get(0).shape().sizes();
        for (int i = 0; i < shape.length; i++) {
            shape[i] = shape[i] > 0 ? shape[i] : i == 0 ? 1 : side;
        }
        String image = graph.inputs().get(0).name();
        String output = graph.outputs().get(0).name();
        FloatTensor x = noise(7, largest, shape);
        Gradients gradients = Gradients.of(graph, GradientTarget.sumOf(output).weighted(), List.of(image));
        try (Session plain = Session.open(graph.toBytes(), Device.CPU);
                Session both = Session.open(gradients.graph().toBytes(), Device.CPU)) {
            FloatTensor answer = plain.run(Map.of(image, x), Cancellation.NONE).get(output);
            FloatTensor weights = noise(8, 1, answer.shape());
            String weightInput = gradients.weightInput().orElseThrow();
            float[] found = both.run(Map.of(image, x, weightInput, weights), Cancellation.NONE)
                    .get(gradients.of(image))
                    .toArray();
            assertThat(difference(found, autograd(graph, x, weights)))
                    .as(graph.name())
                    .isLessThan(tolerance);
        }
    }

    private static float[] autograd(Graph graph, FloatTensor x, FloatTensor weights) {
        ValueInfo image = graph.inputs().get(0);
        try (TorchGraph model = TorchGraph.bind(graph, Precision.FP32);
                PointerScope scope = new PointerScope()) {
            Tensor pixels = Tensors.of(x.toArray(), x.shape()).requires_grad_(true);
            Tensor answer = model.run(
                    Map.of(image.name(), pixels), graph.outputs().get(0).name(), false);
            Tensor score =
                    answer.mul(Tensors.of(weights.toArray(), weights.shape())).sum();
            TensorVector gradient = torch.grad(new TensorVector(score), new TensorVector(pixels));
            return Tensors.toFloats(gradient.get(0));
        }
    }

    private static FloatTensor noise(int seed, float scale, long... shape) {
        Random random = new Random(seed);
        FloatTensor tensor = FloatTensor.allocate(shape);
        for (int i = 0; i < tensor.size(); i++) {
            tensor.data().put(i, random.nextFloat() * scale);
        }
        return tensor;
    }

    /** The length of the difference, relative to the gradient's own. */
    private static double difference(float[] found, float[] expected) {
        assertThat(found).hasSameSizeAs(expected);
        double difference = 0;
        double length = 0;
        for (int i = 0; i < found.length; i++) {
            difference += Math.pow(found[i] - (double) expected[i], 2);
            length += Math.pow(expected[i], 2);
        }
        assertThat(length).isPositive();
        return Math.sqrt(difference / length);
    }
}
