package io.fovea.torch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fovea.FoveaException;
import io.fovea.SharedData;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Models that others exported, in libtorch and in ONNX Runtime, tabled in {@code target/foreign-models.md}. */
@Tag("shared-data")
class ForeignModelsTest {

    private static final double TOLERANCE = 1e-4;

    /** ONNX Runtime rounds these models' values to float16 between its nodes, libtorch computes in float32. */
    private static final double HALF_TOLERANCE = 1e-2;

    /** Eats pixels of 0 to 255; with less, its first normalisation blows up the rounding of large sums. */
    private static final String RAW_PIXELS = "style-candy.onnx";

    /** Models that do not run here, and why. */
    private static final Map<String, String> EXCLUDED = Map.of(
            "decision_tree", "ONNX Runtime refuses it: a MatMul of int8",
            "self_attention", "ONNX Runtime refuses it: an Equal of floats in operator set 10");

    @BeforeAll
    static void leaveTheOtherCores() {
        torch.set_num_threads(1);
    }

    @Test
    void largeModelsAnswerTheSameInLibtorchAndOnnxRuntime() throws IOException {
        Map<String, byte[]> models = new TreeMap<>();
        try (Stream<Path> files = Files.list(SharedData.path("onnx/models"))) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".onnx")).toList()) {
                models.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        }
        models.put(
                "unet2d_nuclei_broad",
                Files.readAllBytes(SharedData.path("onnx/bioimageio/unet2d_nuclei_broad/weights.onnx")));
        compare("foreign-models.md", models, Map.of());
    }

    @Test
    void smallModelsAnswerTheSameInLibtorchAndOnnxRuntime() throws IOException {
        Map<String, byte[]> models = new TreeMap<>();
        Map<String, JsonNode> inputs = new TreeMap<>();
        try (ZipFile zip = new ZipFile(SharedData.path("onnx/small-models.zip").toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                String name = entry.getName().split("/")[0];
                try (InputStream in = zip.getInputStream(entry)) {
                    if (entry.getName().endsWith(".onnx")) {
                        models.put(name, in.readAllBytes());
                    } else if (entry.getName().endsWith(".json")) {
                        inputs.put(name, new ObjectMapper().readTree(in).get("input_data"));
                    }
                }
            }
        }
        compare("small-models.md", models, inputs);
    }

    private static void compare(String table, Map<String, byte[]> models, Map<String, JsonNode> inputs)
            throws IOException {
        List<String> lines = new ArrayList<>(
                List.of("| model | opset | nodes | largest relative difference |", "|---|---|---|---|"));
        List<String> failures = new ArrayList<>();
        for (Map.Entry<String, byte[]> model : models.entrySet()) {
            String name = model.getKey();
            Graph graph = Graph.parse(model.getValue());
            String row =
                    "| " + name + " | " + graph.opset() + " | " + graph.nodes().size() + " | ";
            if (EXCLUDED.containsKey(name)) {
                lines.add(row + "left out: " + EXCLUDED.get(name) + " |");
                continue;
            }
            try {
                double difference = difference(graph, feed(graph, name.equals(RAW_PIXELS) ? 255 : 1, inputs.get(name)));
                lines.add(row + "%.1e |".formatted(difference));
                if (!(difference <= (isHalf(graph) ? HALF_TOLERANCE : TOLERANCE))) {
                    failures.add(name + ": differs by " + difference);
                }
            } catch (FoveaException e) {
                lines.add(row + e.getMessage() + " |");
                failures.add(name + ": " + e.getMessage());
            }
        }
        Files.write(Files.createDirectories(Path.of("target")).resolve(table), lines);
        assertThat(failures).isEmpty();
    }

    private static boolean isHalf(Graph graph) {
        return graph.initializers().values().stream().anyMatch(weights -> weights.type() == ElementType.FLOAT16);
    }

    private static Map<String, FloatTensor> feed(Graph graph, float largest, JsonNode given) {
        Map<String, FloatTensor> feed = new LinkedHashMap<>();
        Random random = new Random(5);
        for (ValueInfo input : fed(graph)) {
            long[] shape = input.shape().sizes();
            for (int i = 0; i < shape.length; i++) {
                shape[i] = shape[i] > 0 ? shape[i] : 1;
            }
            FloatTensor tensor = FloatTensor.allocate(shape);
            JsonNode values = given == null ? null : given.get(feed.size());
            for (int i = 0; i < tensor.size(); i++) {
                boolean known = values != null && i < values.size();
                float drawn = input.type().isFloatingPoint() ? largest * random.nextFloat() : random.nextInt(2);
                tensor.data().put(i, known ? number(values.get(i)) : drawn);
            }
            feed.put(input.name(), tensor);
        }
        return feed;
    }

    /** Old models list their weights among the inputs. */
    private static List<ValueInfo> fed(Graph graph) {
        return graph.inputs().stream()
                .filter(input -> !graph.initializers().containsKey(input.name()))
                .toList();
    }

    private static float number(JsonNode value) {
        if (value.isBoolean()) {
            return value.asBoolean() ? 1 : 0;
        }
        return (float) value.asDouble();
    }

    private static double difference(Graph graph, Map<String, FloatTensor> feed) {
        try (Session session = Session.open(graph.toBytes(), Device.CPU);
                TorchGraph model = TorchGraph.bind(graph, Precision.FP32);
                PointerScope scope = new PointerScope()) {
            Map<String, FloatTensor> expected = session.run(feed, Cancellation.NONE);
            Map<String, Tensor> inputs = new LinkedHashMap<>();
            for (ValueInfo input : fed(graph)) {
                FloatTensor values = feed.get(input.name());
                inputs.put(input.name(), ofType(Tensors.of(values.toArray(), values.shape()), input.type()));
            }
            double worst = 0;
            for (Map.Entry<String, FloatTensor> output : expected.entrySet()) {
                Tensor answer = model.run(inputs, output.getKey(), false);
                assertThat(Tensors.sizes(answer)).isEqualTo(output.getValue().shape());
                worst = Math.max(
                        worst,
                        difference(Tensors.toFloats(answer), output.getValue().toArray()));
            }
            return worst;
        }
    }

    private static Tensor ofType(Tensor values, ElementType type) {
        if (type.isFloatingPoint()) {
            return values;
        }
        return values.to(type == ElementType.BOOL ? ScalarType.Bool : ScalarType.Long);
    }

    /** The largest difference, relative to the largest value. */
    private static double difference(float[] found, float[] expected) {
        double worst = 0;
        double largest = 0;
        for (int i = 0; i < expected.length; i++) {
            if (Float.compare(found[i], expected[i]) != 0) {
                worst = Math.max(worst, Math.abs(found[i] - (double) expected[i]));
            }
            largest = Math.max(largest, Math.abs(expected[i]));
        }
        return worst / Math.max(largest, 1e-6);
    }
}
