package io.fovea.cli.benchmark;

import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import io.fovea.image.Color;
import io.fovea.model.Card;
import io.fovea.model.DetectorHead;
import io.fovea.model.Fit;
import io.fovea.model.Input;
import io.fovea.model.Model;
import io.fovea.model.OutputValues;
import io.fovea.task.Jobs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A detector of the build of YOLOX (Ge et al. 2021), small and untrained: 320x320 pixels, 80 classes, answers
 * {@code [1, 2100, 85]} from grids of 8, 16 and 32 pixels. Its weights are random, and such that it finds some boxes.
 */
final class SmallDetector {
    static final int SIDE = 320;

    /** The shape of its output. */
    static final List<Long> ANSWER = List.of(1L, 2100L, 85L);

    private static final int COLUMNS = 85;
    private static final int ROWS = 2100;

    private static final int BOX = 4;

    private final Graph graph = Graph.create("small-detector", 13);
    private final Random random = new Random(1);

    private SmallDetector() {}

    static Model model() {
        SmallDetector made = new SmallDetector();
        made.write();
        List<String> labels = IntStream.range(0, COLUMNS - BOX - 1)
                .mapToObj(i -> "class " + i)
                .toList();
        Input input = Input.resized(SIDE, SIDE, Color.BGR).withFit(Fit.LETTERBOX);
        Card.of(
                        "small-detector",
                        Jobs.DETECT.tasks().iterator().next(),
                        labels,
                        input,
                        OutputValues.INDEPENDENT_PROBABILITIES)
                .withHead(DetectorHead.YOLOX)
                .writeTo(made.graph);
        return Model.of(made.graph);
    }

    private void write() {
        graph.addInput(new ValueInfo("image", ElementType.FLOAT, Shape.of(1, 3, SIDE, SIDE)));
        graph.put("grey", Tensor.scalar(127f));
        graph.put("range", Tensor.scalar(64f));
        node("Sub", List.of("image", "grey"), "centred");
        node("Div", List.of("centred", "range"), "scaled");
        List<String> rows = new ArrayList<>();
        String x = swish(conv("scaled", 3, 16, 3, 2, 1, 0), "stem");
        int channels = 16;
        for (int stride = 4; stride <= 32; stride *= 2) {
            int more = 2 * channels;
            x = swish(conv(x, channels, more, 3, 2, 1, 0), "down" + stride);
            x = swish(conv(x, more, more, 3, 1, 1, 0), "same" + stride);
            channels = more;
            if (stride >= 8) {
                rows.add(head(x, channels, stride));
            }
        }
        graph.append(Node.of("Concat", rows, "columns", Attributes.NONE.with("axis", 2)));
        graph.append(Node.of("Transpose", List.of("columns"), "boxes", Attributes.NONE.withIntegers("perm", 0, 2, 1)));
        graph.addOutput(new ValueInfo("boxes", ElementType.FLOAT, Shape.of(1, ROWS, COLUMNS)));
    }

    private String head(String x, int channels, int stride) {
        String own = swish(conv(x, channels, 64, 1, 1, 1, 0), "head" + stride);
        String box = conv(own, 64, BOX, 1, 1, 1, 0);
        String object = node("Sigmoid", List.of(conv(own, 64, 1, 1, 1, 10, -8)), "object" + stride);
        String kinds = node("Sigmoid", List.of(conv(own, 64, COLUMNS - BOX - 1, 1, 1, 1, -1)), "kinds" + stride);
        String all = "all" + stride;
        graph.append(Node.of("Concat", List.of(box, object, kinds), all, Attributes.NONE.with("axis", 1)));
        long[] flat = {1, COLUMNS, -1};
        return node("Reshape", List.of(all, graph.put("flat" + stride, Tensor.of(flat, 3))), "rows" + stride);
    }

    private String swish(String x, String name) {
        return node("Mul", List.of(x, node("Sigmoid", List.of(x), name + "_gate")), name);
    }

    /** With weights that keep the spread of values, times a gain. */
    private String conv(String x, int in, int out, int kernel, int stride, float gain, float bias) {
        float[] weights = new float[in * out * kernel * kernel];
        double spread = gain * Math.sqrt(2.5 / (in * kernel * kernel));
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) (random.nextGaussian() * spread);
        }
        float[] biases = new float[out];
        Arrays.fill(biases, bias);
        String name = graph.unused("conv");
        String w = graph.put(name + "_w", Tensor.of(weights, out, in, kernel, kernel));
        String b = graph.put(name + "_b", Tensor.of(biases, out));
        int pad = kernel / 2;
        Attributes attributes = Attributes.NONE
                .withIntegers("kernel_shape", kernel, kernel)
                .withIntegers("strides", stride, stride)
                .withIntegers("pads", pad, pad, pad, pad);
        graph.append(Node.of("Conv", List.of(x, w, b), name, attributes));
        return name;
    }

    private String node(String op, List<String> inputs, String output) {
        graph.append(Node.of(op, inputs, output));
        return output;
    }
}
