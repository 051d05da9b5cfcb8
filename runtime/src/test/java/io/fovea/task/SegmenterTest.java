package io.fovea.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

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
import io.fovea.image.Layout;
import io.fovea.image.Normalisation;
import io.fovea.image.Stretch;
import io.fovea.model.Card;
import io.fovea.model.Input;
import io.fovea.model.Model;
import io.fovea.model.OutputValues;
import io.fovea.model.ReceptiveField;
import io.fovea.model.Task;
import io.fovea.session.CancelledException;
import io.fovea.session.Device;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmenterTest {
    private static final List<String> LABELS = List.of("a", "b", "c");

    @ParameterizedTest
    @CsvSource({"203, 150", "64, 333", "120, 120"})
    void tilesCannotBeSeen(int width, int height) {
        Graph graph = Nets.randomEncoderDecoder(5);
        ReceptiveField field = ReceptiveField.of(graph, "y");
        Model model = Model.of(graph).withCard(tiled(field.radius(), field.multiple()));
        Image image = Nets.noise(width, height, 3, 1);
        List<String> steps = new ArrayList<>();
        try (Segmenter whole = Segmenter.open(model, Device.CPU, Integer.MAX_VALUE);
                Segmenter cut = Segmenter.open(model, Device.CPU, 72 * 72)) {
            Segmentation expected = whole.segment(image, Monitor.NONE);
            Monitor listening = Monitor.of((fraction, message) -> steps.add(message), Monitor.NONE);
            Segmentation actual = cut.segment(image, listening);
            assertThat(steps).hasSizeGreaterThan(3);
            for (int c = 0; c < 3; c++) {
                assertThat(difference(actual.probability(c), expected.probability(c)))
                        .isLessThan(1e-5f);
            }
            assertThat(sum(actual, 0)).isCloseTo(1, offset(1e-5f));
        }
    }

    @Test
    void tilesOfAFixedSizeAnswerLikeTheWhole() {
        Graph graph = Nets.randomEncoderDecoder(6);
        ReceptiveField field = ReceptiveField.of(graph, "y");
        Image image = Nets.noise(150, 97, 3, 2);
        Card free = tiled(field.radius(), field.multiple());
        Card fixed = tiled(field.radius(), field.multiple(), 64);
        try (Segmenter whole = Segmenter.open(Model.of(graph).withCard(free), Device.CPU);
                Segmenter cut = Segmenter.open(Model.of(graph).withCard(fixed), Device.CPU)) {
            for (int c = 0; c < 3; c++) {
                assertThat(difference(
                                cut.segment(image, Monitor.NONE).probability(c),
                                whole.segment(image, Monitor.NONE).probability(c)))
                        .isLessThan(1e-5f);
            }
            assertThat(cut.segment(Nets.noise(10, 7, 3, 3), Monitor.NONE).classes())
                    .hasSize(70);
        }
    }

    /** Every pixel is answered by itself, although the network leaves out three pixels at each side of what it is given. */
    @ParameterizedTest
    @CsvSource({"41, 30, 1000000, -1", "200, 150, 4096, -1", "41, 30, 1000000, 24", "20, 9, 1000000, 24"})
    void networksWithoutPaddingAnswerForEveryPixelInItsPlace(int width, int height, int largestWhole, long size) {
        Graph graph = Graph.create("unpadded", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, 1, size, size)));
        long left = size < 0 ? size : size - 6;
        float[] middle = new float[49];
        middle[24] = 1;
        graph.put("w", Tensor.of(middle, 1, 1, 7, 7));
        graph.put("b", Tensor.of(-127.5f));
        graph.append(Node.of("Conv", List.of("x", "w", "b"), "bright"));
        graph.append(Node.of("Neg", List.of("bright"), "dark"));
        graph.append(Node.of("Concat", List.of("dark", "bright"), "y", Attributes.NONE.with("axis", 1)));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.of(1, 2, left, left)));
        Image image = Nets.noise(width, height, 1, 3);

        try (Segmenter segmenter = Segmenter.open(Model.of(graph), Device.CPU, largestWhole)) {
            byte[] classes = segmenter.segment(image, Monitor.NONE).classes();
            for (int i = 0; i < classes.length; i++) {
                assertThat(classes[i]).as("pixel %d", i).isEqualTo((byte) ((image.bytes()[i] & 0xff) > 127 ? 1 : 0));
            }
        }
    }

    /** Of 4k + 2 pixels it leaves out 1 at each side, of 4k + 4 it leaves out 2: no margin is right, unless it goes by fours. */
    @Test
    void aMarginThatDependsOnTheSizeOfTilesIsRefused() {
        Graph graph = Graph.create("uneven", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, 1, -1, -1)));
        graph.put("w", Tensor.of(new float[18], 2, 1, 3, 3));
        graph.put("each", Tensor.of(new float[32], 2, 1, 4, 4));
        graph.append(Node.of("Conv", List.of("x", "w"), "a"));
        Attributes fours = Attributes.NONE.withIntegers("strides", 4, 4);
        graph.append(Node.of("MaxPool", List.of("a"), "p", fours.withIntegers("kernel_shape", 4, 4)));
        graph.append(Node.of("ConvTranspose", List.of("p", "each"), "y", fours.with("group", 2)));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.of(1, 2, -1, -1)));
        Card card = Card.of(
                "uneven",
                Task.SEGMENTATION,
                List.of("dark", "bright"),
                Input.tiled(Color.GRAY, 8, 1),
                OutputValues.LOGITS);

        try (Segmenter segmenter = Segmenter.open(Model.of(graph).withCard(card), Device.CPU)) {
            assertThatThrownBy(() -> segmenter.segment(Nets.noise(42, 42, 1, 3), Monitor.NONE))
                    .isInstanceOf(FoveaException.class)
                    .hasMessageContaining("'multiple'");
        }
    }

    @Test
    void theReceptiveFieldIsReadFromTheGraph() {
        ReceptiveField field = ReceptiveField.of(Nets.randomEncoderDecoder(5), "y");
        assertThat(field.isBounded()).isTrue();
        assertThat(field.multiple()).isEqualTo(4);
        // 1 + 1 (pool) + 2 (stride 2) + 4 (at stride 4), and what the transposed convolutions and the last one add.
        assertThat(field.radius()).isBetween(10, 20);
    }

    @Test
    void resizedModelsAnswerInTheSizeOfTheImage() {
        Model model = Model.of(brightness(8, Layout.NCHW)).withCard(resized(8, 8, Layout.NCHW, OutputValues.LOGITS));
        Image image = halves(100, 60);
        try (Segmenter segmenter = Segmenter.open(model, Device.CPU)) {
            Segmentation result = segmenter.segment(image, Monitor.NONE);
            assertThat(result.width()).isEqualTo(100);
            assertThat(result.height()).isEqualTo(60);
            assertThat(result.labels()).containsExactly("dark", "bright");
            assertThat(result.fraction(1)).isEqualTo(0.5);
            assertThat(result.classes()[0]).isZero();
            assertThat(result.classes()[99]).isEqualTo((byte) 1);
            assertThat(result.probability(1)[99]).isCloseTo(1, offset(1e-4f));
            assertThat(result.seconds()).isPositive();
            assertThat(result.hasInstances()).isFalse();
            assertThatThrownBy(() -> result.instances(1)).isInstanceOf(IllegalStateException.class);
            assertThat(result.classMap().bytes()).isEqualTo(result.classes());
        }
    }

    @Test
    void channelsMayComeLast() {
        Model model = Model.of(brightness(8, Layout.NHWC)).withCard(resized(8, 8, Layout.NHWC, OutputValues.LOGITS));
        try (Segmenter segmenter = Segmenter.open(model, Device.CPU)) {
            assertThat(segmenter.segment(halves(20, 10), Monitor.NONE).fraction(1))
                    .isEqualTo(0.5);
        }
    }

    @Test
    void oneScoreIsThatOfTheForeground() {
        Graph graph = Graph.create("one", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Nets.free(1)));
        graph.put("b", Tensor.of(new float[] {-127}, 1));
        graph.append(Node.of("Add", List.of("x", "b"), "y"));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Nets.free(1)));
        Card card = Card.of(
                "one", Task.SEGMENTATION, List.of(), Input.tiled(Color.GRAY, 0, 1), OutputValues.INDEPENDENT_LOGITS);
        try (Segmenter segmenter = Segmenter.open(Model.of(graph).withCard(card), Device.CPU)) {
            Segmentation result = segmenter.segment(Image.gray8(2, 1, new byte[] {0, (byte) 255}), Monitor.NONE);
            assertThat(result.labels()).containsExactly("background", "foreground");
            assertThat(result.classes()).containsExactly(0, 1);
            assertThat(result.probability(0)).containsExactly(1, 0);
        }
    }

    @Test
    void tilesAreStretchedAsOneImage() {
        short[] ramp = new short[400];
        for (int i = 0; i < ramp.length; i++) {
            ramp[i] = (short) (10 * i);
        }
        Input input = Input.tiled(Color.GRAY, 0, 1).withNormalisation(Normalisation.RAW.with(Stretch.DEEP, 0, 100));
        Model model = Nets.thresholdTrimap();
        Card card = Card.of("t", Task.TRIMAP, model.card().labels(), input, OutputValues.LOGITS);
        try (Segmenter segmenter = Segmenter.open(model.withCard(card), Device.CPU, 16)) {
            Segmentation result = segmenter.segment(Image.gray16(400, 1, ramp), Monitor.NONE);
            assertThat(result.fraction(TrimapInstances.BACKGROUND)).isCloseTo(1 / 3.0, offset(0.01));
            assertThat(result.fraction(TrimapInstances.CONTOUR)).isCloseTo(1 / 3.0, offset(0.01));
        }
    }

    @Test
    void trimapsHaveObjects() {
        byte[] pixels = new byte[] {0, (byte) 130, (byte) 255, (byte) 130, 0, (byte) 255};
        try (Segmenter segmenter = Segmenter.open(Nets.thresholdTrimap(), Device.CPU)) {
            Segmentation result = segmenter.segment(Image.gray8(6, 1, pixels), Monitor.NONE);
            assertThat(result.hasInstances()).isTrue();
            assertThat(result.trimap().bytes()).containsExactly(127, (byte) 254, 0, (byte) 254, 127, 0);
            LabelMap objects = result.instances(0);
            assertThat(objects.labels()).containsExactly(0, 1, 1, 1, 0, 2);
            assertThat(objects.count()).isEqualTo(2);
            assertThat(objects.meanProbability(2)).isGreaterThan(0.99);
            assertThat(result.instances(2).count()).isEqualTo(1);
            assertThat(result.overlay(Image.gray8(6, 1, pixels), 0)).hasToString("6x1 RGB 8-bit");
        }
    }

    @Test
    void whatIsMadeOfAResultDoesNotChangeIt() {
        byte[] pixels = new byte[] {0, (byte) 130, (byte) 255};
        try (Segmenter segmenter = Segmenter.open(Nets.thresholdTrimap(), Device.CPU)) {
            Segmentation result = segmenter.segment(Image.gray8(3, 1, pixels), Monitor.NONE);
            LabelMap objects = result.instances(0);

            result.classes()[0] = 0;
            result.classMap().bytes()[0] = 0;
            Arrays.fill(result.probability(TrimapInstances.FOREGROUND), 0);
            objects.labels()[2] = 7;

            assertThat(result.classes()).containsExactly(1, 2, 0);
            assertThat(result.probability(TrimapInstances.FOREGROUND)[2]).isGreaterThan(0.99f);
            assertThat(objects.labels()).containsExactly(0, 1, 1);
            assertThat(objects.label(1, 0)).isEqualTo(1);
            assertThatThrownBy(() -> objects.label(3, 0)).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void anImageWithoutANumberIsRefused() {
        float[] nothing = new float[16];
        Arrays.fill(nothing, Float.NaN);
        try (Segmenter segmenter = Segmenter.open(Nets.thresholdTrimap(), Device.CPU)) {
            assertThatThrownBy(() -> segmenter.segment(Image.gray32(4, 4, nothing), Monitor.NONE))
                    .isInstanceOf(FoveaException.class)
                    .hasMessageContaining("has no value that is a number");
        }
    }

    @Test
    void threadsMayShareASegmenter() {
        Model model = Model.of(Nets.randomEncoderDecoder(5)).withCard(tiled(20, 4));
        try (Segmenter segmenter = Segmenter.open(model, Device.CPU)) {
            List<CompletableFuture<Boolean>> runs = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                Image image = Nets.noise(40 + i % 3, 30, 3, i);
                byte[] alone = segmenter.segment(image, Monitor.NONE).classes();
                runs.add(CompletableFuture.supplyAsync(() ->
                        Arrays.equals(segmenter.segment(image, Monitor.NONE).classes(), alone)));
            }
            assertThat(runs).allSatisfy(run -> assertThat(run.join()).isTrue());
        }
    }

    @Test
    void canBeCancelledBetweenTiles() {
        Model model = Model.of(Nets.randomEncoderDecoder(5)).withCard(tiled(20, 4));
        int[] tiles = new int[1];
        Monitor afterThree = Monitor.of((fraction, message) -> tiles[0]++, () -> tiles[0] >= 3);
        try (Segmenter segmenter = Segmenter.open(model, Device.CPU, 64 * 64)) {
            assertThatThrownBy(() -> segmenter.segment(Nets.noise(300, 300, 3, 1), afterThree))
                    .isInstanceOf(CancelledException.class);
            assertThat(tiles[0]).isEqualTo(3);
        }
    }

    @Test
    void theTimeOfACancelledImageIsNotThatOfTheNext() {
        Model model = Model.of(Nets.randomEncoderDecoder(5)).withCard(tiled(20, 4));
        int[] tiles = new int[1];
        Monitor late = Monitor.of((fraction, message) -> tiles[0]++, () -> tiles[0] >= 30);
        try (Segmenter segmenter = Segmenter.open(model, Device.CPU, 64 * 64)) {
            assertThatThrownBy(() -> segmenter.segment(Nets.noise(400, 400, 3, 1), late))
                    .isInstanceOf(CancelledException.class);

            long start = System.nanoTime();
            double seconds =
                    segmenter.segment(Nets.noise(4, 4, 3, 1), Monitor.NONE).seconds();
            assertThat(seconds).isPositive().isLessThan((System.nanoTime() - start) * 1e-9);
        }
    }

    @Test
    void saysWhyAModelCannotSegment() {
        Graph graph = Nets.randomEncoderDecoder(5);
        Card classifier =
                Card.of("cats", Task.CLASSIFICATION, List.of(), Input.resized(8, 8, Color.RGB), OutputValues.LOGITS);
        assertThatThrownBy(() -> Segmenter.open(Model.of(graph).withCard(classifier), Device.CPU))
                .isInstanceOf(FoveaException.class)
                .hasMessage("The model 'cats' cannot segment: it classifies whole images.");
        Card mislabelled = Card.of(
                "two", Task.SEGMENTATION, List.of("x", "y"), Input.tiled(Color.RGB, 20, 4), OutputValues.PROBABILITIES);
        try (Segmenter segmenter = Segmenter.open(Model.of(graph).withCard(mislabelled), Device.CPU)) {
            assertThatThrownBy(() -> segmenter.segment(Nets.noise(8, 8, 3, 0), Monitor.NONE))
                    .isInstanceOf(FoveaException.class)
                    .hasMessage("The model 'two' answers with 3 classes; its card names 2.");
        }
    }

    private static Card tiled(int halo, int multiple) {
        return card(Input.tiled(Color.RGB, halo, multiple));
    }

    private static Card tiled(int halo, int multiple, int size) {
        return card(Input.tiled(Color.RGB, halo, multiple).withSize(OptionalInt.of(size), OptionalInt.of(size)));
    }

    private static Card card(Input input) {
        return Card.of("random", Task.SEGMENTATION, LABELS, input, OutputValues.PROBABILITIES);
    }

    private static Card resized(int width, int height, Layout layout, OutputValues activation) {
        Input input = Input.resized(width, height, Color.GRAY).withLayout(layout);
        return Card.of("brightness", Task.SEGMENTATION, List.of("dark", "bright"), input, activation);
    }

    /** Two scores per pixel, of which the second is higher where the pixel is bright. */
    private static Graph brightness(long size, Layout layout) {
        boolean planar = layout == Layout.NCHW;
        Graph graph = Graph.create("brightness", 13);
        Shape in = planar ? Shape.of(1, 1, size, size) : Shape.of(1, size, size, 1);
        Shape out = planar ? Shape.of(1, 2, size, size) : Shape.of(1, size, size, 2);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, in));
        graph.put("b", Tensor.of(new float[] {-127}, 1));
        graph.append(Node.of("Add", List.of("x", "b"), "bright"));
        graph.append(Node.of("Neg", List.of("bright"), "dark"));
        graph.append(Node.of("Concat", List.of("dark", "bright"), "y", Attributes.NONE.with("axis", planar ? 1 : 3)));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, out));
        return graph;
    }

    private static Image halves(int width, int height) {
        byte[] pixels = new byte[width * height];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i % width < width / 2 ? 0 : 255);
        }
        return Image.gray8(width, height, pixels);
    }

    private static float difference(float[] actual, float[] expected) {
        float largest = 0;
        for (int i = 0; i < expected.length; i++) {
            largest = Math.max(largest, Math.abs(actual[i] - expected[i]));
        }
        return largest;
    }

    private static float sum(Segmentation result, int pixel) {
        float sum = 0;
        for (int c = 0; c < 3; c++) {
            sum += result.probability(c)[pixel];
        }
        return sum;
    }
}
