package io.fovea.autodiff;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.SharedData;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.ValueInfo;
import io.fovea.session.Cancellation;
import io.fovea.session.Device;
import io.fovea.session.FloatTensor;
import io.fovea.session.Session;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Models written by others, differentiated from their first output to their first input. */
@Tag("shared-data")
class ForeignModelsTest {

    private static final double[] STEPS = {0.3, 0.1, 0.03, 0.01, 0.003};

    /** Models that ONNX Runtime itself refuses, and why. */
    private static final Map<String, String> EXCLUDED =
            Map.of("decision_tree", "a MatMul of int8", "self_attention", "an Equal of floats in operator set 10");

    @Test
    void gradientsOfLargeModelsMatchADirectionalDifference() throws IOException {
        Map<String, Graph> models = new TreeMap<>();
        try (Stream<Path> files = Files.list(SharedData.path("onnx/models"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".onnx")).toList()) {
                models.put(file.getFileName().toString(), Graph.read(file));
            }
        }
        models.put(
                "unet2d_nuclei_broad", Graph.read(SharedData.path("onnx/bioimageio/unet2d_nuclei_broad/weights.onnx")));
        assertThat(compare("autodiff-models.tsv", models)).hasSizeGreaterThanOrEqualTo(13);
    }

    /** Resize in operator sets 11 and 12, initialisers that nothing needs among the inputs, detectors, super-resolution. */
    @Test
    void gradientsOfModelsInOlderFormsMatchADirectionalDifference() throws IOException {
        Map<String, Graph> models = new TreeMap<>();
        try (Stream<Path> files = Files.list(SharedData.path("onnx/more"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".onnx")).toList()) {
                models.put(file.getFileName().toString(), Graph.read(file));
            }
        }
        Graph flat = models.remove("light_resnet50.onnx");
        assertThat(compare("autodiff-more-models.tsv", models)).hasSize(models.size());
        // Its weights are placeholders, all alike, under which values grow beyond what differences can be taken of.
        ValueInfo image = flat.inputs().get(0);
        Gradients gradients =
                Gradients.of(flat, GradientTarget.sumOf(flat.outputs().get(0).name()), List.of(image.name()));
        assertThat(gradients.graph().inputs()).extracting(ValueInfo::name).containsExactly(image.name());
        try (Session session = Session.open(gradients.graph().toBytes(), Device.CPU)) {
            Map<String, FloatTensor> feeds = Map.of(image.name(), noise(image, new Random(3)));
            FloatTensor gradient = session.run(feeds, Cancellation.NONE).get(gradients.of(image.name()));
            assertThat(gradient.shape()).isEqualTo(image.shape().sizes());
        }
    }

    @Test
    void gradientsOfSmallModelsMatchADirectionalDifference() throws IOException {
        Map<String, Graph> models = new TreeMap<>();
        try (ZipFile zip = new ZipFile(SharedData.path("onnx/small-models.zip").toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                String name = entry.getName().split("/")[0];
                if (entry.getName().endsWith(".onnx") && !EXCLUDED.containsKey(name)) {
                    try (InputStream in = zip.getInputStream(entry)) {
                        models.put(name, Graph.parse(in.readAllBytes()));
                    }
                }
            }
        }
        assertThat(compare("autodiff-small-models.tsv", models)).hasSizeGreaterThanOrEqualTo(30);
    }

    /** Writes a table of all models; returns the errors of those that have a gradient. */
    private static Map<String, Double> compare(String table, Map<String, Graph> models) throws IOException {
        List<String> rows = new ArrayList<>(List.of("model\topset\toperators\tcovered\terror"));
        Map<String, Double> errors = new TreeMap<>();
        try {
            models.forEach((name, model) -> {
                String operators =
                        model.nodes().stream().map(Node::op).distinct().sorted().collect(Collectors.joining(" "));
                String covered = "yes";
                double error = Double.NaN;
                try {
                    error = error(model);
                    errors.put(name, error);
                } catch (NoGradientException e) {
                    covered = e.getMessage();
                }
                rows.add(String.format(
                        Locale.ROOT, "%s\t%d\t%s\t%s\t%.1e", name, model.opset(), operators, covered, error));
            });
        } finally {
            Files.createDirectories(Path.of("target"));
            Files.write(Path.of("target", table), rows);
        }
        errors.forEach((name, error) -> assertThat(error).as(name).isLessThan(name.contains("fp16") ? 0.2 : 0.02));
        return errors;
    }

    /** Along the gradient, the target must rise by the gradient's length. */
    private static double error(Graph model) {
        String output = model.outputs().get(0).name();
        ValueInfo first = model.inputs().get(0);
        Gradients gradients = Gradients.of(model, GradientTarget.sumOf(output).weighted(), List.of(first.name()));
        Map<String, FloatTensor> feeds = new HashMap<>();
        Random random = new Random(3);
        for (ValueInfo input : model.inputs()) {
            feeds.put(input.name(), noise(input, random));
        }
        try (Session plain = Session.open(model.toBytes(), Device.CPU);
                Session both = Session.open(gradients.graph().toBytes(), Device.CPU)) {
            FloatTensor weights = Differences.random(
                    plain.run(feeds, Cancellation.NONE).get(output).shape());
            Map<String, FloatTensor> more = new HashMap<>(feeds);
            more.put(gradients.weightInput().orElseThrow(), weights);
            float[] g = both.run(more, Cancellation.NONE)
                    .get(gradients.of(first.name()))
                    .toArray();
            double length = 0;
            for (float v : g) {
                length += (double) v * v;
            }
            length = Math.sqrt(length);
            assertThat(length).isFinite();
            if (length == 0) {
                // Flat, as behind a comparison: then it rises along no direction.
                Arrays.fill(g, 1);
                double step = STEPS[0] / Math.sqrt(g.length);
                return Math.abs(scalar(plain, moved(feeds, first, g, step), output, weights)
                        - scalar(plain, moved(feeds, first, g, -step), output, weights));
            }
            double best = Double.POSITIVE_INFINITY;
            for (double step : STEPS) {
                double rise = (scalar(plain, moved(feeds, first, g, step / length), output, weights)
                                - scalar(plain, moved(feeds, first, g, -step / length), output, weights))
                        / (2 * step);
                best = Math.min(best, Math.abs(rise - length) / length);
            }
            return best;
        }
    }

    private static FloatTensor noise(ValueInfo input, Random random) {
        long[] shape = input.shape().sizes();
        for (int i = 0; i < shape.length; i++) {
            shape[i] = shape[i] > 0 ? shape[i] : i == 0 ? 1 : 64;
        }
        FloatTensor tensor = FloatTensor.allocate(shape);
        double scale = input.type() == ElementType.FLOAT16 ? 100 : 1;
        for (int i = 0; i < tensor.size(); i++) {
            tensor.data().put(i, (float) (random.nextDouble() * scale));
        }
        return tensor;
    }

    private static Map<String, FloatTensor> moved(
            Map<String, FloatTensor> feeds, ValueInfo input, float[] direction, double by) {
        float[] values = feeds.get(input.name()).toArray();
        for (int i = 0; i < values.length; i++) {
            values[i] += (float) (by * direction[i]);
        }
        Map<String, FloatTensor> moved = new HashMap<>(feeds);
        moved.put(input.name(), FloatTensor.of(values, feeds.get(input.name()).shape()));
        return moved;
    }

    private static double scalar(Session session, Map<String, FloatTensor> feeds, String output, FloatTensor weights) {
        float[] y = session.run(feeds, Cancellation.NONE).get(output).toArray();
        double sum = 0;
        for (int i = 0; i < y.length; i++) {
            sum += (double) y[i] * weights.data().get(i);
        }
        return sum;
    }
}
