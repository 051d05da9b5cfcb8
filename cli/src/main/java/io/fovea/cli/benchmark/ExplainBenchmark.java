package io.fovea.cli.benchmark;

import io.fovea.explain.ExplainOptions;
import io.fovea.explain.Explainer;
import io.fovea.image.Image;
import io.fovea.model.Model;
import io.fovea.model.ModelLibrary;
import io.fovea.session.Cancellation;
import io.fovea.session.Device;
import io.fovea.session.FloatTensor;
import io.fovea.session.Session;
import io.fovea.task.Monitor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * Grad-CAM of an image, decoding left out, against the plain forward pass of the same model on the same tensor, both on
 * the CPU. The models are those shipped, near their heads, and another of the user's, at the layer that is explained by
 * itself. Then every method, against libtorch.
 */
final class ExplainBenchmark implements Benchmark {
    private static final Rounds ROUNDS = new Rounds(3, 15);

    /** For networks that take microseconds: short turns, and many, as a machine may be slow for a second. */
    private static final Rounds BRIEF = new Rounds(50, 500);

    private static final double BRIEF_SECONDS = 0.001;

    private static final String NEAR_HEAD = "at most 1.25";

    private static final String PHOTO = "test-images/nuclei/08-stained.png";

    /** Where a network that segments is explained by itself, half of it lies behind. */
    private static final String AT_BOTTLENECK = "at most 1.6";

    private final Optional<String> more;

    ExplainBenchmark(Optional<String> more) {
        this.more = more;
    }

    @Override
    public String name() {
        return "explain";
    }

    @Override
    public List<Measurement> run(Monitor monitor) {
        List<Measurement> measured = new ArrayList<>();
        measured.add(compare("digits", Checkout.file("test-images/digits/font-7.png"), List.of(), NEAR_HEAD, monitor));
        Path nuclei = Checkout.file("test-images/nuclei/02-dense.png");
        measured.add(compare("nuclei-trimap", nuclei, nearHead("nuclei-trimap"), NEAR_HEAD, monitor));
        measured.add(compare("nuclei-trimap", nuclei, List.of(), AT_BOTTLENECK, monitor));
        more.ifPresent(model -> measured.add(compare(model, nuclei, List.of(), NEAR_HEAD, monitor)));
        measured.addAll(MethodRows.measure(Image.read(Checkout.file(PHOTO)), monitor));
        return measured;
    }

    private static List<String> nearHead(String model) {
        List<String> layers = Explainer.layers(ModelLibrary.find(model));
        return layers.subList(layers.size() - 1, layers.size());
    }

    private static Measurement compare(String name, Path file, List<String> layers, String aim, Monitor monitor) {
        Model model = ModelLibrary.find(name);
        Image image = Image.read(file);
        int width = model.card().input().width().orElse(image.width());
        int height = model.card().input().height().orElse(image.height());
        FloatTensor tensor = FloatTensor.allocate(model.card().input().shape(width, height));
        model.card().input().preparation().fill(image, width, height, tensor.data());
        ExplainOptions options = ExplainOptions.DEFAULT.withLayers(layers);
        try (Explainer explainer = Explainer.open(model, options, Device.CPU);
                Session plain = Session.open(model.onnx(), Device.CPU)) {
            Map<String, FloatTensor> input = Map.of(plain.inputs().get(0).name(), tensor);
            DoubleSupplier forward = () -> Rounds.mean(() -> Rounds.seconds(() -> plain.run(input, Cancellation.NONE)));
            DoubleSupplier explained = () -> Rounds.mean(
                    () -> explainer.explain(image, Monitor.NONE).get(0).seconds());
            Rounds rounds = forward.getAsDouble() < BRIEF_SECONDS ? BRIEF : ROUNDS;
            List<Side> sides = rounds.measure(List.of(explained, forward), monitor);
            return new Measurement(
                    "Grad-CAM, " + model.name() + " at " + explainer.layer(),
                    "s",
                    sides.get(0),
                    sides.get(1),
                    "a plain forward pass",
                    aim);
        }
    }
}
