package io.fovea.torch;

import static io.fovea.Correlations.correlation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.fovea.anatomy.InputFrame;
import io.fovea.explain.ExplainOptions;
import io.fovea.explain.Explainer;
import io.fovea.explain.method.Method;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.image.Image;
import io.fovea.model.Input;
import io.fovea.model.Model;
import io.fovea.session.Device;
import io.fovea.session.FloatTensor;
import io.fovea.task.Monitor;
import io.fovea.zoo.Architecture;
import io.fovea.zoo.Zoo;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Maps that are made of gradients, against those made of the gradients of libtorch's autograd. */
class ExplanationsTest {
    private static final int CLASS = 1;
    private static final int STEPS = 8;

    @BeforeAll
    static void leaveTheOtherCores() {
        torch.set_num_threads(1);
    }

    private static Graph network(String name) {
        return Zoo.find(name).build(Architecture.Settings.DEFAULT.withClasses(10));
    }

    private static Image image(Input input) {
        int width = input.widthFor(32);
        int height = input.heightFor(32);
        byte[] pixels = new byte[width * height * input.channels()];
        new Random(5).nextBytes(pixels);
        return input.channels() == 1 ? Image.gray8(width, height, pixels) : Image.rgb8(width, height, pixels);
    }

    private static float[] raw(Model model, Method method, Image image) {
        ExplainOptions options =
                ExplainOptions.DEFAULT.withMethod(method).withClasses(List.of(Integer.toString(CLASS)));
        try (Explainer explainer = Explainer.open(model, options, Device.CPU)) {
            return explainer.explain(image, Monitor.NONE).get(0).map().raw().floats();
        }
    }

    /** The network without the softmax at its end. */
    private static Graph scores(Graph graph) {
        Graph cut = graph.copy();
        Node last = cut.producer(cut.outputs().get(0).name()).orElseThrow();
        cut.setOutputs(List.of(last.is("Softmax") ? last.input(0) : last.output()));
        cut.prune();
        return cut;
    }

    /** The gradient of a class's score. */
    private static float[] gradient(TorchGraph model, Graph graph, float[] x, long... shape) {
        try (PointerScope scope = new PointerScope()) {
            Tensor pixels = Tensors.of(x, shape).requires_grad_(true);
            Tensor answer = model.run(
                    Map.of(graph.inputs().get(0).name(), pixels),
                    graph.outputs().get(0).name(),
                    false);
            TensorVector made =
                    torch.grad(new TensorVector(answer.select(1, CLASS).sum()), new TensorVector(pixels));
            return Tensors.toFloats(made.get(0));
        }
    }

    private static double score(TorchGraph model, Graph graph, float[] x, long... shape) {
        try (PointerScope scope = new PointerScope()) {
            Tensor answer = model.run(
                    Map.of(graph.inputs().get(0).name(), Tensors.of(x, shape)),
                    graph.outputs().get(0).name(),
                    false);
            return Tensors.toFloats(answer)[CLASS];
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"digits", "small-resnet"})
    void gradientsOfPixelsMakeTheSameMaps(String name) {
        Graph graph = network(name);
        Model model = Model.of(graph);
        Input input = model.card().input();
        Image image = image(input);
        FloatTensor tensor = InputFrame.of(input, image).tensor(input, image);
        float[] x = tensor.toArray();
        Graph scores = scores(graph);
        int channels = input.channels();
        try (TorchGraph torchModel = TorchGraph.bind(scores, Precision.FP32)) {
            float[] g = gradient(torchModel, scores, x, tensor.shape());
            float[] along = new float[x.length];
            for (int step = 0; step < STEPS; step++) {
                float[] between = x.clone();
                for (int i = 0; i < between.length; i++) {
                    between[i] *= (step + 0.5f) / STEPS;
                }
                float[] there = gradient(torchModel, scores, between, tensor.shape());
                for (int i = 0; i < along.length; i++) {
                    along[i] += there[i] / STEPS;
                }
            }
            float[] saliency = new float[x.length / channels];
            float[] product = new float[saliency.length];
            float[] integrated = new float[saliency.length];
            for (int i = 0; i < x.length; i++) {
                int pixel = i % saliency.length;
                saliency[pixel] = Math.max(saliency[pixel], Math.abs(g[i]));
                product[pixel] += x[i] * g[i];
                integrated[pixel] += x[i] * along[i];
            }
            assertThat(correlation(raw(model, Method.SALIENCY, image), saliency))
                    .isGreaterThan(0.999);
            assertThat(correlation(raw(model, Method.INPUT_X_GRADIENT, image), product))
                    .isGreaterThan(0.999);
            // Of rectifiers, relevance without epsilon is the pixel times its gradient (Ancona et al., 2018).
            assertThat(correlation(raw(model, Method.LRP_EPSILON.with("epsilon", 0), image), product))
                    .isGreaterThan(0.999);
            assertThat(correlation(raw(model, Method.INTEGRATED_GRADIENTS.with("steps", STEPS), image), integrated))
                    .isGreaterThan(0.999);
            double difference = score(torchModel, scores, x, tensor.shape())
                    - score(torchModel, scores, new float[x.length], tensor.shape());
            double sum = 0;
            for (float v : raw(model, Method.DEEP_LIFT, image)) {
                sum += v;
            }
            assertThat(sum).isCloseTo(difference, offset(2e-3 * Math.max(1, Math.abs(difference))));
        }
    }
}
