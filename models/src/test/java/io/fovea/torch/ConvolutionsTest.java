package io.fovea.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.pytorch.global.torch.conv2d;
import static org.bytedeco.pytorch.global.torch.conv_transpose2d;
import static org.bytedeco.pytorch.global.torch.manual_seed;
import static org.bytedeco.pytorch.global.torch.randn;

import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.ValueInfo;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What comes out of convolutions of all shapes, and the gradients of their inputs and kernels, in what this machine trains in. The
 * reference is libtorch's own code for float64: what is faster is oneDNN's, whose version 3.7 answered wrongly on some
 * processors where channels did not fill its vectors.
 */
class ConvolutionsTest {
    private static final int CASES = 150;
    private static final int[] CHANNELS = {1, 2, 3, 4, 5, 7, 8, 16, 24, 31, 32, 33, 44, 48, 64, 74, 78, 100, 131};
    private static final int[] SIDES = {1, 2, 3, 5, 7, 8, 16, 20};
    private static final int[] KERNELS = {1, 1, 2, 3, 3, 4, 5};
    private static final int[] IMAGES = {1, 2, 3, 8, 16, 32};
    private static final double MOST_PRODUCTS = 2e7;

    private record Case(
            boolean transposed,
            int images,
            int in,
            int out,
            int groups,
            int height,
            int width,
            int kernel,
            int stride) {

        int pad() {
            return kernel / 2;
        }

        long[] kernelShape() {
            return transposed
                    ? new long[] {in, out / groups, kernel, kernel}
                    : new long[] {out, in / groups, kernel, kernel};
        }

        Graph graph(Tensor weights) {
            Graph graph = Graph.create("convolution", 17);
            graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(images, in, height, width)));
            graph.put("kernel", io.fovea.graph.Tensor.of(Tensors.toFloats(weights), kernelShape()));
            graph.append(Node.of(
                    transposed ? "ConvTranspose" : "Conv",
                    List.of("x", "kernel"),
                    "y",
                    Attributes.NONE
                            .withIntegers("strides", stride, stride)
                            .withIntegers("pads", pad(), pad(), pad(), pad())
                            .with("group", groups)));
            graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.of(images, out, -1, -1)));
            return graph;
        }

        Tensor exact(Tensor x, Tensor weights) {
            long[] strides = {stride, stride};
            long[] pads = {pad(), pad()};
            long[] ones = {1, 1};
            return transposed
                    ? conv_transpose2d(x, weights, new TensorOptional(), strides, pads, new long[] {0, 0}, groups, ones)
                    : conv2d(x, weights, new TensorOptional(), strides, pads, ones, groups);
        }

        boolean isReasonable() {
            double products = (double) images * height * width * in * out / groups * kernel * kernel;
            boolean isEmpty = transposed
                    && ((height - 1) * stride - 2 * pad() + kernel < 1
                            || (width - 1) * stride - 2 * pad() + kernel < 1);
            return products < MOST_PRODUCTS && !isEmpty;
        }
    }

    static Stream<Arguments> cases() {
        Random random = new Random(1);
        return Stream.generate(() -> drawn(random))
                .filter(Case::isReasonable)
                .limit(CASES)
                .flatMap(shape -> Stream.of(Precision.FP32, Precision.automatic())
                        .distinct()
                        .map(precision -> Arguments.of(shape, precision)));
    }

    private static Case drawn(Random random) {
        int in = one(CHANNELS, random);
        boolean isDepthwise = random.nextInt(4) == 0;
        return new Case(
                random.nextInt(4) == 0,
                one(IMAGES, random),
                in,
                isDepthwise ? in : one(CHANNELS, random),
                isDepthwise ? in : 1,
                one(SIDES, random),
                one(SIDES, random),
                one(KERNELS, random),
                1 + random.nextInt(3));
    }

    private static int one(int[] values, Random random) {
        return values[random.nextInt(values.length)];
    }

    @ParameterizedTest(name = "{1}: {0}")
    @MethodSource("cases")
    void areThoseOfFloat64(Case shape, Precision precision) {
        try (PointerScope scope = new PointerScope()) {
            manual_seed(7);
            Tensor pixels = rounded(shape.images(), shape.in(), shape.height(), shape.width());
            Tensor weights = rounded(shape.kernelShape());
            Tensor x = pixels.to(ScalarType.Double).requires_grad_(true);
            Tensor kernel = weights.to(ScalarType.Double).requires_grad_(true);
            Tensor y = shape.exact(x, kernel);
            Tensor above = rounded(Tensors.sizes(y));
            y.mul(above).sum().backward();

            try (TorchGraph model = TorchGraph.bind(shape.graph(weights), precision)) {
                Tensor given = pixels.detach().clone().requires_grad_(true);
                Tensor found = model.run(Map.of("x", given), "y", true);
                found.mul(above).sum().backward();

                double bound = precision == Precision.FP32 ? 1e-5 : 1e-2;
                assertThat(distance(found, y)).as("result").isLessThan(bound);
                assertThat(distance(given.grad(), x.grad()))
                        .as("gradient of the input")
                        .isLessThan(bound);
                assertThat(distance(model.parameters().get("kernel").grad(), kernel.grad()))
                        .as("gradient of the kernel")
                        .isLessThan(bound);
            }
        }
    }

    /** Random numbers that bfloat16 has. */
    private static Tensor rounded(long... shape) {
        return randn(shape).to(ScalarType.BFloat16).to(ScalarType.Float);
    }

    /** In parts of the reference's norm; not a number where one is not. */
    private static double distance(Tensor found, Tensor reference) {
        double norm = reference.norm().item_double();
        double apart = found.to(ScalarType.Double).sub(reference).norm().item_double();
        return norm == 0 ? apart : apart / norm;
    }
}
