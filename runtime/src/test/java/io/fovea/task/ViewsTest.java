package io.fovea.task;

import static io.fovea.task.DrawnDetector.drawn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

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
import io.fovea.image.sample.Orientation;
import io.fovea.model.Card;
import io.fovea.model.CardFacts;
import io.fovea.model.DetectorHead;
import io.fovea.model.Fit;
import io.fovea.model.Input;
import io.fovea.model.Model;
import io.fovea.model.OutputValues;
import io.fovea.model.Task;
import io.fovea.session.Cancellation;
import io.fovea.session.Device;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ViewsTest {
    /** Three wide and two high. */
    private static final Image SMALL = Image.gray8(3, 2, new byte[] {4, 8, 12, 16, 20, 24});

    /** Of every pixel the mean of its four neighbours, where what is beyond the edge is 0. */
    private static final float[] NEIGHBOURS = {6, 9, 8, 6, 12, 8};

    /** Every pixel has what is left of it, and 0 at the edge: as one-sided as can be. */
    private static Graph left() {
        Graph graph = Graph.create("left", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, 1, -1, -1)));
        graph.put("w", Tensor.of(new float[] {1, 0, 0}, 1, 1, 1, 3));
        graph.append(Node.of("Conv", List.of("x", "w"), "y", Attributes.NONE.withIntegers("pads", 0, 1, 0, 1)));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.of(1, 1, -1, -1)));
        return graph;
    }

    private static Card card(Task task, Input input, OutputValues values) {
        return Card.of("left", task, List.of(), input, values);
    }

    /** The first pixel of the image. */
    private static Graph corner() {
        return corner(1);
    }

    /** The same, so many times. */
    private static Graph corner(float factor) {
        Graph graph = Graph.create("corner", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, 1, -1, -1)));
        graph.put("from", Tensor.of(new long[] {0, 0}, 2));
        graph.put("to", Tensor.of(new long[] {1, 1}, 2));
        graph.put("axes", Tensor.of(new long[] {2, 3}, 2));
        graph.put("flat", Tensor.of(new long[] {1, 1}, 2));
        graph.append(Node.of("Slice", List.of("x", "from", "to", "axes"), "first"));
        graph.put("factor", Tensor.scalar(factor));
        graph.append(Node.of("Reshape", List.of("first", "flat"), "flattened"));
        graph.append(Node.of("Mul", List.of("flattened", "factor"), "y"));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.of(1, 1)));
        return graph;
    }

    /** The sum of all pixels. */
    private static Graph sum() {
        Graph graph = Graph.create("sum", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, 1, -1, -1)));
        graph.put("axes", Tensor.of(new long[] {2, 3}, 2));
        graph.append(Node.of("ReduceSum", List.of("x", "axes"), "y", Attributes.NONE.with("keepdims", 0)));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.of(1, 1)));
        return graph;
    }

    private static float measured(Graph graph, Views views, Image image) {
        Card card = card(Task.MEASURE, Input.whole(Color.GRAY), OutputValues.VALUES);
        try (Measurer measurer = Measurer.open(Model.of(graph).withCard(card), Device.CPU)) {
            return measurer.seeing(views)
                    .measure(image, Cancellation.NONE)
                    .values()
                    .get(0);
        }
    }

    /** The corners are 4, 12, 16 and 24, and each comes first in two of the eight views. */
    @Test
    void numbersAreTheMeanOverTheViews() {
        assertThat(measured(corner(), Views.ONE, SMALL)).isEqualTo(4);
        assertThat(measured(corner(), Views.MIRROR, SMALL)).isEqualTo((4 + 12) / 2f);
        assertThat(measured(corner(), Views.FLIPS, SMALL)).isEqualTo((4 + 12 + 16 + 24) / 4f);
        assertThat(measured(corner(), Views.TURNS, SMALL)).isEqualTo((4 + 12 + 16 + 24) / 4f);
    }

    /** A hundred pixels are 64 at four fifths of the width and height, and 144 at five quarters: 12.5 is 12. */
    @Test
    void scalesMakeTheImageSmallerAndLarger() {
        byte[] ones = new byte[100];
        Arrays.fill(ones, (byte) 1);

        assertThat(measured(sum(), Views.SCALES, Image.gray8(10, 10, ones)))
                .isCloseTo((100 + 64 + 144) / 3f, within(1e-4f));
    }

    /** Scores 0 and the logarithm of 3 are probabilities 1/2 and 3/4; the mean of the scores would be 0.634. */
    @Test
    void probabilitiesAreAveragedAndNotScores() {
        Card card = Card.of(
                "corner", Task.CLASSIFICATION, List.of("no", "yes"), Input.whole(Color.GRAY), OutputValues.LOGITS);
        Graph graph = corner((float) Math.log(3));
        Image image = Image.gray8(2, 1, new byte[] {0, 1});
        try (Classifier classifier = Classifier.open(Model.of(graph).withCard(card), Device.CPU)) {
            Classification result = classifier.seeing(Views.MIRROR).classify(image, Cancellation.NONE);

            assertThat(result.best().label()).isEqualTo("yes");
            assertThat(result.best().probability()).isCloseTo(0.625f, within(1e-6f));
            assertThat(classifier.classify(image, Cancellation.NONE).best().probability())
                    .isEqualTo(0.5f);
        }
    }

    @Test
    void pixelsAreAveragedInTheirOwnPlaces() {
        Model model = Model.of(left())
                .withCard(card(Task.SEGMENTATION, Input.tiled(Color.GRAY, 1, 1), OutputValues.PROBABILITIES));
        try (Segmenter segmenter = Segmenter.open(model, Device.CPU)) {
            assertThat(segmenter.segment(SMALL, Monitor.NONE).probability(1)).containsExactly(0, 4, 8, 0, 16, 20);
            assertThat(segmenter
                            .seeing(Views.MIRROR)
                            .segment(SMALL, Monitor.NONE)
                            .probability(1))
                    .containsExactly(4, 8, 4, 10, 20, 10);
            assertThat(segmenter
                            .seeing(Views.TURNS)
                            .segment(SMALL, Monitor.NONE)
                            .probability(1))
                    .containsExactly(NEIGHBOURS, within(1e-6f));
        }
    }

    /** In tiles, of any size or of a fixed one, every pixel has the mean of its neighbours, at the borders of tiles too. */
    @ParameterizedTest
    @CsvSource({"-1, 144", "12, 1000000"})
    void tilesCannotBeSeen(int side, int largestWhole) {
        OptionalInt size = side < 0 ? OptionalInt.empty() : OptionalInt.of(side);
        Model model = Model.of(left())
                .withCard(card(
                        Task.SEGMENTATION,
                        Input.tiled(Color.GRAY, 2, 1).withSize(size, size),
                        OutputValues.PROBABILITIES));
        Image image = Nets.noise(41, 30, 1, 3);
        List<String> steps = new ArrayList<>();
        try (Segmenter segmenter = Segmenter.open(model, Device.CPU, largestWhole)) {
            float[] mean = segmenter
                    .seeing(Views.TURNS)
                    .segment(image, Monitor.of((fraction, message) -> steps.add(message), Monitor.NONE))
                    .probability(1);

            for (int y = 1; y < 29; y++) {
                for (int x = 1; x < 40; x++) {
                    float expected = (image.value(x - 1, y, 0)
                                    + image.value(x + 1, y, 0)
                                    + image.value(x, y - 1, 0)
                                    + image.value(x, y + 1, 0))
                            / 4;
                    assertThat(mean[y * 41 + x]).isCloseTo(expected, within(1e-3f));
                }
            }
        }
        assertThat(steps).hasSizeGreaterThan(16).last().asString().startsWith("view 8 of 8, ");
    }

    /** A network that is the same whichever way it looks gives to all views what it gives to one. */
    @ParameterizedTest
    @EnumSource(Fit.class)
    void whatIsTheSameFromEverySideStaysTheSame(Fit fit) {
        if (fit == Fit.LETTERBOX) {
            return;
        }
        Input input = fit == Fit.TILE ? Input.tiled(Color.GRAY, 0, 1) : Input.resized(16, 16, Color.GRAY);
        Model trimap = Nets.thresholdTrimap();
        Model model = trimap.withCard(Card.of(
                "threshold", Task.TRIMAP, List.of("foreground", "background", "contour"), input, OutputValues.LOGITS));
        Image image = Nets.noise(37, 22, 1, 4);
        try (Segmenter segmenter = Segmenter.open(model, Device.CPU)) {
            Segmentation one = segmenter.segment(image, Monitor.NONE);
            Segmentation all = segmenter.seeing(Views.TURNS).segment(image, Monitor.NONE);

            assertThat(all.classes()).isEqualTo(one.classes());
            for (int c = 0; c < 3; c++) {
                assertThat(all.probability(c)).containsExactly(one.probability(c), within(1e-5f));
            }
            assertThat(all.instances(1).count()).isEqualTo(one.instances(1).count());
        }
    }

    /** Two hills, whose pixels point up: down is the second row of the kernel less the first, across its columns. */
    @Test
    void directionsAreTurnedBackBeforeTheyAreAveraged() {
        Graph graph = Graph.create("hills", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, 1, -1, -1)));
        float g = 5 / 34f; // floats go in as 0..255: 17 times the 15 of the higher hill
        float[] kernels = {0, -g, 0, 0, 0, 0, 0, g, 0, 0, 0, 0, -g, 0, g, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0};
        graph.put("w", Tensor.of(kernels, 3, 1, 3, 3));
        graph.put("b", Tensor.of(new float[] {0, 0, -5}, 3));
        graph.append(Node.of("Conv", List.of("x", "w", "b"), "y", Attributes.NONE.withIntegers("pads", 1, 1, 1, 1)));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.of(1, 3, -1, -1)));
        Card card = card(Task.INSTANCES, Input.tiled(Color.GRAY, 1, 1), OutputValues.INDEPENDENT_LOGITS)
                .withHead(DetectorHead.CELLPOSE);
        float[] hills = new float[61 * 40];
        for (int i = 0; i < hills.length; i++) {
            int x = i % 61;
            int y = i / 61;
            hills[i] = (float) Math.max(0, Math.max(15 - Math.hypot(x - 17, y - 20), 12 - Math.hypot(x - 44, y - 18)));
        }
        Image image = Image.gray32(61, 40, hills);
        try (Segmenter segmenter = Segmenter.open(Model.of(graph).withCard(card), Device.CPU)) {
            Segmentation one = segmenter.segment(image, Monitor.NONE);
            Segmentation all = segmenter.seeing(Views.TURNS).segment(image, Monitor.NONE);

            assertThat(one.instances(20).count()).isEqualTo(2);
            assertThat(all.instances(20).labels()).isEqualTo(one.instances(20).labels());
            assertThat(all.probability(1)).containsExactly(one.probability(1), within(1e-5f));
        }
    }

    /** A red point, as green as its disc is large, is the same polygon in every view. */
    @Test
    void polygonsOfAllViewsAreJoined() {
        byte[] pixels = new byte[60 * 40 * 3];
        pixels[(18 * 60 + 20) * 3] = (byte) 255;
        pixels[(18 * 60 + 20) * 3 + 1] = 12;
        Model model = Model.of(ObjectNets.stars(32, 1, false, -1))
                .with(CardFacts.NONE.with("pixels", "0..255").with("color", "rgb"));
        try (Segmenter segmenter = Segmenter.open(model, Device.CPU)) {
            Image image = Image.rgb8(60, 40, pixels);
            LabelMap one = segmenter.segment(image, Monitor.NONE).instances(0);
            LabelMap all =
                    segmenter.seeing(Views.TURNS).segment(image, Monitor.NONE).instances(0);

            assertThat(one.count()).isEqualTo(1);
            assertThat(all.labels()).isEqualTo(one.labels());
            Views scales = Views.SCALES;
            assertThatThrownBy(() -> segmenter.seeing(scales))
                    .hasMessageContaining("cannot be put together from several scales");
        }
    }

    @Test
    void imagesAreAveragedOnceTheyAreBackInPlace() {
        Model model =
                Model.of(left()).withCard(card(Task.TRANSFORM, Input.tiled(Color.GRAY, 1, 1), OutputValues.VALUES));
        try (ImageTransformer transformer = ImageTransformer.open(model, Device.CPU)) {
            Image made = transformer
                    .seeing(Views.TURNS)
                    .transform(SMALL, Monitor.NONE)
                    .image();

            assertThat(made).isEqualTo(SMALL.with(new byte[] {6, 9, 8, 6, 12, 8}));
            Views scales = Views.SCALES;
            assertThatThrownBy(() -> transformer.seeing(scales))
                    .isInstanceOf(FoveaException.class)
                    .hasMessageContaining("have no common pixels; augment by mirror, flips or turns.");
        }
    }

    /**
     * A box at 32..64 and 16..48 of an image of 128x64: left for right it is at 64..96. Turned by a quarter the image fills the
     * middle half of the input, where the box is at 0..32 and 48..80 of its 64x128.
     */
    @Test
    void boxesOfAllViewsAreJoinedWhereTheyOverlap() {
        Model model = drawn(DetectorHead.NMS, Fit.LETTERBOX, 16, 24, 32, 40, 0.75f, 1);
        try (Detector detector = Detector.open(model, Device.CPU)) {
            Image image = Image.gray8(128, 64, new byte[128 * 64]);

            assertThat(places(detector.seeing(Views.FLIPS).detect(image, Monitor.NONE)))
                    .containsExactlyInAnyOrder("32 16 32 32", "64 16 32 32");
            assertThat(places(detector.seeing(Views.TURNS).detect(image, Monitor.NONE)))
                    .containsExactlyInAnyOrder("32 16 32 32", "64 16 32 32", "48 0 32 32", "48 32 32 32");
        }
    }

    private static List<String> places(Detections found) {
        return found.found(0.25, 0.45).stream()
                .map(box -> Math.round(box.x()) + " " + Math.round(box.y()) + " " + Math.round(box.width()) + " "
                        + Math.round(box.height()))
                .toList();
    }

    @ParameterizedTest
    @EnumSource(Orientation.class)
    void whatIsTurnedComesBack(Orientation orientation) {
        View view = new View(orientation, 1);
        Image turned = view.of(SMALL);

        assertThat(view.undone(turned)).isEqualTo(SMALL);
        assertThat(turned.width()).isEqualTo(orientation.swapsSides() ? 2 : 3);
        for (int y = 0; y < turned.height(); y++) {
            for (int x = 0; x < turned.width(); x++) {
                double fromX = orientation.storedX(x + 0.5, y + 0.5, 3) - 0.5;
                double fromY = orientation.storedY(x + 0.5, y + 0.5, 2) - 0.5;
                assertThat(turned.value(x, y, 0)).isEqualTo(SMALL.value((int) fromX, (int) fromY, 0));
            }
        }
    }

    @Test
    void allEightAreDifferentAndColoursStayTogether() {
        assertThat(Views.TURNS.all().stream().map(view -> view.of(SMALL)).distinct())
                .hasSize(8);
        assertThat(Image.rgb8(2, 1, new byte[] {1, 2, 3, 4, 5, 6})
                        .oriented(Orientation.TRANSPOSED)
                        .bytes())
                .containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(Image.rgb8(2, 1, new byte[] {1, 2, 3, 4, 5, 6})
                        .oriented(Orientation.MIRRORED)
                        .bytes())
                .containsExactly(4, 5, 6, 1, 2, 3);
    }

    @Test
    void whatShowsTheModelNothingElseIsRefusedByName() {
        Card square = card(Task.CLASSIFICATION, Input.resized(8, 8, Color.GRAY), OutputValues.LOGITS);
        Card wide = card(Task.CLASSIFICATION, Input.resized(16, 8, Color.GRAY), OutputValues.LOGITS);

        Views.TURNS.require(square);
        Views.FLIPS.require(wide);
        assertThatThrownBy(() -> Views.SCALES.require(square))
                .hasMessage(
                        "The model 'left' is given every image at one size, whatever its own, so that looking at it at"
                                + " several scales (augment) shows nothing else; give mirror, flips or turns.");
        assertThatThrownBy(() -> Views.TURNS.require(wide))
                .hasMessage(
                        "The model 'left' is given every image at 16x8, into which an image that is turned by a quarter"
                                + " would be squeezed otherwise; augment by mirror or flips.");
    }

    /** Eight views at 1, 0.64 and 1.5625 times the pixels are 25.6 times the work. */
    @Test
    void wordsAreReadAndTheCostIsSaid() {
        JobSettings all = JobSettings.USUAL.with(Views.OPTION, "turns+scales");

        assertThat(Views.of(all).all()).hasSize(24);
        assertThat(Views.of(all).cost()).isCloseTo(25.62, within(1e-9));
        assertThat(Views.of(all).caution())
                .contains("Note: Each image is looked at in 24 ways (augment), which takes about 26 times as long.");
        assertThat(Views.of(JobSettings.USUAL)).isEqualTo(Views.ONE);
        assertThat(Views.ONE.caution()).isEmpty();
        assertThat(Views.of(Views.chosen(JobSettings.USUAL, "none"))).isEqualTo(Views.ONE);
        assertThat(Views.of(Views.chosen(JobSettings.USUAL, "flips"))).isEqualTo(Views.FLIPS);
        assertThatThrownBy(() -> Views.chosen(JobSettings.USUAL, "8"))
                .hasMessage(
                        "augment is 8; give mirror, flips, turns, scales, mirror+scales, flips+scales, turns+scales.");
        assertThatThrownBy(() -> Views.chosen(JobSettings.USUAL, "upside"))
                .hasMessage(
                        "augment is 'upside'; give mirror, flips, turns, scales, mirror+scales, flips+scales, turns+scales.");
    }
}
