package io.fovea.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import io.fovea.image.Image;
import io.fovea.model.CardFacts;
import io.fovea.model.CardKey;
import io.fovea.model.DetectorHead;
import io.fovea.model.Model;
import io.fovea.model.Task;
import io.fovea.session.Device;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Networks as Ultralytics exports them, of 64x64 pixels and 16 places, with answers that are known. */
class MasksAndPointsTest {
    private static final int PLACES = 16;
    private static final JobSettings USUAL = JobSettings.USUAL;

    /** Planes of 16x16: 1 on the left and -1 on the right; 1 above and -1 below. */
    private static final float[] PLANES = planes();

    private static final float[] FIRST = {32, 32, 32, 16, 0.9f, 0, 1, 0};

    @Test
    void aMaskIsASumOfPlanesCutAtTheBox() {
        Detections found = detections(segmenting(FIRST), 64, 64);

        LabelMap masks = found.instances(0.25, 0.45);

        // The box reaches from 16, 24 to 48, 40; between the middles of cells, 30 and 34, the plane falls to -1.
        assertThat(masks.count()).isEqualTo(1);
        assertThat(masks.bounds(1)).isEqualTo(new LabelMap.Bounds(16, 24, 16, 16));
        assertThat(masks.area(1)).isEqualTo(256);
        double mean = (14 * sigmoid(1) + sigmoid(0.75) + sigmoid(0.25)) / 16;
        assertThat(masks.meanProbability(1)).isCloseTo(mean, within(1e-6));
    }

    /** 128x64 pixels lie in rows 16 to 48 of the input, at half their size. */
    @Test
    void theLetterboxIsUndone() {
        LabelMap masks = detections(segmenting(FIRST), 128, 64).instances(0.25, 0.45);

        assertThat(masks.bounds(1)).isEqualTo(new LabelMap.Bounds(32, 16, 32, 32));
        assertThat(masks.area(1)).isEqualTo(32 * 32);
    }

    @Test
    void classesHaveTheirOwnAndTheSurerOneIsOnTop() {
        float[] below = {32, 32, 32, 16, 0, 0.8f, 0, -1};
        Detections found = detections(segmenting(below, FIRST), 64, 64);

        LabelMap masks = found.instances(0.25, 0.45);

        assertThat(found.found(0.25, 0.45)).extracting(Detection::label).containsExactly("cat", "dog");
        assertThat(masks.area(1)).isEqualTo(256);
        // The lower half of the box, less what the first has of it.
        assertThat(masks.area(2)).isEqualTo(32 * 8 - 16 * 8);
        assertThat(masks.label(40, 35)).isEqualTo(2);
        assertThat(masks.label(40, 30)).isZero();
        assertThat(masks.label(20, 35)).isEqualTo(1);
    }

    @Test
    void theJobWritesLabelsAndTheirSizes() {
        float[] hidden = {32, 32, 32, 16, 0, 0.8f, 1, 0};
        Image image = Image.gray8(64, 64, new byte[64 * 64]);

        Outcome outcome = Jobs.DETECT.outcome(detections(segmenting(FIRST, hidden), 64, 64), image, USUAL);

        assertThat(outcome.findings().columns())
                .containsExactly("label", "score", "x", "y", "width", "height", "class", "area", "mask_probability");
        assertThat(outcome.findings().rows().get(0)).contains("cat", 256);
        assertThat(outcome.findings().rows().get(1)).endsWith(0, "");
        Image labels = outcome.pictures().get("-labels.png");
        assertThat(labels.depth()).isEqualTo(Image.Depth.UINT16);
        assertThat(labels.value(16, 24, 0)).isEqualTo(1);
        assertThat(labels.value(32, 24, 0)).isZero();
        assertThat(outcome.pictures()).containsOnlyKeys("-labels.png", "-overlay.png");
    }

    @Test
    void whereNothingIsFoundLabelsAreEmpty() {
        Image image = Image.gray8(64, 64, new byte[64 * 64]);

        Outcome outcome = Jobs.DETECT.outcome(detections(segmenting(), 64, 64), image, USUAL);

        assertThat(outcome.findings().rows()).isEmpty();
        assertThat(outcome.findings().columns()).contains("area");
        assertThat(outcome.pictures().get("-labels.png")).isEqualTo(Image.gray16(64, 64, new short[64 * 64]));
    }

    @Test
    void masksOfTilesLieWhereTheTilesDo() {
        // Tiles begin at 0 and 48 of 112 columns.
        Model model = segmenting(FIRST).with(CardFacts.NONE.with(CardKey.FIT, "tile"));

        LabelMap masks = detections(model, 112, 64).instances(0.25, 0.45);

        assertThat(masks.label(70, 30)).isPositive();
        assertThat(masks.label(82, 30)).isZero();
        assertThat(masks.label(20, 30)).isPositive();
    }

    /** Planes of a quarter of the input's size tell how many values are theirs. */
    @Test
    void withoutNamesTheCoefficientsAreNoClasses() {
        Model named = segmenting(FIRST);
        Graph graph = named.graph();
        graph.metadata().remove("names");
        Model model =
                Model.of(graph).with(CardFacts.NONE.with(CardKey.HEAD, "yolov8").with(CardKey.TASK, "detection"));

        Detections found = detections(model, 64, 64);

        assertThat(found.found(0.25, 0.45)).extracting(Detection::index).containsExactly(0);
        assertThat(found.found(0.25, 0.45).get(0).score()).isEqualTo(0.9f);
        assertThat(found.instances(0.25, 0.45).area(1)).isEqualTo(256);
    }

    /** The runs of columns 16 to 31, rows 24 to 39, of 64: 1048, sixteen times 16 with 48 between, 2072. */
    @Test
    void cocosFileHasTheMasks() {
        Model model = segmenting(FIRST, new float[] {32, 32, 32, 16, 0, 0.8f, 1, 0});
        Image image = Image.gray8(64, 64, new byte[64 * 64]);
        Findings findings =
                Jobs.DETECT.outcome(detections(model, 64, 64), image, USUAL).findings();

        String text = Jobs.DETECT
                .folderFile(model.card(), USUAL)
                .orElseThrow()
                .text(List.of(new FolderFile.Entry("a.png", 64, 64, findings)));

        assertThat(text)
                .contains("\"category_id\":0,\"segmentation\":{\"size\":[64,64],\"counts\":\"hP1`0`1" + "0".repeat(29)
                        + "Xo1\"},\"bbox\":[16.0,24.0,32.0,16.0],\"area\":256.0,\"iscrowd\":0,\"score\":0.9}")
                .contains("\"category_id\":1,\"segmentation\":{\"size\":[64,64],\"counts\":\"PP4\"},"
                        + "\"bbox\":[16.0,24.0,32.0,16.0],\"area\":0.0,\"iscrowd\":0,\"score\":0.8}");
    }

    /** YOLOv5's rows have a number for there being an object before the classes. */
    @Test
    void masksBehindObjectnessAreReadToo() {
        float[] first = {32, 32, 32, 16, 0.9f, 1, 0.5f, 1, 0};
        float[] second = {32, 32, 32, 16, 1, 0, 0.8f, 0, -1};
        Graph graph = begun("segment", "{0: 'cat', 1: 'dog'}");
        answer(graph, "output0", rows(9, first, second), 1, PLACES, 9);
        answer(graph, "output1", PLANES, 1, 2, 16, 16);
        Model model = Model.of(graph);
        graph.metadata().remove("names");
        Model unnamed =
                Model.of(graph).with(CardFacts.NONE.with(CardKey.HEAD, "yolov5").with(CardKey.TASK, "detection"));

        assertThat(model.card().head()).isEqualTo(DetectorHead.YOLOV5);
        assertThat(model.card().labels()).containsExactly("cat", "dog");
        for (Model one : List.of(model, unnamed)) {
            Detections found = detections(one, 64, 64);
            LabelMap masks = found.instances(0.25, 0.45);
            assertThat(found.found(0.25, 0.45)).extracting(Detection::index).containsExactly(0, 1);
            assertThat(found.found(0.25, 0.45)).extracting(Detection::score).containsExactly(0.9f, 0.8f);
            assertThat(masks.bounds(1)).isEqualTo(new LabelMap.Bounds(16, 24, 16, 16));
            assertThat(masks.area(2)).isEqualTo(32 * 8 - 16 * 8);
        }
    }

    /** At 0, 0 of the input lies -32 of the image's rows. */
    @Test
    void pointsLieOnTheImage() {
        float[] person = {32, 32, 32, 16, 0.9f, 32, 32, 0.75f, 16, 24, 0.5f, 48, 40, 0.1f};
        Detections found = detections(posing("[3, 3]", person), 128, 64);
        Image image = Image.gray8(128, 64, new byte[128 * 64]);

        Outcome outcome = Jobs.DETECT.outcome(found, image, USUAL);

        assertThat(outcome.findings().columns().subList(7, 16))
                .containsExactly("x1", "y1", "visibility1", "x2", "y2", "visibility2", "x3", "y3", "visibility3");
        assertThat(outcome.findings().rows().get(0).subList(7, 16))
                .containsExactly(64.0, 32.0, 0.75f, 32.0, 16.0, 0.5f, 96.0, 48.0, 0.1f);
        Image overlay = outcome.pictures().get("-overlay.png");
        assertThat(brightness(overlay, 64, 32)).isPositive();
        assertThat(outcome.pictures()).containsOnlyKeys("-overlay.png");
    }

    @Test
    void pointsMayComeWithoutVisibility() {
        float[] person = {32, 32, 32, 16, 0.9f, 32, 32, 16, 24};

        Detections found = detections(posing("[2, 2]", person), 64, 64);

        assertThat(Jobs.DETECT
                        .outcome(found, Image.gray8(64, 64, new byte[64 * 64]), USUAL)
                        .findings()
                        .columns())
                .endsWith("class", "x1", "y1", "x2", "y2");
        assertThat(found.found(0.25, 0.45).get(0).points()).hasSize(2).allMatch(point -> point.visibility() == 1);
    }

    @Test
    void theyAreKnownByWhatTheirMakersWrite() {
        Model masks = segmenting(FIRST);
        Model points = posing("[2, 2]", 32, 32, 32, 16, 0.9f, 1, 1, 1, 1);

        for (Model model : List.of(masks, points)) {
            assertThat(model.card().task()).isEqualTo(Task.DETECTION);
            assertThat(model.card().head()).isEqualTo(DetectorHead.YOLOV8);
            assertThat(model.card().assumptions()).noneMatch(note -> note.contains("not read"));
        }
    }

    private static int brightness(Image image, int x, int y) {
        return (int) (image.value(x, y, 0) + image.value(x, y, 1) + image.value(x, y, 2));
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private static float[] planes() {
        float[] planes = new float[2 * 256];
        for (int i = 0; i < 256; i++) {
            planes[i] = i % 16 < 8 ? 1 : -1;
            planes[256 + i] = i / 16 < 8 ? 1 : -1;
        }
        return planes;
    }

    private static Detections detections(Model model, int width, int height) {
        try (Detector detector = Detector.open(model, Device.CPU)) {
            return detector.detect(Image.gray8(width, height, new byte[width * height]), Monitor.NONE);
        }
    }

    /** Two classes and two coefficients. */
    private static Model segmenting(float[]... boxes) {
        Graph graph = begun("segment", "{0: 'cat', 1: 'dog'}");
        answer(graph, "output0", columns(8, boxes), 1, 8, PLACES);
        answer(graph, "output1", PLANES, 1, 2, 16, 16);
        return Model.of(graph);
    }

    /** One class and points. */
    private static Model posing(String shape, float... box) {
        Graph graph = begun("pose", "{0: 'person'}");
        graph.metadata().put("kpt_shape", shape);
        answer(graph, "output0", columns(box.length, box), 1, box.length, PLACES);
        return Model.of(graph);
    }

    private static Graph begun(String task, String names) {
        Graph graph = Graph.create("drawn", 13);
        graph.metadata().put("task", task);
        graph.metadata().put("names", names);
        graph.metadata().put("stride", "32");
        graph.metadata().put("imgsz", "[64, 64]");
        graph.addInput(new ValueInfo("images", ElementType.FLOAT, Shape.of(1, 3, 64, 64)));
        graph.put("zero", Tensor.scalar(0f));
        graph.append(Node.of("ReduceMax", List.of("images"), "most"));
        graph.append(Node.of("Mul", List.of("most", "zero"), "nothing"));
        graph.put("none", Tensor.of(new long[] {1}, 1));
        graph.append(Node.of("Reshape", List.of("nothing", "none"), "flat"));
        return graph;
    }

    private static void answer(Graph graph, String name, float[] values, long... shape) {
        graph.put(name + "_values", Tensor.of(values, shape));
        graph.append(Node.of("Add", List.of("flat", name + "_values"), name));
        graph.addOutput(new ValueInfo(name, ElementType.FLOAT, Shape.of(shape)));
    }

    private static float[] rows(int columns, float[]... boxes) {
        float[] values = new float[columns * PLACES];
        for (int b = 0; b < boxes.length; b++) {
            System.arraycopy(boxes[b], 0, values, b * columns, columns);
        }
        return values;
    }

    private static float[] columns(int rows, float[]... boxes) {
        float[] values = new float[rows * PLACES];
        for (int b = 0; b < boxes.length; b++) {
            for (int r = 0; r < rows; r++) {
                values[r * PLACES + b] = boxes[b][r];
            }
        }
        return values;
    }
}
