package io.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fovea.explain.ExplainOptions;
import io.fovea.explain.Explainer;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Tensor;
import io.fovea.image.Color;
import io.fovea.image.Image;
import io.fovea.model.Card;
import io.fovea.model.Input;
import io.fovea.model.Model;
import io.fovea.model.ModelLibrary;
import io.fovea.model.OutputValues;
import io.fovea.model.Task;
import io.fovea.session.Device;
import io.fovea.session.FloatTensor;
import io.fovea.task.Classifier;
import io.fovea.task.Monitor;
import io.fovea.task.Score;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A model that explains itself, run by the ONNX Runtime of Node.js and of a browser. */
@Timeout(400)
class ExportedModelElsewhereTest {
    private static final float NEAR = 1e-4f;
    private static final String RUN =
            """
            const ort = require("onnxruntime-node");
            const { readFileSync, writeFileSync } = require("fs");
            const [model, input, type, dims, file, wanted, output] = process.argv.slice(2);
            (async () => {
              const session = await ort.InferenceSession.create(model);
              const bytes = new Uint8Array(readFileSync(file));
              const values = type === "uint8" ? bytes : new Float32Array(bytes.buffer);
              const results = await session.run({
                [input]: new ort.Tensor(type, values, dims.split("x").map(Number)),
                class: new ort.Tensor("int64", BigInt64Array.of(BigInt(wanted)), [1]),
              });
              const [scores] = session.outputNames.filter(name => name !== "heat");
              writeFileSync(output, JSON.stringify(
                { scores: Array.from(results[scores].data), heat: Array.from(results.heat.data) }));
            })();
            """;
    private static final Path THREE = Cli.root("test-images/digits/stroke-3.png");
    private static final ExplainOptions OPTIONS = ExplainOptions.DEFAULT.withLayers(List.of("conv2d_1"));

    @TempDir
    private Path folder;

    private int exports;

    /** Scores in the order of classes, and heat row by row. */
    private record Answer(float[] scores, float[] heat) {

        static Answer of(JsonNode json) {
            return new Answer(floats(json.path("scores")), floats(json.path("heat")));
        }

        private static float[] floats(JsonNode list) {
            float[] values = new float[list.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) list.get(i).asDouble();
            }
            return values;
        }

        void isNear(Answer other) {
            assertThat(scores).containsExactly(other.scores, offset(NEAR));
            assertThat(heat).containsExactly(other.heat, offset(NEAR));
        }
    }

    private static Answer own(Model model, Image image, List<Integer> classes) {
        try (Classifier classifier = Classifier.open(model, Device.CPU);
                Explainer explainer = Explainer.openForAnyClass(model, OPTIONS, Device.CPU)) {
            List<Score> scores = classifier.predict(image, Monitor.NONE).scores().stream()
                    .sorted(Comparator.comparing(Score::index))
                    .toList();
            float[] values = new float[scores.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = scores.get(i).probability();
            }
            Image heat = explainer
                    .explain(image, Optional.empty(), classes, Monitor.NONE)
                    .get(0)
                    .map()
                    .heat();
            return new Answer(values, heat.floats());
        }
    }

    private Path exported(String parts) {
        return exported("digits", parts, "conv2d_1");
    }

    private Path exported(Object model, String parts, String layer) {
        Path file = folder.resolve(layer + " " + parts + " " + exports++ + ".onnx");
        Cli.Result result = Cli.run("export", model, "--with", parts, "--layer", layer, "--output", file);
        assertThat(result.code()).as(result.err()).isZero();
        return file;
    }

    private Answer inNode(Path model, String input, String type, String shape, byte[] values, int wanted)
            throws IOException, InterruptedException {
        NodePackages packages = NodePackages.installed();
        Path program = Files.writeString(packages.modules().resolveSibling("run.cjs"), RUN);
        Path given = Files.write(folder.resolve("values"), values);
        Path output = folder.resolve("answer.json");
        packages.node(program, model, input, type, shape, given, wanted, output);
        return Answer.of(new JsonMapper().readTree(output.toFile()));
    }

    /** Red, green, blue of each pixel. */
    private static byte[] colours(Image image) {
        if (image.isColor()) {
            return image.bytes();
        }
        ByteBuffer bytes = ByteBuffer.allocate(3 * image.bytes().length);
        for (byte grey : image.bytes()) {
            bytes.put(grey).put(grey).put(grey);
        }
        return bytes.array();
    }

    @Test
    void nodeGivesTheScoresAndTheHeatOfFoveaForThePixelsOfAPicture() throws IOException, InterruptedException {
        Image image = Image.read(THREE);
        Model model = ModelLibrary.find("digits");
        Path whole = exported("preparation,explanation");
        String shape = "1x" + image.height() + "x" + image.width() + "x3";

        inNode(whole, "image", "uint8", shape, colours(image), -1).isNear(own(model, image, List.of()));
        inNode(whole, "image", "uint8", shape, colours(image), 8).isNear(own(model, image, List.of(8)));
    }

    @Test
    void nodeGivesTheSameForTheInputOfTheNetworkItself() throws IOException, InterruptedException {
        Model model = ModelLibrary.find("digits");
        Image image = Image.read(THREE).resized(28, 28);
        FloatTensor tensor = FloatTensor.allocate(model.card().input().shape(28, 28));
        model.card().input().preparation().fill(image, 28, 28, tensor.data());
        ByteBuffer values = ByteBuffer.allocate(4 * tensor.size()).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : tensor.toArray()) {
            values.putFloat(value);
        }
        long[] dims = model.card().input().shape(28, 28);
        String shape = dims[0] + "x" + dims[1] + "x" + dims[2] + "x" + dims[3];
        String input = model.graph().inputs().get(0).name();

        inNode(exported("explanation"), input, "float32", shape, values.array(), -1)
                .isNear(own(model, image, List.of()));
    }

    @Test
    void aPageOpenedFromAFileShowsClassAndHeatOfAPhoto() throws IOException, InterruptedException {
        Image image = Image.read(THREE);
        Model model = ModelLibrary.find("digits");
        NodePackages packages = NodePackages.installed();
        Path page = folder.resolve("page.html");
        packages.node(Cli.root("docs/web/pack.mjs"), exported("preparation,explanation"), page);
        try (Chromium browser = Chromium.start(folder.resolve("profile"))) {
            browser.open(page.toUri());
            browser.evaluate(next());
            browser.choose("input[type=file]", THREE.toAbsolutePath());

            Answer.of(browser.evaluate(ANSWER)).isNear(own(model, image, List.of()));
            assertThat(browser.evaluate("document.querySelector('button[aria-pressed=true]').textContent")
                            .asText())
                    .startsWith("3");

            browser.evaluate(next()
                    + "[...document.querySelectorAll('button')].find(b => b.textContent.startsWith('8')).click()");

            Answer.of(browser.evaluate(ANSWER)).isNear(own(model, image, List.of(8)));

            Path shown =
                    Files.createDirectories(Cli.root("cli/target/screenshots")).resolve("explain-page.png");
            Files.write(shown, browser.picture());
            assertThat(warmest(Image.read(shown))).isGreaterThan(100);

            Path odd = Files.writeString(folder.resolve("odd.png"), "no picture");
            browser.choose("input[type=file]", odd);

            String message = browser.evaluate(
                            """
                            new Promise(done => {
                              const look = () => {
                                const said = document.querySelector('#message').textContent;
                                said.includes('odd.png') ? done(said) : setTimeout(look, 20);
                              };
                              look();
                            })""")
                    .asText();
            assertThat(message).contains("odd.png", "PNG or a JPEG");
        }
    }

    /** A pixel speaks for the last class as far as it is brighter than 100, and for the first as far as it is darker. */
    private Path ofPixels(Task task, float[] weights, float[] biases, String... labels) throws IOException {
        Graph graph = TestGraphs.ofImage(1, -1, -1);
        graph.put("weights", Tensor.of(weights, weights.length, 1, 1, 1));
        graph.put("biases", Tensor.of(biases, biases.length));
        graph.append(Node.of("Conv", List.of("image", "weights", "biases"), "scores"));
        graph.expose("scores");
        OutputValues values = weights.length == 1 ? OutputValues.INDEPENDENT_LOGITS : OutputValues.LOGITS;
        Card.of("of pixels", task, List.of(labels), Input.whole(Color.GRAY), values)
                .writeTo(graph);
        Path file = folder.resolve(labels[0] + ".onnx");
        graph.write(file);
        return exported(file, "preparation,explanation", "scores");
    }

    @Test
    void ofPixelsThePageMarksTheClassThatTheModelExplains() throws IOException, InterruptedException {
        byte[] pixels = new byte[16 * 16];
        Arrays.fill(pixels, 0, 64, (byte) 200);
        Path photo = folder.resolve("quarter.png");
        Image.gray8(16, 16, pixels).write(photo);
        Path oneScore = ofPixels(Task.SEGMENTATION, new float[] {1}, new float[] {-100}, "dark", "bright");
        Path trimap =
                ofPixels(Task.TRIMAP, new float[] {1, -1, 0}, new float[] {-100, 100, -1000}, "cell", "ground", "rim");
        NodePackages packages = NodePackages.installed();
        Path page = folder.resolve("page.html");
        packages.node(Cli.root("docs/web/pack.mjs"), exported("preparation,explanation"), page);
        try (Chromium browser = Chromium.start(folder.resolve("profile"))) {
            browser.open(page.toUri());
            for (Map.Entry<Path, String> each :
                    Map.of(oneScore, "bright25.0 %", trimap, "cell25.0 %").entrySet()) {
                browser.evaluate(next());
                browser.choose("input[type=file]", each.getKey(), photo);
                browser.evaluate("answer.then(() => 0)");

                assertThat(browser.evaluate("document.querySelector('button[aria-pressed=true]').textContent")
                                .asText())
                        .isEqualTo(each.getValue());
            }
        }
    }

    /** How much more red than blue there is in the pixel that has most. */
    private static int warmest(Image image) {
        byte[] rgb = image.bytes();
        int most = 0;
        for (int i = 0; i < rgb.length; i += 3) {
            most = Math.max(most, (rgb[i] & 0xff) - (rgb[i + 2] & 0xff));
        }
        return most;
    }

    private static final String ANSWER = "answer.then(a => ({scores: Array.from(a.scores), heat: Array.from(a.heat)}))";

    /** Waits for what the page answers next. */
    private static String next() {
        return "answer = new Promise(done => addEventListener.call(document, 'explained', e => done(e.detail),"
                + " {once: true})); undefined;";
    }
}
