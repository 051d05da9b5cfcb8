package io.fovea.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fovea.FoveaException;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import io.fovea.image.Image;
import io.fovea.image.Layout;
import io.fovea.model.CardFacts;
import io.fovea.model.DetectorHead;
import io.fovea.model.Fit;
import io.fovea.model.Model;
import io.fovea.model.ObjectSizes;
import io.fovea.model.OutputValues;
import io.fovea.model.Task;
import io.fovea.session.Device;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectsTest {
    private static final CardFacts RAW = CardFacts.NONE.with("pixels", "0..255").with("color", "rgb");

    private static final int WIDTH = 150;
    private static final int HEIGHT = 100;

    /** Discs by centre and radius; the first two touch. */
    private static final int[][] DISCS = {{30, 40, 20}, {70, 40, 20}, {120, 60, 26}, {10, 90, 8}};

    /** What {@link ObjectNets#stars} reads: a red point in the middle of each, as green as it is large. */
    private static Image points() {
        byte[] pixels = new byte[WIDTH * HEIGHT * 3];
        for (int[] disc : DISCS) {
            int at = (disc[1] * WIDTH + disc[0]) * 3;
            pixels[at] = (byte) 255;
            pixels[at + 1] = (byte) disc[2];
        }
        return Image.rgb8(WIDTH, HEIGHT, pixels);
    }

    /** What {@link ObjectNets#flows} reads: each disc's pixels point to its middle. */
    private static Image flows() {
        byte[] pixels = new byte[WIDTH * HEIGHT * 3];
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            int x = i % WIDTH;
            int y = i / WIDTH;
            int[] disc = disc(x, y);
            double far = Math.max(1e-9, Math.hypot(disc[0] - x, disc[1] - y));
            pixels[3 * i] = (byte) Math.round(127.5 + 125 * (disc[1] - y) / far);
            pixels[3 * i + 1] = (byte) Math.round(127.5 + 125 * (disc[0] - x) / far);
            pixels[3 * i + 2] = (byte) (disc[2] > 0 ? 255 : 0);
        }
        return Image.rgb8(WIDTH, HEIGHT, pixels);
    }

    /** The disc of a pixel, or one of no size. */
    private static int[] disc(int x, int y) {
        return Arrays.stream(DISCS)
                .filter(disc -> Math.hypot(disc[0] - x, disc[1] - y) < disc[2])
                .findFirst()
                .orElse(new int[] {x, y, 0});
    }

    private static Segmentation segmented(Model model, Image image, int largestWhole) {
        try (Segmenter segmenter = Segmenter.open(model, Device.CPU, largestWhole)) {
            return segmenter.segment(image, Monitor.NONE);
        }
    }

    private static Segmentation segmented(Graph graph, Image image, CardFacts facts) {
        return segmented(Model.of(graph).with(facts), image, Integer.MAX_VALUE);
    }

    /** Every disc is one object, of the pixels that lie in it but for its rim. */
    private static void requireDiscs(LabelMap map) {
        assertThat(map.count()).isEqualTo(DISCS.length);
        for (int[] disc : DISCS) {
            int label = map.label(disc[0], disc[1]);
            double[] centre = map.centroid(label);
            int inside = 0;
            for (int i = 0; i < WIDTH * HEIGHT; i++) {
                double far = Math.hypot(disc[0] - i % WIDTH, disc[1] - i / WIDTH);
                if (far < disc[2] - 1.5) {
                    assertThat(map.label(i % WIDTH, i / WIDTH)).isEqualTo(label);
                }
                inside += far < disc[2] ? 1 : 0;
            }
            assertThat((double) map.area(label) / inside).isBetween(0.93, 1.03);
            if (disc[0] > 20) {
                assertThat(centre[0]).isBetween(disc[0] - 0.6, disc[0] + 0.6);
                assertThat(centre[1]).isBetween(disc[1] - 0.6, disc[1] + 0.6);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"32, 1, false", "32, 2, false", "64, 2, true", "32, 1, true"})
    void starsOfAnyFormAreFound(int rays, int grid, boolean isJoined) {
        Model model = Model.of(ObjectNets.stars(rays, grid, isJoined, -1)).with(RAW);

        assertThat(model.card().task()).isEqualTo(Task.INSTANCES);
        assertThat(model.card().head()).isEqualTo(DetectorHead.STARDIST);
        assertThat(model.card().input().fit()).isEqualTo(Fit.TILE);
        assertThat(model.card().input().multiple()).isEqualTo(grid);
        Segmentation result = segmented(model, points(), Integer.MAX_VALUE);
        requireDiscs(result.instances(0));
        assertThat(result.labels()).containsExactly("background", "object");
        assertThat(result.hasTrimap()).isFalse();
        assertThat(result.fraction(1)).isBetween(0.31, 0.34);
    }

    /** The third disc is blue, and so of the second class; that background is likelier still means nothing where there is an object. */
    @ParameterizedTest
    @CsvSource({"1, false, false", "2, true, false", "1, false, true", "2, true, true"})
    void classesOfStarsAreTold(int grid, boolean isJoined, boolean areScores) {
        byte[] pixels = points().bytes();
        pixels[(60 * WIDTH + 120) * 3 + 2] = (byte) 255;
        Graph graph = ObjectNets.starsOfClasses(32, grid, isJoined, areScores);
        Model model = Model.of(graph).with(RAW.with("labels", "tumour\nstroma"));

        Segmentation result = segmented(model, Image.rgb8(WIDTH, HEIGHT, pixels), Integer.MAX_VALUE);

        LabelMap map = result.instances(0);
        requireDiscs(map);
        assertThat(result.labels()).containsExactly("background", "tumour", "stroma");
        assertThat(result.hasKinds()).isTrue();
        int[] classes = result.classesOf(map);
        for (int[] disc : DISCS) {
            assertThat(classes[map.label(disc[0], disc[1])]).isEqualTo(disc[0] == 120 ? 2 : 1);
        }
        assertThat(result.fraction(2) * WIDTH * HEIGHT).isBetween(0.97 * Math.PI * 26 * 26, 1.01 * Math.PI * 26 * 26);
        assertThat(segmented(Model.of(graph).with(RAW), Image.rgb8(WIDTH, HEIGHT, pixels), 48 * 48)
                        .labels())
                .containsExactly("background", "object 1", "object 2");
    }

    /** As where a network of half precision gives all to background. */
    @Test
    void probabilitiesSumTo1AlsoWhereNoClassHasAShare() {
        Graph graph = ObjectNets.starsOfClasses(32, 1, false, false);
        graph.put("blue", Tensor.of(new float[9], 3, 3, 1, 1));
        graph.put("blue_bias", Tensor.of(new float[] {1, 0, 0}, 3));

        Segmentation result = segmented(graph, points(), RAW);

        assertThat(result.instances(0).count()).isEqualTo(DISCS.length);
        float[] background = result.probability(0);
        float[] first = result.probability(1);
        float[] second = result.probability(2);
        for (int i = 0; i < background.length; i++) {
            assertThat(background[i] + first[i] + second[i]).isCloseTo(1, within(1e-6f));
        }
    }

    @Test
    void classesOfStarsStandInAllThatIsWritten() {
        byte[] pixels = points().bytes();
        pixels[(60 * WIDTH + 120) * 3 + 2] = (byte) 255;
        Image image = Image.rgb8(WIDTH, HEIGHT, pixels);
        Model model =
                Model.of(ObjectNets.starsOfClasses(32, 1, false, false)).with(RAW.with("labels", "tumour\nstroma"));
        JobSettings settings = JobSettings.USUAL.with(SegmentJob.COCO, 1).with(SegmentJob.GEOJSON, 1);

        Outcome outcome = Jobs.SEGMENT.outcome(segmented(model, image, Integer.MAX_VALUE), image, settings);

        int column = outcome.details().columns().indexOf("class");
        assertThat(outcome.details().rows())
                .extracting(row -> row.get(column))
                .containsExactly("tumour", "tumour", "stroma", "tumour");
        assertThat(outcome.findings().number("tumour_objects")).hasValue(3);
        assertThat(outcome.findings().number("stroma_objects")).hasValue(1);
        assertThat(outcome.findings().line()).contains("3 tumour, 1 stroma");
        assertThat(outcome.findings().masks())
                .extracting(FoundMask::label)
                .containsExactly("tumour", "tumour", "stroma", "tumour");
        assertThat(outcome.findings().masks()).extracting(FoundMask::category).containsExactly(1, 1, 2, 1);
        assertThat(model.card().labels()).containsExactly("tumour", "stroma");
    }

    @Test
    void objectsThatDoNotFitTheirFlowsAreNone() {
        byte[] pixels = new byte[WIDTH * HEIGHT * 3];
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            double toAcross = 52 - i % WIDTH;
            double toDown = 50 - i / WIDTH;
            double far = Math.max(1e-9, Math.hypot(toDown, toAcross));
            pixels[3 * i] = (byte) Math.round(127.5 + 125 * toDown / far);
            pixels[3 * i + 1] = (byte) Math.round(127.5 + 125 * toAcross / far);
            pixels[3 * i + 2] = (byte) (Math.hypot(70 - i % WIDTH, 50 - i / WIDTH) < 20 ? 255 : 0);
        }
        Image image = Image.rgb8(WIDTH, HEIGHT, pixels);
        Graph graph = ObjectNets.flows(true, -1);

        assertThat(segmented(graph, image, RAW).instances(0).count()).isZero();
        assertThat(segmented(graph, image, RAW.with("flow-threshold", "0"))
                        .instances(0)
                        .count())
                .isEqualTo(1);
        assertThat(Model.of(graph).with(RAW).card().sizes()).isEqualTo(ObjectSizes.of(15, 30, 45));
    }

    @Test
    void valuesMayLieBehindTheOtherDimensions() {
        Model model = Model.of(ObjectNets.starsOfTensorFlow(32, true)).with(RAW);

        assertThat(model.card().head()).isEqualTo(DetectorHead.STARDIST);
        requireDiscs(segmented(model, points(), Integer.MAX_VALUE).instances(0));
    }

    /** As converters leave it that are told to turn the input alone. */
    @Test
    void valuesMayLieElsewhereThanColours() {
        Model model = Model.of(ObjectNets.starsOfTensorFlow(32, false)).with(RAW.with("head", "stardist"));

        assertThat(model.card().input().layout()).isEqualTo(Layout.NCHW);
        Segmentation result = segmented(model, points(), Integer.MAX_VALUE);
        requireDiscs(result.instances(0));
        float[] probability = result.probability(1);
        Arrays.sort(probability);
        assertThat(probability[0]).isZero();
        assertThat(probability[probability.length - 1]).isBetween(0.5f, 1f);
    }

    @Test
    void flowsAreFollowed() {
        Model model = Model.of(ObjectNets.flows(true, -1)).with(RAW);

        assertThat(model.card().task()).isEqualTo(Task.INSTANCES);
        assertThat(model.card().head()).isEqualTo(DetectorHead.CELLPOSE);
        assertThat(model.card().activation()).isEqualTo(OutputValues.INDEPENDENT_LOGITS);
        requireDiscs(segmented(model, flows(), Integer.MAX_VALUE).instances(0));
    }

    /** Three values for a pixel may be scores of three classes: only who knows can say so. */
    @Test
    void flowsAloneAreToldByTheHead() {
        Graph graph = ObjectNets.flows(false, -1);
        assertThat(Model.of(graph).card().task()).isEqualTo(Task.SEGMENTATION);

        Model told = Model.of(graph).with(RAW.with("head", "cellpose"));

        assertThat(told.card().task()).isEqualTo(Task.INSTANCES);
        requireDiscs(segmented(told, flows(), Integer.MAX_VALUE).instances(0));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void tilesCannotBeSeen(int grid) {
        Model stars = Model.of(ObjectNets.stars(32, grid, false, -1)).with(RAW);
        Model flows = Model.of(ObjectNets.flows(true, -1)).with(RAW);
        Image image = points();

        assertThat(segmented(stars, image, 48 * 48).instances(0).labels())
                .isEqualTo(
                        segmented(stars, image, Integer.MAX_VALUE).instances(0).labels());
        assertThat(segmented(flows, flows(), 48 * 48).instances(0).labels())
                .isEqualTo(segmented(flows, flows(), Integer.MAX_VALUE)
                        .instances(0)
                        .labels());
    }

    @Test
    void objectsThatAreTooSmallAreLeftOutAndTheOthersCountedAnew() {
        Segmentation result = segmented(ObjectNets.stars(32, 1, false, -1), points(), RAW);

        LabelMap large = result.instances(500);

        assertThat(large.count()).isEqualTo(3);
        assertThat(large.label(10, 90)).isZero();
        assertThat(large.label(30, 40)).isEqualTo(1);
        assertThat(Arrays.stream(result.instances(0).labels()).max()).hasValue(4);
    }

    @Test
    void thresholdsAreTheCards() {
        Graph graph = ObjectNets.stars(32, 1, false, -1);
        byte[] pixels = points().bytes();
        // A second opinion on the first disc, three pixels off: less sure of it, though as sure as 0.62.
        int at = (40 * WIDTH + 33) * 3;
        pixels[at] = (byte) 128;
        pixels[at + 1] = 20;
        Image image = Image.rgb8(WIDTH, HEIGHT, pixels);

        assertThat(segmented(graph, image, RAW).instances(0).count()).isEqualTo(4);
        assertThat(segmented(graph, image, RAW.with("nms-threshold", "0.95"))
                        .instances(0)
                        .count())
                .isEqualTo(5);
        assertThat(segmented(graph, image, RAW.with("nms-threshold", "0.95").with("prob-threshold", "0.7"))
                        .instances(0)
                        .count())
                .isEqualTo(4);
        assertThatThrownBy(() -> Model.of(graph).with(RAW.with("prob-threshold", "2")))
                .isInstanceOf(FoveaException.class)
                .hasMessage("The model's card contradicts itself: prob-threshold is 2.0, not 0 to 1.");
    }

    /** A radius of 20 in an input of half the size is one of 40, and a point there is a block of four. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 10})
    void imagesAreResizedToAModelOfOneSizeAndTheirObjectsBack(int grid) {
        byte[] pixels = new byte[200 * 200 * 3];
        for (int y = 80; y < 82; y++) {
            for (int x = 100; x < 102; x++) {
                pixels[(y * 200 + x) * 3] = (byte) 255;
                pixels[(y * 200 + x) * 3 + 1] = 20;
            }
        }
        Image image = Image.rgb8(200, 200, pixels);

        LabelMap map =
                segmented(ObjectNets.stars(32, grid, false, 100), image, RAW).instances(0);

        assertThat(map.count()).isEqualTo(1);
        assertThat(map.area(1) / (Math.PI * 40 * 40)).isBetween(0.97, 1.01);
        assertThat(map.centroid(1)[0]).isBetween(100., 101.);
        assertThat(map.centroid(1)[1]).isBetween(80., 81.);
    }

    @Test
    void flowsOfAModelOfOneSizeAreFollowedThereAndLabelsEnlarged() {
        byte[] small = flows().bytes();
        byte[] pixels = new byte[200 * 200 * 3];
        for (int i = 0; i < 200 * 200; i++) {
            System.arraycopy(small, (i / 200 / 2 * WIDTH + i % 200 / 2) * 3, pixels, 3 * i, 3);
        }

        LabelMap map = segmented(ObjectNets.flows(true, 100), Image.rgb8(200, 200, pixels), RAW)
                .instances(0);

        assertThat(map.label(60, 80)).isNotZero().isNotEqualTo(map.label(140, 80));
        assertThat(map.area(map.label(60, 80)) / (Math.PI * 40 * 40)).isBetween(0.95, 1.05);
    }

    @Test
    void anAnswerThatFitsNoHeadIsNamed() {
        Model noStar = Model.of(ObjectNets.flows(false, -1)).with(RAW.with("head", "stardist"));
        Model noHead = Model.of(ObjectNets.flows(false, -1)).with(RAW.with("task", "instances"));

        assertThatThrownBy(() -> segmented(noStar, points(), Integer.MAX_VALUE))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("StarDist's has a probability [1, 1, H, W] and distances [1, rays, H, W]")
                .hasMessageContaining("the model answers with y [1, 3, 100, 150]");
        assertThatThrownBy(() -> Segmenter.open(noHead, Device.CPU))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("say which head it has with the key 'head' of its card: stardist or cellpose");
    }

    @Test
    void cardsKeepHeadAndThresholds() throws Exception {
        Graph graph = ObjectNets.stars(32, 2, false, -1);
        Model told = Model.of(graph).with(RAW.with("prob-threshold", "0.479").with("nms-threshold", "0.3"));
        told.card().writeTo(graph);

        Model again = Model.of(Graph.parse(graph.toBytes()));

        assertThat(again.card().head()).isEqualTo(DetectorHead.STARDIST);
        assertThat(again.card().thresholds()).isEqualTo(told.card().thresholds());
        assertThat(again.card().thresholds().probability()).isEqualTo(0.479);
        assertThat(graph.metadata()).containsEntry("fovea.nms-threshold", "0.3");
    }

    /** A mask beside a map of many classes is no StarDist, nor is a probability beside a finer map. */
    @Test
    void othersAreNotTakenForStars() {
        Graph coarser = ObjectNets.stars(32, 2, false, 64);
        coarser.setOutputs(List.of("prob"));
        coarser.addOutput(new ValueInfo("dist", ElementType.FLOAT, Shape.of(1, 32, 64, 64)));

        assertThat(Model.of(coarser).card().task()).isEqualTo(Task.SEGMENTATION);
        assertThat(Model.of(Nets.randomEncoderDecoder(5)).card().task()).isEqualTo(Task.SEGMENTATION);
    }
}
