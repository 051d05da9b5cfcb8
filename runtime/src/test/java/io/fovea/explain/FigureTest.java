package io.fovea.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fovea.FoveaException;
import io.fovea.explain.method.Method;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import io.fovea.image.Color;
import io.fovea.image.Image;
import io.fovea.image.Normalisation;
import io.fovea.image.Stretch;
import io.fovea.model.Card;
import io.fovea.model.Input;
import io.fovea.model.Model;
import io.fovea.model.OutputValues;
import io.fovea.model.Task;
import io.fovea.session.Device;
import io.fovea.task.Monitor;
import io.fovea.task.Nets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Uncertainty, valley and similarity against values worked out by hand, and against central differences. */
class FigureTest {
    private static final ExplainOptions SLOPES = ExplainOptions.DEFAULT.withMethod(Method.parse("input-x-gradient"));
    private static final float[] PIXELS = {12, 45, 80, 33};

    /** Numbers of four pixels, linear in them. */
    private static Model linear(int opset, Task task, OutputValues values, float[]... rows) {
        Graph graph = Graph.create("linear", opset);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, 1, 2, 2)));
        float[] weights = new float[4 * rows.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = rows[i % rows.length][i / rows.length];
        }
        graph.put("w", Tensor.of(weights, 4, rows.length));
        graph.append(Node.of("Flatten", List.of("x"), "flat"));
        graph.append(Node.of("MatMul", List.of("flat", "w"), "z"));
        String output = "z";
        if (values == OutputValues.PROBABILITIES || values == OutputValues.INDEPENDENT_PROBABILITIES) {
            boolean shared = values == OutputValues.PROBABILITIES && rows.length > 1;
            output = graph.append(Node.of(shared ? "Softmax" : "Sigmoid", List.of("z"), "p"))
                    .output();
        }
        graph.addOutput(new ValueInfo(output, ElementType.FLOAT, Shape.of(1, rows.length)));
        List<String> labels = task != Task.CLASSIFICATION
                ? List.of()
                : IntStream.range(0, Math.max(2, rows.length))
                        .mapToObj(i -> "c" + i)
                        .toList();
        Card.of("linear", task, labels, asItIs(Input.resized(2, 2, Color.GRAY)), values)
                .writeTo(graph);
        return Model.of(graph);
    }

    /** Float images are stretched otherwise. */
    private static Input asItIs(Input input) {
        return input.withNormalisation(Normalisation.RAW.with(Stretch.NONE, 0, 100));
    }

    private static double[] times(float[][] rows, float[] pixels) {
        return Arrays.stream(rows)
                .mapToDouble(row -> IntStream.range(0, row.length)
                        .mapToDouble(i -> row[i] * pixels[i])
                        .sum())
                .toArray();
    }

    private static Image grey(float... pixels) {
        int side = (int) Math.sqrt(pixels.length);
        return Image.gray32(side, pixels.length / side, pixels);
    }

    private static Image grey8(float... pixels) {
        byte[] bytes = new byte[pixels.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) pixels[i];
        }
        return Image.gray8(64, 64, bytes);
    }

    private static PartExplanation one(Model model, Question question, Image image) {
        try (PartExplainer explainer = PartExplainer.open(model, SLOPES, question, Device.CPU)) {
            List<PartExplanation> found = explainer.explain(image, Monitor.NONE);
            assertThat(found).hasSize(1);
            return found.get(0);
        }
    }

    /** The map is the slope times the pixel, and the slope that of the number itself. */
    private static void assertSlopes(PartExplanation found, float[] pixels, ToDoubleFunction<float[]> number) {
        Image raw = found.explanation().map().raw();
        for (int i = 0; i < pixels.length; i++) {
            float[] more = pixels.clone();
            float[] less = pixels.clone();
            more[i] += 0.01f;
            less[i] -= 0.01f;
            double slope = (number.applyAsDouble(more) - number.applyAsDouble(less)) / (more[i] - less[i]);
            int side = (int) Math.sqrt(pixels.length);
            assertThat(raw.value(i % side, i / side, 0) / pixels[i]).isCloseTo((float) slope, within(2e-6f));
        }
        assertThat(found.score()).isCloseTo(number.applyAsDouble(pixels), within(2e-6));
    }

    private static double entropy(double... p) {
        return -Arrays.stream(p).map(one -> one * Math.log(one)).sum();
    }

    private static double[] softmax(double[] z) {
        double sum = Arrays.stream(z).map(Math::exp).sum();
        return Arrays.stream(z).map(one -> Math.exp(one) / sum).toArray();
    }

    private static double binary(double z) {
        double p = 1 / (1 + Math.exp(-z));
        return entropy(p, 1 - p);
    }

    @ParameterizedTest
    @ValueSource(ints = {9, 13, 18})
    void uncertaintyIsTheEntropyOfTheAnswer(int opset) {
        float[][] rows = {{0.01f, -0.02f, 0.015f, 0}, {0, 0.03f, -0.01f, 0.01f}, {-0.02f, 0, 0.01f, 0.02f}};
        Model model = linear(opset, Task.CLASSIFICATION, OutputValues.LOGITS, rows);

        PartExplanation found = one(model, Question.WHOLE.uncertain(), grey(PIXELS));

        assertSlopes(found, PIXELS, pixels -> entropy(softmax(times(rows, pixels))));
        assertThat(found.explanation().label()).isEqualTo("uncertainty");
        assertThat(found.explanation().probability()).isEqualTo(found.score());
        assertThat(found.name()).isEqualTo("uncertainty");
    }

    /** They are records, which anyone can make. */
    @Test
    void aFigureIsKnownByWhatItIs() {
        float[][] rows = {{0.01f, -0.02f, 0.015f, 0}, {0, 0.03f, -0.01f, 0.01f}};
        Model model = linear(13, Task.CLASSIFICATION, OutputValues.LOGITS, rows);
        Question unsure = new Question(List.of(), Optional.empty(), Optional.empty(), new Figure.Uncertainty());

        assertThat(one(model, unsure, grey(PIXELS)).score())
                .isCloseTo(entropy(softmax(times(rows, PIXELS))), within(1e-5));
        assertThatThrownBy(() -> new Question(List.of(1), Optional.empty(), Optional.empty(), new Figure.Valley()))
                .isInstanceOf(FoveaException.class)
                .hasMessageStartingWith("A valley lies between two objects, and one is asked for");
    }

    /** Equal scores: log 3, and no way leads further up. */
    @Test
    void nothingIsLessSureThanEqualScores() {
        float[] same = {0.01f, 0.02f, -0.01f, 0.03f};
        PartExplanation found = one(
                linear(13, Task.CLASSIFICATION, OutputValues.PROBABILITIES, same, same, same),
                Question.WHOLE.uncertain(),
                grey(PIXELS));

        assertThat(found.score()).isCloseTo(Math.log(3), within(1e-6));
        for (int i = 0; i < 4; i++) {
            assertThat(found.explanation().map().raw().value(i % 2, i / 2, 0)).isCloseTo(0, within(1e-6f));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = OutputValues.class,
            names = {"PROBABILITIES", "INDEPENDENT_PROBABILITIES", "INDEPENDENT_LOGITS"})
    void uncertaintyOfIndependentClassesIsTheSumOfThoseOfEach(OutputValues values) {
        float[][] rows = {{0.01f, -0.02f, 0.015f, 0}, {0, 0.03f, -0.01f, 0.01f}};
        // One score tells two classes apart.
        float[][] taken = values == OutputValues.PROBABILITIES ? new float[][] {rows[0]} : rows;
        Model model = linear(13, Task.CLASSIFICATION, values, taken);

        PartExplanation found = one(model, Question.WHOLE.uncertain(), grey(PIXELS));

        assertSlopes(found, PIXELS, pixels -> Arrays.stream(times(taken, pixels))
                .map(FigureTest::binary)
                .sum());
    }

    /** Two squares of 8x8 pixels with a wall of one column between them: 240, its pass 140, and 200, its top 210. */
    private static float[] parted() {
        float[] pixels = new float[64 * 64];
        Arrays.fill(pixels, 10);
        for (int y = 20; y < 28; y++) {
            for (int x = 20; x < 37; x++) {
                pixels[y * 64 + x] = x < 28 ? 240 : x == 28 ? 130 : 200;
            }
        }
        pixels[23 * 64 + 28] = 140;
        pixels[25 * 64 + 33] = 210;
        return pixels;
    }

    /** The odds of foreground, {@code (x - 170) - log(exp(85 - x) + 1)}, fall from 40 to -30. */
    @Test
    void theDepthOfAValleyIsFromTheLowerPeakToTheSaddle() {
        Image image = grey8(parted());

        PartExplanation found = one(Nets.thresholdTrimap(), Question.valley(1, 2), image);

        assertThat(found.score()).isCloseTo(70, within(1e-3));
        assertThat(found.title()).isEqualTo("1,2");
        assertThat(found.name()).isEqualTo("valley-1-2");
        assertThat(found.explanation().label()).isEqualTo("valley");
        Image raw = found.explanation().map().raw();
        int left = found.cutout().x();
        for (int y = 0; y < raw.height(); y++) {
            for (int x = 0; x < raw.width(); x++) {
                float expected = x == 33 && y == 25 ? 210 : x == 28 && y == 23 ? -140 : 0;
                assertThat(raw.value(x, y, 0)).isCloseTo(expected, within(1e-3f));
            }
        }
        assertThat(left).isZero();
        // The peak is one of the objects' pixels.
        assertThat(found.inside().orElseThrow()).isGreaterThan(0.99);
    }

    /** Near where classes change, where the odds are not linear. */
    @Test
    void theSlopeOfAValleyIsThatOfTheOddsThere() {
        float[] pixels = parted();
        pixels[23 * 64 + 28] = 172;
        pixels[25 * 64 + 33] = 240;
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = pixels[i] == 130 ? 84 : pixels[i];
        }
        // One pixel of foreground joins both: here are no two objects, and so no valley.
        assertThatThrownBy(() -> one(Nets.thresholdTrimap(), Question.valley(1, 2), grey8(pixels)))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("finds 1 objects in the image, and no object 2");
        pixels[23 * 64 + 28] = 86;

        PartExplanation found = one(Nets.thresholdTrimap(), Question.valley(1, 2), grey8(pixels));

        ToDoubleFunction<Float> odds = x -> x - 170 - Math.log(Math.exp(85 - x) + 1);
        assertThat(found.score()).isCloseTo(odds.applyAsDouble(240f) - odds.applyAsDouble(86f), within(1e-3));
        double slope = (odds.applyAsDouble(86.01f) - odds.applyAsDouble(85.99f)) / 0.02;
        assertThat(slope).isCloseTo(1.27, within(0.01));
        assertThat(found.explanation().map().raw().value(28, 23, 0) / 86).isCloseTo((float) -slope, within(1e-3f));
    }

    @Test
    void saddleIsTheBestOfAllWays() {
        float[] heights = {
            9, 1, 8, //
            5, 1, 4, //
            6, 3, 7,
        };
        float[] one = {1, 0, 0, 0, 0, 0, 0, 0, 0};
        float[] other = {0, 0, 1, 0, 0, 0, 0, 0, 0};

        // Down the left, over 3 to the right, and up by 4; not over 1.
        assertThat(Saddle.between(heights, 3, one, other)).contains(new Saddle(2, 7));
        float[] flank = {0, 0, 0, 0, 0, 0, 0, 0, 1};
        assertThat(Saddle.between(new float[] {9, 8, 7, 6}, 4, new float[] {1, 0, 0, 0}, new float[] {0, 0, 1, 0}))
                .isEmpty();
        assertThat(Saddle.between(heights, 3, one, flank)).contains(new Saddle(8, 7));
    }

    /** Score of a pixel: x - 170, 85 - x and 0. */
    @Test
    void aPixelsAndAnObjectsUncertaintyIsTheirOwn() {
        float[] pixels = parted();
        pixels[23 * 64 + 22] = 171;
        Image image = grey8(pixels);
        Model model = Nets.thresholdTrimap();

        PartExplanation pixel = one(model, Question.pixel(22, 23).uncertain(), image);
        PartExplanation object = one(model, Question.objects(1).uncertain(), image);
        PartExplanation whole = one(model, Question.WHOLE.uncertain(), image);

        double own = binary(1);
        assertThat(pixel.score()).isCloseTo(own, within(1e-5));
        assertThat(pixel.name()).isEqualTo("at-22-23-uncertainty");
        // 64 pixels and what it is given of the wall, of which one is unsure.
        int area = (int) Math.round(own / object.score());
        assertThat(object.score() * area).isCloseTo(own, within(1e-4));
        assertThat(area).isBetween(64, 72);
        assertThat(whole.score() * 64 * 64).isCloseTo(own, within(1e-3));
        // Further above 170 it were surer: dH/dz = -z p (1 - p).
        double p = 1 / (1 + Math.exp(-1));
        float slope = pixel.explanation().map().raw().value(22, 23, 0) / 171;
        assertThat(slope).isCloseTo((float) (-p * (1 - p)), within(1e-5f));
    }

    @Test
    void similarityIsTheCosineOfEmbeddings() {
        float[][] rows = {{0.1f, -0.2f, 0.3f, 0}, {0, 0.5f, -0.1f, 0.2f}, {0.4f, 0, 0.1f, -0.3f}};
        float[] other = {70, 10, 20, 90};
        Model model = linear(13, Task.MEASURE, OutputValues.VALUES, rows);

        PartExplanation found = one(model, Question.similarity(grey(other), "other.png"), grey(PIXELS));
        PartExplanation same = one(model, Question.similarity(grey(PIXELS), "same.png"), grey(PIXELS));

        assertSlopes(found, PIXELS, pixels -> cosine(times(rows, pixels), times(rows, other)));
        assertThat(found.explanation().label()).isEqualTo("similarity to other.png");
        assertThat(found.name()).isEqualTo("similarity");
        assertThat(same.score()).isCloseTo(1, within(1e-6));
        assertThat(found.explanation().note()).isEmpty();
        assertThat(same.explanation().note().orElseThrow()).contains("what 'same.png' is", "rounding");
    }

    private static double cosine(double[] a, double[] b) {
        return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
    }

    private static double dot(double[] a, double[] b) {
        return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).sum();
    }

    /** Channels x and 100 - x, averaged, before a head that has no part in it. */
    @Test
    void aClassifierComparesByTheLayerBeforeItsHead() {
        Graph graph = Graph.create("channels", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, 1, 4, 4)));
        graph.put("w", Tensor.of(new float[] {1, -1}, 2, 1, 1, 1));
        graph.put("b", Tensor.of(new float[] {0, 100}, 2));
        graph.put("head", Tensor.of(new float[] {1, 5, -2, 3, 1, 0.5f}, 2, 3));
        graph.append(Node.of("Conv", List.of("x", "w", "b"), "maps"));
        graph.append(Node.of("GlobalAveragePool", List.of("maps"), "pooled"));
        graph.append(Node.of("Flatten", List.of("pooled"), "flat"));
        graph.append(Node.of("MatMul", List.of("flat", "head"), "y"));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.of(1, 3)));
        Card.of(
                        "channels",
                        Task.CLASSIFICATION,
                        List.of("a", "b", "c"),
                        asItIs(Input.resized(4, 4, Color.GRAY)),
                        OutputValues.LOGITS)
                .writeTo(graph);
        float[] bright = new float[16];
        float[] dark = new float[16];
        Arrays.fill(bright, 80);
        for (int i = 0; i < 16; i++) {
            dark[i] = 10 + 2 * i;
        }

        PartExplanation found = one(Model.of(graph), Question.similarity(grey(bright), "bright.png"), grey(dark));

        assertSlopes(found, dark, pixels -> {
            double mean = IntStream.range(0, 16).mapToDouble(i -> pixels[i]).sum() / 16;
            return cosine(new double[] {mean, 100 - mean}, new double[] {80, 20});
        });
    }

    @Test
    void whatHasNoSuchNumberIsSaid() {
        Model number = linear(13, Task.MEASURE, OutputValues.VALUES, new float[] {1, 1, 1, 1});
        Model classes = linear(13, Task.CLASSIFICATION, OutputValues.LOGITS, new float[4], new float[4]);
        Image image = grey(PIXELS);

        assertThatThrownBy(() -> one(number, Question.WHOLE.uncertain(), image))
                .hasMessageContaining("does not say how sure it is");
        assertThatThrownBy(() -> one(number, Question.similarity(image, "a.png"), image))
                .hasMessageContaining("has one number for an image");
        assertThatThrownBy(() -> one(classes, Question.valley(1, 2), image))
                .hasMessageContaining("has no objects or pixels");
        assertThatThrownBy(() -> one(Nets.thresholdTrimap(), Question.similarity(image, "a.png"), image))
                .isInstanceOf(FoveaException.class);
        assertThatThrownBy(() -> PartExplainer.open(
                        classes, SLOPES.withClasses(List.of("c1")), Question.WHOLE.uncertain(), Device.CPU))
                .hasMessage("The uncertainty is of no class; leave 'c1' out.");
        assertThatThrownBy(() -> Question.objects(1).against("c1").uncertain())
                .hasMessageContaining("none can be set against another");
        assertThatThrownBy(() -> Question.valley(2, 2)).hasMessageContaining("between two objects");
    }
}
