package io.fovea.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fovea.FoveaException;
import io.fovea.SharedData;
import io.fovea.explain.method.Method;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import io.fovea.image.Color;
import io.fovea.image.Image;
import io.fovea.model.Card;
import io.fovea.model.Fit;
import io.fovea.model.Input;
import io.fovea.model.Model;
import io.fovea.model.OutputValues;
import io.fovea.model.Task;
import io.fovea.session.Device;
import io.fovea.task.Detector;
import io.fovea.task.Monitor;
import io.fovea.task.Nets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartExplainerTest {
    private static final double EXACT = 1e-5;
    private static final ExplainOptions SALIENCY = ExplainOptions.DEFAULT.withMethod(Method.parse("saliency"));

    /** Cells of 8x8 pixels, 255, 200, 160 and 130; their logits 1.55, 1, 0.6 and 0.3. */
    private static Image cells(int width, int height) {
        int[] values = {255, 200, 160, 130};
        byte[] pixels = new byte[width * height];
        for (int i = 0; i < pixels.length; i++) {
            int column = i % width * 2 / width;
            int row = i / width * 2 / height;
            pixels[i] = (byte) values[2 * row + column];
        }
        return Image.gray8(width, height, pixels);
    }

    @Test
    void aBoxRestsOnThePixelsThatItsPlaceSees() {
        PartExplanation third = one(DetectorNets.columns(Fit.RESIZE), SALIENCY, Question.objects(3), cells(16, 16));

        assertThat(third.score()).isCloseTo(0.6, within(EXACT));
        assertThat(third.explanation().label()).isEqualTo("a");
        assertThat(third.explanation().probability()).isCloseTo(1 / (1 + Math.exp(-0.6)), within(EXACT));
        assertThat(third.title()).isEqualTo("3");
        Image raw = third.explanation().map().raw();
        for (int i = 0; i < 256; i++) {
            boolean inside = i % 16 < 8 && i / 16 >= 8;
            assertThat((double) raw.value(i % 16, i / 16, 0)).isCloseTo(inside ? DetectorNets.SLOPE : 0, within(1e-9));
        }
    }

    /** 32x16 pixels lie in rows 4 to 12 of the input, each of its pixels two of the image. */
    @Test
    void theImageIsTakenOutOfWhatLiesAroundIt() {
        Image bright = Image.gray8(32, 16, filled(32 * 16, 250));

        PartExplanation first = one(DetectorNets.columns(Fit.LETTERBOX), SALIENCY, Question.objects(1), bright);

        // Half of a cell is the image, the other half the grey around it.
        assertThat(first.score()).isCloseTo((250 + 114) / 200.0 - 1, within(EXACT));
        // Its box ends where the image does.
        assertThat(first.inside().orElseThrow()).isGreaterThan(0.85);
        assertThat(first.heat().width()).isEqualTo(first.cutout().width()).isEqualTo(32);
        assertThat(first.heat().height()).isEqualTo(16);
        assertThat(HeatDrawing.DEFAULT.draw(first).width()).isEqualTo(32);
    }

    @Test
    void aLargeImageIsExplainedInTheTileThatFoundTheBox() {
        byte[] pixels = new byte[40 * 16];
        for (int i = 0; i < pixels.length; i++) {
            // The last cell of the last tile.
            pixels[i] = (byte) (i % 40 >= 32 && i / 40 >= 8 ? 255 : 0);
        }
        PartExplanation found =
                one(DetectorNets.columns(Fit.TILE), SALIENCY, Question.pixel(36, 12), Image.gray8(40, 16, pixels));

        assertThat(found.explanation().label()).isEqualTo("a");
        assertThat(found.score()).isCloseTo(1.55, within(EXACT));
        assertThat(found.cutout().x()).isEqualTo(24);
        assertThat(found.inside().orElseThrow()).isGreaterThan(0.9);
    }

    /** The logit of objectness times class, of the detector's own answer, by central differences. */
    @Test
    void aProductsGradientIsThatOfTheLogitOfTheScore() {
        Model model = DetectorNets.rows();
        Random random = new Random(5);
        float[] pixels = new float[256];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = 100 + 60 * random.nextFloat();
        }
        PartExplanation below = one(
                model,
                ExplainOptions.DEFAULT.withMethod(Method.parse("input-x-gradient")),
                Question.pixel(3, 12),
                Image.gray32(16, 16, pixels));
        Image raw = below.explanation().map().raw();
        double largest = 0;
        try (Detector detector = Detector.open(model, Device.CPU)) {
            for (int i = 0; i < pixels.length; i += 3) {
                double slope = logit(detector, pixels, i, 0.5f) - logit(detector, pixels, i, -0.5f);
                assertThat(raw.value(i % 16, i / 16, 0) / pixels[i]).isCloseTo((float) slope, within(3e-6f));
                largest = Math.max(largest, Math.abs(slope));
            }
        }
        assertThat(largest).isGreaterThan(5e-4);
    }

    private static double logit(Detector detector, float[] pixels, int at, float by) {
        float[] changed = pixels.clone();
        changed[at] += by;
        double score = detector.detect(Image.gray32(16, 16, changed), Monitor.NONE).found(0.01, 1).stream()
                .filter(object -> object.x() == 0 && object.y() == 8)
                .findFirst()
                .orElseThrow()
                .score();
        return Math.log(score / (1 - score));
    }

    private static List<Method> methods() {
        return Method.all();
    }

    @ParameterizedTest
    @MethodSource("methods")
    void everyMethodExplainsABoxOrSaysWhyNot(Method method) {
        Set<String> refusing = Set.of("cam", "finer-cam", "attention-rollout", "eigen-cam");
        Method quick = method.options().stream()
                        .anyMatch(option -> option.name().equals("masks"))
                ? method.with("masks", 50)
                : method.options().stream().anyMatch(option -> option.name().equals("samples"))
                        ? method.with("samples", 50)
                        : method;
        ExplainOptions options = ExplainOptions.DEFAULT.withMethod(quick);
        Model model = DetectorNets.rows();
        Image image = cells(16, 16);

        if (refusing.contains(method.id())) {
            assertThatThrownBy(() -> one(model, options, Question.objects(1), image))
                    .isInstanceOf(FoveaException.class)
                    .hasMessageContaining(method.id());
        } else {
            PartExplanation found = one(model, options, Question.objects(1), image);
            assertThat(found.explanation().method()).isEqualTo(quick);
            for (float value : found.heat().floats()) {
                assertThat(value).isBetween(0f, 1f);
            }
        }
    }

    /** Their maps are those of another object, class or number too, and would be taken for an answer. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "eigen-cam",
                "attention-rollout",
                "smooth-eigen-cam",
                "noise-tunnel-eigen-cam",
                "noise-tunnel-attention-rollout"
            })
    void aMethodThatShowsTheSameForEveryScoreAnswersNoQuestion(String id) {
        ExplainOptions options = ExplainOptions.DEFAULT.withMethod(Method.parse(id));
        Model trimap = Nets.thresholdTrimap();

        assertRefused(trimap, options, Question.objects(1), id);
        assertRefused(trimap, options, Question.pixel(86, 62), id);
        assertRefused(trimap, options, Question.pixel(86, 62).against("background"), id);
        assertRefused(DetectorNets.rows(), options, Question.objects(1), id);
        assertRefused(means(Task.CLASSIFICATION, OutputValues.LOGITS), options, Question.WHOLE.against("b"), id);
        assertRefused(means(Task.MEASURE, OutputValues.VALUES), options.withClasses(List.of("1")), Question.WHOLE, id);
    }

    private static void assertRefused(Model model, ExplainOptions options, Question question, String method) {
        assertThatThrownBy(() -> PartExplainer.open(model, options, question, Device.CPU))
                .isInstanceOf(FoveaException.class)
                .hasMessage("The method " + method + " shows the same for every score of an answer, and what is"
                        + " explained here is one of them; take another, such as hirescam.");
    }

    /** Covering what a box does not rest on changes nothing. */
    @Test
    void perturbationsFindTheCellToo() {
        ExplainOptions occlusion =
                ExplainOptions.DEFAULT.withMethod(Method.parse("occlusion").with("patches", 2));

        PartExplanation first = one(DetectorNets.columns(Fit.RESIZE), occlusion, Question.objects(1), cells(16, 16));

        Image raw = first.explanation().map().raw();
        assertThat(raw.value(2, 2, 0)).isPositive();
        assertThat(raw.value(14, 14, 0)).isCloseTo(0, within(1e-6f));
    }

    /** Foreground's score of a pixel is its value less 170. */
    @Test
    void anObjectIsExplainedByItsMeanScore() {
        Image image = twoSquares();

        PartExplanation second = one(Nets.thresholdTrimap(), SALIENCY, Question.objects(2), image);

        assertThat(second.score()).isCloseTo(240 - 170, within(1e-3));
        assertThat(second.inside().orElseThrow()).isCloseTo(1, within(1e-6));
        assertThat(second.name()).isEqualTo("object2");
        // The square of 8x8 pixels at 84, 60 and 48 pixels around it, as far as the image goes.
        assertThat(second.cutout()).isEqualTo(new Cutout(36, 12, 92, 104));
        Image heat = second.heat();
        assertThat(heat.value(48, 48, 0)).isEqualTo(1);
        assertThat(heat.value(47, 48, 0)).isZero();
        assertThat(heat.value(56, 55, 0)).isZero();
    }

    /** Foreground less background: (x - 170) - (85 - x). */
    @Test
    void aPixelIsExplainedByItsClassAndAgainstAnother() {
        Image image = twoSquares();

        PartExplanation plain = one(Nets.thresholdTrimap(), SALIENCY, Question.pixel(86, 62), image);
        PartExplanation against =
                one(Nets.thresholdTrimap(), SALIENCY, Question.pixel(86, 62).against("background"), image);
        PartExplanation dark = one(Nets.thresholdTrimap(), SALIENCY, Question.pixel(2, 3), image);

        assertThat(plain.score()).isCloseTo(70, within(1e-3));
        assertThat(against.score()).isCloseTo(2 * 240 - 255, within(1e-3));
        assertThat(dark.explanation().label()).isEqualTo("background");
        assertThat(dark.score()).isCloseTo(85 - 10, within(1e-3));
        assertThat(plain.title()).isEqualTo("86,62");
        assertThat(plain.inside()).isEmpty();
        Image heat = plain.heatOnImage(128, 128);
        assertThat(heat.value(86, 62, 0)).isEqualTo(1);
        assertThat(heat.value(85, 62, 0)).isZero();
    }

    /** Scores are 1, -2 and 0.5 times the mean of 4x4 pixels. */
    @Test
    void aClassIsToldFromAnotherAndANumberExplained() {
        Image grey = Image.gray8(4, 4, filled(16, 40));
        ExplainOptions first = SALIENCY.withClasses(List.of("a"));

        PartExplanation contrast =
                one(means(Task.CLASSIFICATION, OutputValues.LOGITS), first, Question.WHOLE.against("b"), grey);
        PartExplanation number =
                one(means(Task.MEASURE, OutputValues.VALUES), SALIENCY.withClasses(List.of("1")), Question.WHOLE, grey);

        assertThat(contrast.score()).isCloseTo(3 * 40, within(1e-3));
        assertThat((double) contrast.explanation().map().raw().value(3, 1, 0)).isCloseTo(3 / 16.0, within(1e-6));
        assertThat(contrast.name()).isEmpty();
        assertThat(contrast.inside()).isEmpty();
        assertThat(contrast.cutout()).isEqualTo(new Cutout(0, 0, 4, 4));
        assertThat(number.score()).isCloseTo(-2 * 40, within(1e-3));
        assertThat(number.explanation().probability()).isCloseTo(-80, within(1e-3));
        assertThatThrownBy(() -> one(means(Task.MEASURE, OutputValues.VALUES), SALIENCY, Question.WHOLE, grey))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("answers with 3 numbers, of which one is explained");
    }

    private static Model means(Task task, OutputValues values) {
        Graph graph = Graph.create("means", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, 1, 4, 4)));
        graph.put("w", Tensor.of(new float[] {1, -2, 0.5f}, 3, 1, 1, 1));
        graph.append(Node.of("GlobalAveragePool", List.of("x"), "mean"));
        graph.append(Node.of("Conv", List.of("mean", "w"), "scored"));
        graph.append(Node.of("Flatten", List.of("scored"), "y"));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.of(1, 3)));
        List<String> labels = task == Task.CLASSIFICATION ? List.of("a", "b", "c") : List.of();
        Card.of("means", task, labels, Input.resized(4, 4, Color.GRAY), values).writeTo(graph);
        return Model.of(graph);
    }

    /** The cup of the photo. */
    @Tag("shared-data")
    @Test
    void yoloxSeesTheCupInTheCup() {
        Model model = Model.read(SharedData.path("onnx/more/yolox_nano.onnx"));
        Image photo = Image.read(SharedData.path("photos/coffee.png"));

        PartExplanation cup =
                one(model, ExplainOptions.DEFAULT.withMethod(Method.HIRES_CAM), Question.objects(1), photo);

        assertThat(cup.explanation().label()).isEqualTo("cup");
        assertThat(cup.score()).isPositive();
        assertThat(cup.inside().orElseThrow()).isGreaterThan(0.9);
    }

    /** Their difference is 0 wherever one looks. */
    @Test
    void aClassIsNotSetAgainstItself() {
        Image grey = Image.gray8(4, 4, filled(16, 40));
        Model means = means(Task.CLASSIFICATION, OutputValues.LOGITS);
        Model trimap = Nets.thresholdTrimap();

        // Asked for, and the one that is found.
        assertThatThrownBy(() -> one(means, SALIENCY.withClasses(List.of("b")), Question.WHOLE.against("1"), grey))
                .isInstanceOf(FoveaException.class)
                .hasMessage("The class 'b' of the model 'means' is set against itself, which leaves nothing to explain;"
                        + " give two classes.");
        assertThatThrownBy(() -> one(means, SALIENCY, Question.WHOLE.against("a"), grey))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("The class 'a' of the model 'means' is set against itself");
        assertThatThrownBy(() -> one(trimap, SALIENCY, Question.pixel(2, 3).against("background"), twoSquares()))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("The class 'background'")
                .hasMessageContaining("is set against itself");
        assertThatThrownBy(() -> one(trimap, SALIENCY, Question.objects(1).against("foreground"), twoSquares()))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("is set against itself");
    }

    /** A box by its number, again, and by a pixel of it: one row, and not three of one name. */
    @Test
    void whatIsAskedForTwiceIsExplainedOnce() {
        Question twice = new Question(List.of(3, 3), Optional.of(new Question.Pixel(2, 12)), Optional.empty());

        assertThat(one(DetectorNets.columns(Fit.RESIZE), SALIENCY, twice, cells(16, 16))
                        .title())
                .isEqualTo("3");
        assertThat(one(Nets.thresholdTrimap(), SALIENCY, Question.objects(2, 2), twoSquares())
                        .title())
                .isEqualTo("2");
    }

    @Test
    void whatIsNotThereIsSaid() {
        Image image = twoSquares();
        Model trimap = Nets.thresholdTrimap();

        assertThatThrownBy(() -> one(trimap, SALIENCY, Question.objects(3), image))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("finds 2 objects in the image, and no object 3");
        assertThatThrownBy(() -> one(trimap, SALIENCY, Question.pixel(128, 0), image))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("The pixel 128,0 lies outside the image of 128x128 pixels");
        assertThatThrownBy(() -> one(DetectorNets.columns(Fit.RESIZE), SALIENCY, Question.objects(5), cells(16, 16)))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("finds 4 objects in the image, and no object 5");
        assertThatThrownBy(() -> one(DetectorNets.columns(Fit.RESIZE), SALIENCY, Question.WHOLE, cells(16, 16)))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("say which of them");
        // Before an image is looked at.
        assertThatThrownBy(() -> PartExplainer.open(trimap, SALIENCY, Question.WHOLE.against("background"), Device.CPU))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("against 'background' is not said; give an object or a pixel");
    }

    @Test
    void oneExplainerAnswersAllQuestionsOfAKind() {
        Image image = twoSquares();
        Model trimap = Nets.thresholdTrimap();

        try (PartExplainer explainer = PartExplainer.open(trimap, SALIENCY, Question.objects(1), Device.CPU)) {
            assertThat(explainer.objects(image, Monitor.NONE))
                    .hasValueSatisfying(
                            objects -> assertThat(objects.label(86, 62)).isEqualTo(2));
            PartExplanation second =
                    explainer.explain(image, Question.objects(2), Monitor.NONE).get(0);
            PartExplanation alone = one(trimap, SALIENCY, Question.objects(2), image);
            assertThat(second.name()).isEqualTo("object2");
            assertThat(second.score()).isEqualTo(alone.score());
            assertThat(second.heatOnImage(128, 128)).isEqualTo(alone.heatOnImage(128, 128));
            assertThat(explainer.explain(image, Question.pixel(22, 22), Monitor.NONE))
                    .singleElement()
                    .satisfies(pixel -> assertThat(pixel.name()).isEqualTo("at-22-22"));
            assertThatThrownBy(
                            () -> explainer.explain(image, Question.objects(1).uncertain(), Monitor.NONE))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void boxesAreNoObjectsOfPixels() {
        try (PartExplainer explainer =
                PartExplainer.open(DetectorNets.columns(Fit.RESIZE), SALIENCY, Question.objects(1), Device.CPU)) {
            assertThat(explainer.objects(cells(16, 16), Monitor.NONE)).isEmpty();
        }
    }

    /** Two squares of 8x8 pixels, 200 and 240, on 10. */
    private static Image twoSquares() {
        byte[] pixels = filled(128 * 128, 10);
        for (int y = 0; y < 8; y++) {
            for (int x = 0; x < 8; x++) {
                pixels[(20 + y) * 128 + 20 + x] = (byte) 200;
                pixels[(60 + y) * 128 + 84 + x] = (byte) 240;
            }
        }
        return Image.gray8(128, 128, pixels);
    }

    private static byte[] filled(int count, int value) {
        byte[] pixels = new byte[count];
        Arrays.fill(pixels, (byte) value);
        return pixels;
    }

    private static PartExplanation one(Model model, ExplainOptions options, Question question, Image image) {
        try (PartExplainer explainer = PartExplainer.open(model, options, question, Device.CPU)) {
            List<PartExplanation> found = explainer.explain(image, Monitor.NONE);
            assertThat(found).hasSize(1);
            return found.get(0);
        }
    }
}
