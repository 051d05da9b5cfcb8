package io.fovea.torch;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.SharedData;
import io.fovea.autodiff.Gradients;
import io.fovea.autodiff.Target;
import io.fovea.graph.Graph;
import io.fovea.graph.ValueInfo;
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
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The gradients that {@link Gradients} adds to whole networks, in ONNX Runtime, against libtorch's own autograd. */
class AutogradTest {

    private static final double TOLERANCE = 1e-3;

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
        "efficientnet-v2-b0, 224",
        "resnet50, 224",
        "inception-v3, 299",
        "separable-unet, 64",
        "trimap-net, 200"
    })
    void ofArchitectures(String name, int side) {
        Graph graph = Zoo.find(name).build(Architecture.Settings.DEFAULT);
        compare(graph, side, 255);
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
        compare(graph.inSinglePrecision(), 64, file.equals(RAW_PIXELS) ? 255 : 1);
    }

    private static void compare(Graph graph, int side, float largest) {
        long[] shape = graph.inputs().get(0).shape().sizes();
        for (int i = 0; i < shape.length; i++) {
            shape[i] = shape[i] > 0 ? shape[i] : i == 0 ? 1 : side;
        }
        String image = graph.inputs().get(0).name();
        String output = graph.outputs().get(0).name();
        FloatTensor x = noise(7, largest, shape);
        Gradients gradients = Gradients.of(graph, Target.sumOf(output).weighted(), List.of(image));
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
                    .isLessThan(TOLERANCE);
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
