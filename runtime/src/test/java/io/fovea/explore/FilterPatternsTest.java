package io.fovea.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import io.fovea.FoveaException;
import io.fovea.SharedData;
import io.fovea.anatomy.ModelLayers;
import io.fovea.anatomy.TinyClassifier;
import io.fovea.autodiff.NoGradientException;
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
import io.fovea.model.Card;
import io.fovea.model.Input;
import io.fovea.model.Model;
import io.fovea.model.OutputValues;
import io.fovea.model.Task;
import io.fovea.session.Cancellation;
import io.fovea.session.CancelledException;
import io.fovea.session.Device;
import io.fovea.task.Monitor;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterPatternsTest {

    private static FilterPatterns.Settings settings(PatternRecipe recipe, int steps) {
        return new FilterPatterns.Settings(recipe, OptionalInt.of(steps), OptionalInt.of(32), OptionalInt.of(4), 7);
    }

    @ParameterizedTest
    @CsvSource({"LECTURE, NCHW, 16", "CLEAR, NCHW, 16", "LECTURE, NHWC, 16", "CLEAR, NHWC, -1"})
    void theMeanActivationRises(PatternRecipe recipe, Layout layout, int size) {
        FilterPatterns finder = new FilterPatterns(TinyClassifier.of(size, layout), Device.CPU);
        List<Pattern> patterns = finder.ofLayer("second", 64, settings(recipe, 10), Monitor.NONE);
        assertThat(patterns).hasSize(4).allSatisfy(one -> {
            assertThat(one.after()).isGreaterThan(one.before() + 0.1f * Math.abs(one.before()));
            assertThat(one.image().toString()).isEqualTo("24x24 grey 8-bit");
            assertThat(one.silent()).isFalse();
        });
    }

    @Test
    void whatIsNotGivenIsAsUsual() {
        FilterPatterns finder = new FilterPatterns(TinyClassifier.of(16, Layout.NCHW), Device.CPU);
        FilterPatterns.Settings usual = FilterPatterns.Settings.of(PatternRecipe.LECTURE);

        assertThat(usual.stepsOrUsual()).isEqualTo(PatternRecipe.LECTURE.steps());
        assertThat(usual.withSteps(2).stepsOrUsual()).isEqualTo(2);
        // An eighth of an image of 16 pixels goes at each edge, but of a class nothing.
        assertThat(finder.ofLayer("second", 1, usual.withSteps(1).withSize(16), Monitor.NONE)
                        .get(0)
                        .image())
                .hasToString("12x12 grey 8-bit");
        assertThat(finder.ofClasses("a", usual.withSteps(1), Monitor.NONE)
                        .get(0)
                        .image())
                .hasToString("16x16 grey 8-bit");
    }

    @ParameterizedTest
    @CsvSource({"0, 32, 4", "-1, 32, 4", "2, 0, 0", "2, -8, 0", "2, 32, -1", "2, 32, 16"})
    void whatCannotBeMadeIsRefused(int steps, int size, int crop) {
        assertThatThrownBy(() -> new FilterPatterns.Settings(
                        PatternRecipe.CLEAR, OptionalInt.of(steps), OptionalInt.of(size), OptionalInt.of(crop), 1))
                .isInstanceOf(FoveaException.class)
                .hasMessage("No patterns can be made in " + steps + " steps of " + size + " pixels with a crop of "
                        + crop + ": take a positive number of steps, and a size that is more than twice the crop.");
    }

    @Test
    void oneStepOfTheLectureHasTheLengthTen() {
        List<GradientAscent.Summit> noise = climb(0);
        List<GradientAscent.Summit> moved = climb(1);
        for (int n = 0; n < noise.size(); n++) {
            double squares = 0;
            for (int i = 0; i < noise.get(n).values().length; i++) {
                double step = moved.get(n).values()[i] - noise.get(n).values()[i];
                squares += step * step;
                assertThat(noise.get(n).values()[i]).isBetween(0.4f, 0.6f);
            }
            assertThat(Math.sqrt(squares)).isBetween(9.99, 10.01);
        }
    }

    @ParameterizedTest
    @CsvSource({"CONSTANT, 1, 1", "FALLING, 1, 0.5", "COSINE, 1, 0.5"})
    void theStepsOfASchedule(StepSchedule schedule, double first, double half) {
        assertThat(schedule.share(0)).isEqualTo(first);
        assertThat(schedule.share(0.5)).isCloseTo(half, offset(1e-12));
    }

    @Test
    void anAscentStepsAsFarAsIsAskedFromTheStartThatIsAsked() {
        AscentPath path = new AscentPath(AscentStart.GREY, OptionalDouble.of(2), StepSchedule.FALLING);
        float[] start = climb(path, 0).get(0).values();
        float[] first = climb(path, 1).get(0).values();
        float[] second = climb(path, 2).get(0).values();

        for (float value : start) {
            assertThat(value).isBetween(128 / 255f, 148 / 255f);
        }
        assertThat(distance(start, first)).isCloseTo(2, offset(0.01));
        // The second of two steps is half as long; the way of a linear layer is straight.
        assertThat(distance(start, second)).isCloseTo(3, offset(0.01));
    }

    private static double distance(float[] a, float[] b) {
        double squares = 0;
        for (int i = 0; i < a.length; i++) {
            squares += (a[i] - b[i]) * (double) (a[i] - b[i]);
        }
        return Math.sqrt(squares);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void aStepThatLeadsNowhereIsRefused(double step) {
        assertThatThrownBy(() -> new AscentPath(AscentStart.NOISE, OptionalDouble.of(step), StepSchedule.CONSTANT))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("positive number");
    }

    /**
     * A rectifier that noise leaves dead lies before the layer, not behind it: x - 200, bent, doubled. There is something to
     * find, once the way leads past the rectifier.
     */
    @Test
    void whatLiesBehindADeadRectifierIsTriedBeforeIt() {
        Graph graph = Graph.create("dead", 13);
        graph.addInput(new ValueInfo("image", ElementType.FLOAT, Shape.of(1, 1, -1, -1)));
        graph.put("one", Tensor.of(new float[] {1}, 1, 1, 1, 1));
        graph.put("two", Tensor.of(new float[] {2}, 1, 1, 1, 1));
        graph.put("offset", Tensor.of(-200f));
        graph.append(Node.of("Conv", List.of("image", "one", "offset"), "shifted"));
        graph.append(Node.of("Relu", List.of("shifted"), "bent"));
        graph.append(Node.of("Conv", List.of("bent", "two"), "doubled"));
        graph.addOutput(new ValueInfo("doubled", ElementType.FLOAT, Shape.of(1, 1, -1, -1)));
        Card card = Card.of("dead", Task.OTHER, List.of(), Input.tiled(Color.GRAY, 0, 1), OutputValues.VALUES);
        FilterPatterns finder = new FilterPatterns(Model.of(graph).withCard(card), Device.CPU);

        Pattern lost = finder.ofLayer("doubled", 1, settings(PatternRecipe.LECTURE, 40), Monitor.NONE)
                .get(0);
        Pattern found = finder.ofLayer("doubled", 1, settings(PatternRecipe.CLEAR, 40), Monitor.NONE)
                .get(0);

        assertThat(lost.silent()).isTrue();
        assertThat(found.silent()).isFalse();
        assertThat(found.before()).isZero();
        assertThat(found.after()).isGreaterThan(1);
    }

    @Test
    void theBorderOfTheMapIsLeftOut() {
        GradientAscent.Summit noise = climb(0).get(0);
        GradientAscent.Summit moved = climb(1).get(0);
        for (int i = 0; i < 32; i++) {
            assertThat(moved.values()[i]).isEqualTo(noise.values()[i]);
            assertThat(moved.values()[31 * 32 + i]).isEqualTo(noise.values()[31 * 32 + i]);
        }
        assertThat(moved.values()[16 * 32 + 16]).isNotEqualTo(noise.values()[16 * 32 + 16]);
    }

    /** The first two filters of the first layer, whose border of 2 hides the outermost pixel from kernels of 3. */
    private static List<GradientAscent.Summit> climb(int steps) {
        return climb(AscentPath.USUAL, steps);
    }

    private static List<GradientAscent.Summit> climb(AscentPath path, int steps) {
        Model model = TinyClassifier.of(-1, Layout.NCHW);
        Objective objective = Objective.ofLayer(model, model.graph(), "first/Conv", 2, false);
        AscentGraph part = new AscentGraph(model.graph(), objective);
        long[] shape = {2, 1, 32, 32};
        try (AscentGraph.Ascent ascent = part.open(shape, part.probe(shape), Device.CPU)) {
            GradientAscent climber = new GradientAscent(
                    ascent,
                    model.card().input(),
                    settings(PatternRecipe.LECTURE, 1).along(path),
                    new AscentProgress(Monitor.NONE, 2, steps));
            return climber.climb(List.of(0, 1), new java.util.Random(7));
        }
    }

    @Test
    void aFilterThatNothingExcitesIsSaidAndCrossedOut() {
        FilterPatterns finder = new FilterPatterns(TinyClassifier.of(-1, Layout.NCHW), Device.CPU);
        List<Pattern> patterns = finder.ofLayer("first/Conv", 6, settings(PatternRecipe.LECTURE, 2), Monitor.NONE);
        assertThat(patterns.get(5).silent()).isTrue();
        Image grid = FilterPatterns.grid(patterns);
        assertThat(grid.toString()).isEqualTo("596x96 grey 8-bit");
        assertThat(grid.value(5 * 100 + 48, 10, 0)).isEqualTo(240);
    }

    @Test
    void aClassIsFoundByLabelOrIndex() {
        FilterPatterns finder = new FilterPatterns(TinyClassifier.of(16, Layout.NCHW), Device.CPU);
        List<Pattern> patterns = finder.ofClasses("c, 0", settings(PatternRecipe.LECTURE, 3), Monitor.NONE);
        assertThat(patterns).extracting(Pattern::label).containsExactly("c", "a");
        assertThat(patterns).allMatch(one -> one.after() > one.before());
        assertThatThrownBy(() -> finder.ofClasses("e", settings(PatternRecipe.LECTURE, 3), Monitor.NONE))
                .isInstanceOf(FoveaException.class)
                .hasMessageContainingAll("'e'", "0 a, 1 b, 2 c, 3 d");
    }

    @Test
    void classesAreListedInAnyWayAndCase() {
        FilterPatterns finder = new FilterPatterns(TinyClassifier.of(16, Layout.NCHW), Device.CPU);
        FilterPatterns.Settings short_ = settings(PatternRecipe.LECTURE, 1);
        for (List<String> way : List.of(List.of("C,a"), List.of("c;A"), List.of("C", "0"))) {
            assertThat(finder.ofClasses(way, short_, Monitor.NONE))
                    .extracting(Pattern::label)
                    .containsExactly("c", "a");
        }
        for (String all : List.of("", "all", " ALL ")) {
            assertThat(finder.ofClasses(all, short_, Monitor.NONE)).hasSize(4);
        }
    }

    @Test
    void theOppositeOfOneScoreSpeaksForTheFirstOfTwoClasses() {
        Graph graph = TinyClassifier.of(16, Layout.NCHW).graph();
        graph.put("w", Tensor.of(new float[] {1, -1, 1, -1}, 4, 1));
        graph.append(Node.of("MatMul", List.of("scores", "w"), "score"));
        graph.append(Node.of("Sigmoid", List.of("score"), "p"));
        graph.setOutputs(List.of("p"));
        Card card = Card.of(
                "two",
                Task.CLASSIFICATION,
                List.of("cat", "dog"),
                Input.resized(16, 16, Color.GRAY),
                OutputValues.INDEPENDENT_PROBABILITIES);
        FilterPatterns finder = new FilterPatterns(Model.of(graph).withCard(card), Device.CPU);

        List<Pattern> both = finder.ofClasses("", settings(PatternRecipe.CLEAR, 10), Monitor.NONE);
        List<Pattern> cat = finder.ofClasses("cat", settings(PatternRecipe.CLEAR, 10), Monitor.NONE);

        assertThat(both).extracting(Pattern::label).containsExactly("cat", "dog");
        assertThat(both).allMatch(one -> one.after() > one.before());
        assertThat(both.get(0).before() * both.get(1).before()).isNegative();
        assertThat(cat).singleElement().satisfies(one -> assertThat(one.after()).isGreaterThan(one.before()));
    }

    @Test
    void theClearRecipeClimbsBeforeTheActivationsOfWhatIsGathered() {
        Graph graph = TinyClassifier.of(-1, Layout.NCHW).graph();
        graph.append(Node.of("Relu", List.of("second"), "bent"));
        graph.append(Node.of("Concat", List.of("pool", "bent"), "both", Attributes.NONE.with("axis", 1)));
        graph.expose("both");
        FilterPatterns finder = new FilterPatterns(Model.of(graph), Device.CPU);

        // Channel 5 is silent for good; of what the rectifiers behind the others hide the clear recipe knows nothing.
        List<Pattern> lecture = finder.ofLayer("both", 64, settings(PatternRecipe.LECTURE, 2), Monitor.NONE);
        List<Pattern> clear = finder.ofLayer("both", 64, settings(PatternRecipe.CLEAR, 2), Monitor.NONE);
        assertThat(lecture.stream().filter(Pattern::silent).count()).isGreaterThan(1);
        assertThat(clear).hasSize(10);
        assertThat(clear.stream().filter(Pattern::silent)).hasSize(1);
        assertThat(finder.ofLayer("pool", 64, settings(PatternRecipe.CLEAR, 2), Monitor.NONE).stream()
                        .filter(Pattern::silent))
                .hasSize(1);
    }

    @Test
    void oneLayerIsTakenAtATime() {
        FilterPatterns finder = new FilterPatterns(TinyClassifier.of(16, Layout.NCHW), Device.CPU);

        assertThatThrownBy(() -> finder.ofLayer("pool, second", 1, settings(PatternRecipe.LECTURE, 1), Monitor.NONE))
                .isInstanceOf(FoveaException.class)
                .hasMessage("One layer is taken at a time; 2 are named: pool, second.");
    }

    @Test
    void theSameSeedFindsTheSame() {
        FilterPatterns finder = new FilterPatterns(TinyClassifier.of(-1, Layout.NCHW), Device.CPU);
        FilterPatterns.Settings settings = settings(PatternRecipe.CLEAR, 3);
        byte[] once =
                finder.ofLayer("pool", 1, settings, Monitor.NONE).get(0).image().bytes();
        byte[] again =
                finder.ofLayer("pool", 1, settings, Monitor.NONE).get(0).image().bytes();
        assertThat(once).isEqualTo(again);
    }

    @Test
    void progressTellsTheTimeLeftAndCancellationEnds() {
        FilterPatterns finder = new FilterPatterns(TinyClassifier.of(-1, Layout.NCHW), Device.CPU);
        List<String> said = new ArrayList<>();
        Monitor monitor = Monitor.of((fraction, message) -> said.add(message), () -> said.size() >= 3);
        assertThatThrownBy(() -> finder.ofLayer("second", 4, settings(PatternRecipe.LECTURE, 10), monitor))
                .isInstanceOf(CancelledException.class);
        assertThat(said).hasSize(3).allMatch(message -> message.matches("filter 1-4 of 4, .*\\d+ s left"));
    }

    @Test
    void anOperatorWithoutADerivativeIsNamed() {
        Model model = TinyClassifier.of(-1, Layout.NCHW);
        Graph graph = model.graph();
        Node pool = graph.producer("pool").orElseThrow();
        graph.append(Node.of("Sign", List.of("first"), "signs"));
        graph.append(
                Node.of("Conv", List.of("signs", "w2"), "third", Attributes.NONE.withIntegers("pads", 1, 1, 1, 1)));
        graph.expose("third");
        assertThat(pool.is("MaxPool")).isTrue();
        FilterPatterns finder = new FilterPatterns(Model.of(graph), Device.CPU);
        assertThatThrownBy(() -> finder.ofLayer("third", 1, settings(PatternRecipe.LECTURE, 1), Monitor.NONE))
                .isInstanceOf(NoGradientException.class);
    }

    @Tag("shared-data")
    @ParameterizedTest
    @CsvSource({"squeezenet-fp16, fire2/squeeze1x1_1", "cifar10-nhwc-medium, ''"})
    void foreignModels(String name, String layer) {
        Model model = Model.read(SharedData.path("onnx/models/" + name + ".onnx"));
        String wanted = layer.isEmpty()
                ? ModelLayers.of(model.graph()).convolutions().get(1).name()
                : layer;
        FilterPatterns.Settings settings = new FilterPatterns.Settings(
                PatternRecipe.LECTURE, OptionalInt.of(5), OptionalInt.of(48), OptionalInt.of(6), 1);
        List<Pattern> patterns = new FilterPatterns(model, Device.CPU)
                .ofLayer(wanted, 4, settings, Monitor.of((f, m) -> {}, Cancellation.NONE));
        assertThat(patterns).hasSize(4).anyMatch(one -> one.after() > 2 * one.before());
    }
}
