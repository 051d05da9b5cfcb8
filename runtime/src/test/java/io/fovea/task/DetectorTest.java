package io.fovea.task;

import static io.fovea.task.DrawnDetector.detections;
import static io.fovea.task.DrawnDetector.drawn;
import static io.fovea.task.DrawnDetector.model;
import static io.fovea.task.DrawnDetector.requireBox;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fovea.FoveaException;
import io.fovea.SharedData;
import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import io.fovea.image.Image;
import io.fovea.model.DetectorHead;
import io.fovea.model.Fit;
import io.fovea.model.Model;
import io.fovea.model.OutputValues;
import io.fovea.session.CancelledException;
import io.fovea.session.Device;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DetectorTest {
    private static final double EXACT = 1e-3;

    /** Corners 16, 24 and 48, 40 of an input of 64x64 pixels. */
    private static final float[] BOX = {16, 24, 48, 40, 0.75f, 1};

    @Test
    void anImageLiesInTheMiddleAndBoxesComeBackFromThere() {
        // 128x64 pixels become 64x32, between rows 16 and 48.
        Detections found = detections(drawn(DetectorHead.NMS, Fit.LETTERBOX, BOX), 128, 64);

        assertThat(found.found(0.25, 0.45)).hasSize(1);
        requireBox(found.found(0.25, 0.45).get(0), 32, 16, 64, 32);
        assertThat(found.found(0.25, 0.45).get(0).label()).isEqualTo("b");
        assertThat(found.found(0.8, 0.45)).isEmpty();
    }

    @Test
    void resizedImagesAreStretchedAndSoAreBoxes() {
        Detections found = detections(drawn(DetectorHead.NMS, Fit.RESIZE, BOX), 128, 64);

        requireBox(found.found(0.25, 0.45).get(0), 32, 24, 64, 16);
    }

    @Test
    void yoloxHasItsImageInTheCorner() {
        float[] rows = new float[84 * 7];
        // The cell at column 4 and row 2 of 8x8 ones, 8 pixels each: centre 32, 16 and size 16, 8.
        float log = (float) Math.log(2);
        System.arraycopy(new float[] {0, 0, log, 0, 1, 0, 0.9f}, 0, rows, (2 * 8 + 4) * 7, 7);
        Detections found = detections(drawn(DetectorHead.YOLOX, Fit.LETTERBOX, rows, 1, 84, 7), 128, 64);

        requireBox(found.found(0.25, 0.45).get(0), 48, 24, 32, 16);
    }

    @Test
    void boxesEndAtTheEdgeOfTheImage() {
        Detections found = detections(drawn(DetectorHead.NMS, Fit.RESIZE, -10, -20, 70, 32, 0.75f, 0), 64, 64);

        requireBox(found.found(0.25, 0.45).get(0), 0, 0, 64, 32);
    }

    @Test
    void whatIsLeftOfTheInputIsGrey() {
        Model model = greyest();
        try (Detector detector = Detector.open(model, Device.CPU)) {
            // A black image fills half of the input; the score is the mean of all of it.
            Detections found = detector.detect(Image.gray8(64, 32, new byte[64 * 32]), Monitor.NONE);
            assertThat((double) found.found(0.1, 0.5).get(0).score()).isCloseTo(114 / 255.0 / 2, within(EXACT));
        }
    }

    @Test
    void whatLiesBesideTheImageIsNotFound() {
        float[] rows = {
            -20, 8, 0, 32, 0.9f, 0, //
            64, 8, 80, 32, 0.8f, 0, //
            8, -9, 32, 0, 0.7f, 0, //
            8, 64, 32, 70, 0.6f, 0, //
            60, 60, 70, 70, 0.5f, 1
        };

        Detections found = detections(drawn(DetectorHead.NMS, Fit.RESIZE, rows, 1, 5, 6), 64, 64);

        assertThat(found.width()).isEqualTo(64);
        assertThat(found.height()).isEqualTo(64);
        assertThat(found.found(0.25, 0.45)).hasSize(1);
        requireBox(found.found(0.25, 0.45).get(0), 60, 60, 4, 4);
    }

    @Test
    void theTimeIsThatOfTheRuns() {
        long start = System.nanoTime();

        double seconds =
                detections(drawn(DetectorHead.NMS, Fit.RESIZE, BOX), 64, 64).seconds();

        assertThat(seconds).isPositive().isLessThan((System.nanoTime() - start) * 1e-9);
    }

    /** The detector finds the same in every tile, and in the whole. */
    @Test
    void largeImagesAreLookedAtInTilesToo() {
        Detections found = detections(drawn(DetectorHead.NMS, Fit.TILE, BOX), 112, 64);

        // The whole is 64x37 pixels from row 13 on: 7/4 of the size. The tiles begin at 0 and 48.
        assertThat(found.found(0.25, 1)).extracting(Detection::x).containsExactlyInAnyOrder(16.0, 28.0, 64.0);
    }

    @Test
    void whatATileCutsOffIsLeftToTheOthers() {
        List<Detection> found = detections(drawn(DetectorHead.NMS, Fit.TILE, 0, 24, 32, 40, 0.75f, 1), 112, 64)
                .found(0.25, 1);

        // In the second tile the box begins at its edge, beyond which the image goes on.
        assertThat(found)
                .filteredOn(object -> Math.abs(object.width() - 32) < EXACT)
                .singleElement()
                .satisfies(object -> requireBox(object, 0, 24, 32, 16));
    }

    @Test
    void tilesTellHowFarTheyHaveComeAndCanBeCancelled() {
        List<String> heard = new ArrayList<>();
        Image image = Image.gray8(112, 64, new byte[112 * 64]);
        try (Detector detector = Detector.open(drawn(DetectorHead.NMS, Fit.TILE, BOX), Device.CPU)) {
            detector.detect(
                    image,
                    Monitor.of(
                            (fraction, message) -> heard.add(String.format(Locale.ROOT, "%.2f %s", fraction, message)),
                            Monitor.NONE));
            assertThat(heard).containsExactly("0.50 tile 1 of 2", "1.00 tile 2 of 2");

            heard.clear();
            Monitor afterOne = Monitor.of((fraction, message) -> heard.add(message), () -> !heard.isEmpty());
            assertThatThrownBy(() -> detector.detect(image, afterOne)).isInstanceOf(CancelledException.class);
            assertThat(heard).hasSize(1);
        }
    }

    /** Black on the left, white on the right; the score is the mean of what is seen. */
    @Test
    void aTileSeesItsOwnPartOfTheImage() {
        byte[] pixels = new byte[112 * 64];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i % 112 < 48 ? 0 : 255);
        }
        try (Detector detector = Detector.open(greyest(Fit.TILE), Device.CPU)) {
            List<Detection> found =
                    detector.detect(Image.gray8(112, 64, pixels), Monitor.NONE).found(0.1, 1);

            // Of the first tile's 64 columns 16 are white, of the second's all.
            assertThat(found)
                    .filteredOn(object -> Math.abs(object.score() - 0.25) < EXACT)
                    .hasSize(1);
            assertThat(found)
                    .filteredOn(object -> Math.abs(object.score() - 1) < EXACT)
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"64, 64, 1", "112, 64, 3", "64, 112, 3", "112, 112, 5"})
    void onlyImagesLargerThanTheInputAreLookedAtInTiles(int width, int height, int times) {
        float[] inner = {20, 20, 40, 40, 0.75f, 1};

        assertThat(detections(drawn(DetectorHead.NMS, Fit.TILE, inner), width, height)
                        .found(0.25, 1))
                .hasSize(times);
    }

    /** A network that sorts its boxes out itself may mean two in one place, but not in two tiles. */
    @Test
    void whatLiesInOnePlaceIsSortedOutWhereNobodyHas() {
        float[] twice = {16, 24, 48, 40, 0.75f, 1, 16, 24, 48, 40, 0.5f, 1};

        assertThat(detections(drawn(DetectorHead.NMS, Fit.RESIZE, twice, 1, 2, 6), 64, 64)
                        .found(0.25, 0.45))
                .hasSize(2);
        assertThat(detections(drawn(DetectorHead.NMS, Fit.TILE, twice, 1, 2, 6), 112, 64)
                        .found(0.25, 0.45))
                .extracting(Detection::x)
                .doesNotHaveDuplicates();
        float[] rows = {32, 32, 32, 16, 0.75f, 1, 32, 32, 32, 16, 0.5f, 1};
        assertThat(detections(drawn(DetectorHead.YOLOV5, Fit.RESIZE, rows, 1, 2, 6), 64, 64)
                        .found(0.25, 0.45))
                .hasSize(1);
    }

    /**
     * Scores of 0.7 for background and 0.6 for a class, or of two classes: 1 / (1 + exp(0.1)) of both, 0.6 as it is, and
     * the greater of two, as 1 / (1 + exp(-0.7)) or as it is.
     */
    @ParameterizedTest
    @CsvSource({
        "LOGITS, 1, 0.475021",
        "PROBABILITIES, 1, 0.6",
        "INDEPENDENT_LOGITS, 0, 0.668188",
        "INDEPENDENT_PROBABILITIES, 0, 0.7"
    })
    void theCardSaysWhatScoresAre(OutputValues values, int index, double score) {
        Graph graph = Graph.create("pair", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, 1, 64, 64)));
        graph.put("scored", Tensor.of(new float[] {0.7f, 0.6f}, 1, 1, 2));
        graph.put("placed", Tensor.of(new float[] {0.25f, 0.25f, 0.5f, 0.5f}, 1, 1, 4));
        graph.put("zero", Tensor.scalar(0f));
        graph.put("one", Tensor.of(new long[] {1, 1, 1}, 3));
        graph.append(Node.of("ReduceMax", List.of("x"), "most"));
        graph.append(Node.of("Mul", List.of("most", "zero"), "nothing"));
        graph.append(Node.of("Reshape", List.of("nothing", "one"), "flat"));
        graph.append(Node.of("Add", List.of("flat", "scored"), "scores"));
        graph.append(Node.of("Add", List.of("flat", "placed"), "boxes"));
        graph.addOutput(new ValueInfo("scores", ElementType.FLOAT, Shape.of(1, 1, 2)));
        graph.addOutput(new ValueInfo("boxes", ElementType.FLOAT, Shape.of(1, 1, 4)));

        Detection found = detections(model(graph, DetectorHead.SSD, Fit.RESIZE, values), 64, 64)
                .found(0.1, 0.45)
                .get(0);

        assertThat(found.index()).isEqualTo(index);
        assertThat((double) found.score()).isCloseTo(score, within(1e-5));
        requireBox(found, 16, 16, 16, 16);
    }

    @Test
    void windowsCoverTheImageAndShareAQuarter() {
        List<DetectorWindow> windows = DetectorWindow.over(250, 100, 100, 100);

        assertThat(windows).extracting(DetectorWindow::left).containsExactly(0, 75, 150);
        assertThat(windows).extracting(DetectorWindow::top).containsOnly(0);
        assertThat(DetectorWindow.over(80, 100, 100, 100)).hasSize(1);
    }

    @Test
    void anUnknownHeadAndNumbersThatAreNoneAreRefused() {
        Model headless = drawn(DetectorHead.NONE, Fit.RESIZE, BOX);
        Model broken = drawn(DetectorHead.NMS, Fit.RESIZE, 1, 2, 3, 4, Float.NaN, 1);

        assertThatThrownBy(() -> Detector.open(headless, Device.CPU))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("the key 'head' of its card");
        assertThatThrownBy(() -> detections(broken, 8, 8))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("'drawn' answers with values that are no numbers");
    }

    @Tag("shared-data")
    @ParameterizedTest
    @CsvSource({"chelsea.png, 15, cat", "coffee.png, 41, cup"})
    void yoloxNanoNamesPhotosWithCocosNumbers(String photo, int index, String label) {
        Model model = Model.read(SharedData.path("onnx/more/yolox_nano.onnx"));
        Image image = Image.read(SharedData.path("photos/" + photo));
        try (Detector detector = Detector.open(model, Device.CPU)) {
            Detection surest = detector.detect(image, Monitor.NONE)
                    .found(Detections.DEFAULT_SCORE, Detections.DEFAULT_OVERLAP)
                    .get(0);
            assertThat(surest.index()).isEqualTo(index);
            assertThat(surest.label()).isEqualTo(label);
            assertThat(surest.score()).isGreaterThan(0.5f);
        }
    }

    /** One box whose score is the mean of the input. */
    private static Model greyest() {
        return greyest(Fit.LETTERBOX);
    }

    private static Model greyest(Fit fit) {
        Graph graph = Graph.create("greyest", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, 1, 64, 64)));
        graph.put("box", Tensor.of(new float[] {8, 20, 16, 40}, 1, 1, 4));
        graph.put("class", Tensor.of(new float[] {0}, 1, 1, 1));
        graph.put("shape", Tensor.of(new long[] {1, 1, 1}, 3));
        graph.append(Node.of("ReduceMean", List.of("x"), "mean"));
        graph.append(Node.of("Reshape", List.of("mean", "shape"), "score"));
        graph.append(Node.of("Concat", List.of("box", "score", "class"), "y", Attributes.NONE.with("axis", 2L)));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.of(1, 1, 6)));
        return model(graph, DetectorHead.NMS, fit);
    }
}
