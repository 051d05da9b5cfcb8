package io.fovea.stroke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.FoveaException;
import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import io.fovea.image.Color;
import io.fovea.image.Image;
import io.fovea.model.Card;
import io.fovea.model.Input;
import io.fovea.model.Model;
import io.fovea.model.OutputValues;
import io.fovea.model.Task;
import io.fovea.session.Device;
import io.fovea.task.LabelMap;
import io.fovea.task.Monitor;
import io.fovea.task.Segmentation;
import io.fovea.task.Segmenter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrokeClassifierTest {
    private static final StrokeClasses TWO = StrokeClasses.of("background", "disc");

    @ParameterizedTest
    @CsvSource({"64, 48", "61, 43", "1290, 1250"})
    void aSavedModelAnswersAsItDidInMemory(int width, int height, @TempDir Path folder) {
        Image small = discs(64, 48);
        Image image = discs(width, height);
        try (PixelNetwork network = PixelNetwork.open(encoderDecoder(), Device.CPU)) {
            StrokeClassifier classifier = learn(network, small, strokes(64, 48), TWO);
            Segmentation expected = classifier.predict(network.features(image), Monitor.NONE);
            Path file = folder.resolve("my discs.onnx");
            write(classifier.model("my discs"), file);
            Model read = Model.read(file);
            assertThat(read.card().task()).isEqualTo(Task.TRIMAP);
            assertThat(read.card().labels()).containsExactly("disc", "background", "contour");
            assertThat(read.assumed()).isEmpty();
            try (Segmenter segmenter = Segmenter.open(read, Device.CPU)) {
                Segmentation answer = segmenter.segment(image, Monitor.NONE);
                for (int k = 0; k < 3; k++) {
                    assertThat(farthest(answer.probability(k), expected.probability(k)))
                            .isLessThan(1e-4);
                }
                LabelMap objects = answer.instances(4);
                assertThat(objects.labels()).isEqualTo(expected.instances(4).labels());
                assertThat(objects.count()).isEqualTo(discsIn(width, height));
            }
        }
    }

    @Test
    void deepImagesAreLearntFromAsWell() {
        Image bytes = discs(64, 48);
        short[] deep = new short[64 * 48];
        for (int i = 0; i < deep.length; i++) {
            deep[i] = (short) ((bytes.bytes()[i] & 0xff) * 250);
        }
        Image image = Image.gray16(64, 48, deep);
        try (PixelNetwork network = PixelNetwork.open(encoderDecoder(), Device.CPU)) {
            StrokeClassifier classifier = learn(network, image, strokes(64, 48), TWO);
            Segmentation found = classifier.predict(network.features(image), Monitor.NONE);
            assertThat(found.instances(4).count()).isEqualTo(discsIn(64, 48));
        }
    }

    @Test
    void contourThatWasPaintedIsFoundAndOtherwiseNever() {
        Image image = discs(64, 48);
        Strokes strokes = strokes(64, 48);
        try (PixelNetwork network = PixelNetwork.open(encoderDecoder(), Device.CPU)) {
            Segmentation two = learn(network, image, strokes, TWO).predict(network.features(image), Monitor.NONE);
            assertThat(two.fraction(2)).isZero();
            assertThat(two.probability(2)).containsOnly(0f);
            rim(strokes, 2);
            StrokeClasses classes = StrokeClasses.of("background", "disc", "Contour");
            Segmentation three = learn(network, image, strokes, classes).predict(network.features(image), Monitor.NONE);
            assertThat(three.hasTrimap()).isTrue();
            assertThat(three.fraction(2)).isBetween(0.05, 0.5);
        }
    }

    @Test
    void otherClassesAreAMapInTheirOwnOrder() {
        Image image = discs(64, 48);
        Strokes strokes = strokes(64, 48);
        rim(strokes, 2);
        StrokeClasses classes = StrokeClasses.of("background", "disc", "rim");
        try (PixelNetwork network = PixelNetwork.open(encoderDecoder(), Device.CPU)) {
            StrokeClassifier classifier = learn(network, image, strokes, classes);
            Segmentation found = classifier.predict(network.features(image), Monitor.NONE);
            assertThat(found.hasInstances()).isFalse();
            assertThat(found.labels()).containsExactly("background", "disc", "rim");
            assertThat(classifier.model("x").card().task()).isEqualTo(Task.SEGMENTATION);
            assertThat(found.classes()[0]).isZero();
            assertThat(found.classes()[8 * 64 + 8]).isEqualTo((byte) 1);
        }
    }

    @Test
    void strokesOnSeveralImagesCountTogetherAndNewOnesReplaceOld() {
        Image image = discs(64, 48);
        try (PixelNetwork network = PixelNetwork.open(encoderDecoder(), Device.CPU)) {
            ImageFeatures features = network.features(image);
            StrokeTraining training = new StrokeTraining(network, TWO);
            Strokes dark = new Strokes(64, 48);
            dark.paint(0, 0, 0);
            Strokes bright = new Strokes(64, 48);
            bright.paint(8, 8, 1);
            training.set("a", features, dark);
            training.set("b", features, bright);
            assertThat(training.learn(Monitor.NONE).pixels()).isEqualTo(2);
            training.set("b", features, dark);
            assertThatThrownBy(() -> training.learn(Monitor.NONE))
                    .isInstanceOf(FoveaException.class)
                    .hasMessageContaining("no stroke of disc")
                    .hasMessageContaining("background, disc");
        }
    }

    @Test
    void aClassWithoutANameIsRefused() {
        Strokes strokes = new Strokes(64, 48);
        strokes.paint(1, 1, 2);
        try (PixelNetwork network = PixelNetwork.open(encoderDecoder(), Device.CPU)) {
            StrokeTraining training = new StrokeTraining(network, TWO);
            ImageFeatures features = network.features(discs(64, 48));
            assertThatThrownBy(() -> training.set("discs.tif", features, strokes))
                    .isInstanceOf(FoveaException.class)
                    .hasMessageContaining("'discs.tif'")
                    .hasMessageContaining("class 3")
                    .hasMessageContaining("2 classes");
        }
        assertThatThrownBy(() -> StrokeClasses.of("one")).hasMessageContaining("1 is named: one");
        assertThatThrownBy(() -> StrokeClasses.of("a", " a")).hasMessageContaining("a name of its own");
        assertThatThrownBy(() -> StrokeClasses.of("a", "cell", "Cell")).hasMessageContaining("a name of its own");
        assertThatThrownBy(() -> StrokeClasses.of("nucleus", "Background"))
                .hasMessageContaining("The first class is background, and these are named: nucleus, Background");
        assertThatThrownBy(() -> StrokeClasses.of("a", "b", "background"))
                .hasMessageContaining("first class is background");
        assertThatThrownBy(() -> StrokeClasses.of("background", "contour"))
                .hasMessageContaining("Contour is a third class");
    }

    @Test
    void aModelWithoutLayersThatLieEvenlyIsRefused() {
        Graph graph = Graph.create("uneven", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, 1, -1, -1)));
        graph.put("w", Tensor.of(new float[9], 1, 1, 3, 3));
        graph.append(Node.of("Conv", List.of("x", "w"), "y"));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.of(1, 1, -1, -1)));
        Card.of("uneven", Task.TRANSFORM, List.of(), Input.tiled(Color.GRAY, 0, 1), OutputValues.VALUES)
                .writeTo(graph);
        assertThatThrownBy(() -> PixelNetwork.open(Model.of(graph), Device.CPU))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("'uneven'")
                .hasMessageContaining("nuclei-trimap");
    }

    /** As DeepLab's with its pooled branch: its decoder runs on images of its own size alone. */
    @Test
    void ofANetworkForOneSizeTheLayersAreTakenThatRunOnAny() {
        Graph graph = encoderDecoder().graph();
        graph.put("own", Tensor.of(new float[16 * 20 * 20], 1, 16, 20, 20));
        graph.append(Node.of("Add", List.of("three", "own"), "pinned"));
        graph.append(Node.of("Resize", List.of("pinned", "", "twice"), "pinned_wide"));
        graph.append(Node.of("Conv", List.of("pinned_wide", "four_w"), "pinned_four"));
        graph.append(Node.of("Relu", List.of("pinned_four"), "pinned_y"));
        graph.setOutputs(List.of("pinned_y"));

        try (PixelNetwork network = PixelNetwork.open(Model.of(graph), Device.CPU)) {
            assertThat(network.grids())
                    .extracting(FeatureGrid::value)
                    .contains("one")
                    .doesNotContain("pinned");
            assertThat(network.features(discs(64, 48))).isNotNull();
        }
    }

    private static StrokeClassifier learn(PixelNetwork network, Image image, Strokes strokes, StrokeClasses classes) {
        StrokeTraining training = new StrokeTraining(network, classes);
        training.set("image", network.features(image), strokes);
        return training.learn(Monitor.NONE);
    }

    private static double farthest(float[] some, float[] others) {
        assertThat(some).hasSameSizeAs(others);
        double farthest = 0;
        for (int i = 0; i < some.length; i++) {
            farthest = Math.max(farthest, Math.abs(some[i] - others[i]));
        }
        return farthest;
    }

    private static void write(Model model, Path file) {
        try {
            model.graph().write(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Bright discs of radius 4 around every sixteenth pixel, from 8 on. */
    private static Image discs(int width, int height) {
        byte[] pixels = new byte[width * height];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (distance(i % width, i / width) <= 16 ? 220 : 30);
        }
        return Image.gray8(width, height, pixels);
    }

    private static int discsIn(int width, int height) {
        // A disc whose middle lies up to four pixels beyond the edge shows as well.
        return ((width - 5) / 16 + 1) * ((height - 5) / 16 + 1);
    }

    /** Squared, to the nearest middle. */
    private static int distance(int x, int y) {
        int dx = x % 16 - 8;
        int dy = y % 16 - 8;
        return dx * dx + dy * dy;
    }

    /** Discs and what is between them, in the left half. */
    private static Strokes strokes(int width, int height) {
        Strokes strokes = new Strokes(width, height);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width / 2; x++) {
                if (distance(x, y) <= 9) {
                    strokes.paint(x, y, 1);
                } else if (distance(x, y) > 25) {
                    strokes.paint(x, y, 0);
                }
            }
        }
        return strokes;
    }

    private static void rim(Strokes strokes, int classIndex) {
        for (int y = 0; y < strokes.height(); y++) {
            for (int x = 0; x < strokes.width() / 2; x++) {
                if (distance(x, y) > 9 && distance(x, y) <= 20) {
                    strokes.paint(x, y, classIndex);
                }
            }
        }
    }

    /** A random network: two convolutions, of which the second halves the resolution, and a way back. */
    private static Model encoderDecoder() {
        Random random = new Random(11);
        Graph graph = Graph.create("random", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, 1, -1, -1)));
        graph.put("scale", Tensor.scalar(1 / 255f));
        graph.append(Node.of("Mul", List.of("x", "scale"), "scaled"));
        conv(graph, random, "scaled", "one", 12, 1, 1);
        conv(graph, random, "one", "two", 16, 12, 2);
        conv(graph, random, "two", "three", 16, 16, 1);
        graph.put("twice", Tensor.of(1f, 1, 2, 2));
        graph.append(Node.of("Resize", List.of("three", "", "twice"), "wide", Attributes.NONE.with("mode", "nearest")));
        conv(graph, random, "wide", "four", 8, 16, 1);
        graph.put("last", weights(random, 2, 8, 1));
        graph.append(Node.of("Conv", List.of("four", "last"), "scores"));
        graph.append(Node.of("Softmax", List.of("scores"), "y", Attributes.NONE.with("axis", 1)));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.of(1, 2, -1, -1)));
        Card.of(
                        "random",
                        Task.SEGMENTATION,
                        List.of("a", "b"),
                        Input.tiled(Color.GRAY, 16, 2),
                        OutputValues.PROBABILITIES)
                .writeTo(graph);
        return Model.of(graph);
    }

    private static void conv(Graph graph, Random random, String from, String to, int out, int in, int stride) {
        graph.put(to + "_w", weights(random, out, in, 3));
        graph.append(Node.of(
                "Conv",
                List.of(from, to + "_w"),
                to + "_conv",
                Attributes.NONE.withIntegers("pads", 1, 1, 1, 1).withIntegers("strides", stride, stride)));
        graph.append(Node.of("Relu", List.of(to + "_conv"), to));
    }

    private static Tensor weights(Random random, int out, int in, int side) {
        float[] values = new float[out * in * side * side];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (random.nextGaussian() / Math.sqrt(in * side * side / 2.0));
        }
        return Tensor.of(values, out, in, side, side);
    }
}
