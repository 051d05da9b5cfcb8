package io.fovea.explain.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.fovea.anatomy.Anatomy;
import io.fovea.anatomy.NetsByHand;
import io.fovea.anatomy.NetsByHand.Chain;
import io.fovea.anatomy.PixelGrid;
import io.fovea.explain.ExplainOptions;
import io.fovea.explain.Explainer;
import io.fovea.explain.HeatMap;
import io.fovea.explain.RandomWeights;
import io.fovea.explain.method.ClassProbability;
import io.fovea.explain.method.ExplainedClass;
import io.fovea.explain.method.Method;
import io.fovea.graph.Attributes;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Tensor;
import io.fovea.image.Image;
import io.fovea.image.Layout;
import io.fovea.model.Model;
import io.fovea.session.Device;
import io.fovea.session.FloatTensor;
import io.fovea.task.Monitor;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** What is measured of a map with the model it explains, on models whose scores are sums of pixels. */
class ModelMeasuresTest {
    /** Two scores, half of a sum of the pixels and less it, whose probability is by softmax. */
    private static Model linear(float... weights) {
        int side = (int) Math.sqrt(weights.length);
        Chain net = new Chain(1, side);
        float[] both = new float[2 * weights.length];
        for (int i = 0; i < weights.length; i++) {
            both[i] = weights[i] / 2;
            both[weights.length + i] = -weights[i] / 2;
        }
        net.graph.put("w", Tensor.of(both, 2, weights.length));
        net.node("Flatten", "flat").node("Gemm", "scores", Attributes.NONE.with("transB", 1), "w");
        return net.model(1, side, 2);
    }

    private static <T> T measure(
            Model model, Image image, Method method, BiFunction<ScoredImage, HeatMap, T> measuring) {
        Anatomy anatomy = Anatomy.of(model, false);
        ExplainOptions options = ExplainOptions.DEFAULT.withMethod(method).withClasses(List.of("0"));
        try (Explainer explainer = Explainer.open(model, options, Device.CPU);
                ClassProbability scores = ClassProbability.open(anatomy, Device.CPU)) {
            HeatMap map = explainer.explain(image, Monitor.NONE).get(0).map();
            return measuring.apply(ScoredImage.of(anatomy, scores, image, Optional.empty(), 0, Monitor.NONE), map);
        }
    }

    private static double probability(double score) {
        return 1 / (1 + Math.exp(-score));
    }

    private static final float[] WEIGHTS = {
        0.1f, -0.05f, 0.2f, 0, 0, 0.1f, 0.3f, -0.1f, 0.1f, 0, 0.2f, 0.1f, 0, 0, 0.1f, 0
    };

    @Test
    void infidelityOfWhatEachPixelAddsToASumIsNoneFromTheMeanColour() {
        // A square of the mean colour takes away w (x - mean): exactly what this map says of one that has the mean 15.
        float[] weights = WEIGHTS.clone();
        Image image = NetsByHand.ramp();
        double found =
                measure(linear(weights), image, Method.DEEP_LIFT.with("baseline", 1), (scored, map) -> Infidelity.on(
                                scored, Monitor.NONE)
                        .of(scored, map));
        assertThat(found).isCloseTo(0, offset(1e-4));
    }

    @Test
    void infidelityIsOneOfAMapThatSaysNothing() {
        double found = measure(linear(WEIGHTS), NetsByHand.ramp(), Method.SALIENCY, (scored, map) -> Infidelity.on(
                        scored, Monitor.NONE)
                .of(new float[16]));
        assertThat(found).isEqualTo(1);
    }

    @Test
    void confidenceIsWhatIsLeftOfTheProbabilityUnderTheMap() {
        // Input times gradient is 0, 0.1, 0.2 and 0.05 of four pixels (times a half); full heat is that of the second
        // hottest,
        // since single pixels may be outliers: 0, 1, 1 and a half of the pixels are left.
        Image image = Image.gray8(2, 2, new byte[] {0, 1, 2, 1});
        Confidence found = measure(
                linear(1, 0.1f, 0.1f, 0.05f),
                image,
                Method.INPUT_X_GRADIENT,
                (scored, map) -> Confidence.of(scored, map, Monitor.NONE));
        double whole = probability(0.1 + 0.2 + 0.05);
        double left = probability(0.1 + 0.2 + 0.05 * 0.5);
        assertThat(found.drop()).isCloseTo((whole - left) / whole, offset(1e-4));
        assertThat(found.increase()).isZero();
    }

    @Test
    void confidenceRisesWhereTheMapLeavesOutWhatSpeaksAgainst() {
        Image image = Image.gray8(2, 2, new byte[] {10, 10, 10, 10});
        Confidence found = measure(
                linear(0.1f, -0.1f, 0, 0),
                image,
                Method.INPUT_X_GRADIENT,
                (scored, map) -> Confidence.of(scored, map, Monitor.NONE));
        assertThat(found).isEqualTo(new Confidence(0, 1));
    }

    @Test
    void imputationIsTheWeightedMeanOfNeighbours() {
        PixelGrid grid = new PixelGrid(Layout.NCHW, 1, 3, 3);
        boolean[] centre = new boolean[9];
        centre[4] = true;
        FloatTensor filled = FloatTensor.allocate(1, 1, 3, 3);
        new Imputation(grid, centre)
                .fill(FloatTensor.of(new float[] {1, 2, 3, 4, 99, 6, 7, 8, 9}, 1, 1, 3, 3), 0, 1, filled);
        // (2 + 4 + 6 + 8) / 6 + (1 + 3 + 7 + 9) / 12.
        assertThat(filled.data().get(4)).isCloseTo(5, offset(1e-4f));
        assertThat(filled.data().get(0)).isEqualTo(1);
    }

    @Test
    void imputationOfSeveralPixelsHoldsAllEquationsTogether() {
        // A corner and its right neighbour of a row of three: x = y, and y = (x + 6) / 2.
        PixelGrid row = new PixelGrid(Layout.NCHW, 1, 3, 1);
        FloatTensor filled = FloatTensor.allocate(1, 1, 1, 3);
        new Imputation(row, new boolean[] {true, true, false})
                .fill(FloatTensor.of(new float[] {50, 70, 6}, 1, 1, 1, 3), 0, 1, filled);
        assertThat(filled.toArray()).containsExactly(new float[] {6, 6, 6}, offset(1e-3f));

        // Between two known ends of a row the values go evenly.
        PixelGrid five = new PixelGrid(Layout.NCHW, 1, 5, 1);
        FloatTensor even = FloatTensor.allocate(1, 1, 1, 5);
        new Imputation(five, new boolean[] {false, true, true, true, false})
                .fill(FloatTensor.of(new float[] {0, 9, 9, 9, 8}, 1, 1, 1, 5), 0, 1, even);
        assertThat(even.toArray()).containsExactly(new float[] {0, 2, 4, 6, 8}, offset(1e-3f));
    }

    @Test
    void roadFallsWithTheHottestAndStaysWithTheColdest() {
        Image image = bright();
        Model model = linear(corner());
        Road good = measure(model, image, Method.INPUT_X_GRADIENT, (scored, map) -> Road.of(scored, map, Monitor.NONE));

        assertThat(good.hottest()).isLessThan(good.coldest());
        assertThat(good.difference()).isCloseTo((good.coldest() - good.hottest()) / 2, offset(1e-12));
        Road other = measure(
                linear(negative(corner())),
                image,
                Method.INPUT_X_GRADIENT,
                (scored, map) -> Road.of(scored, map, Monitor.NONE));
        // No heat anywhere: the order is that of rows, and what is taken away raises the probability.
        assertThat(other.hottest()).isGreaterThan(other.coldest());
    }

    private static float[] corner() {
        float[] weights = new float[64];
        for (int i = 0; i < 64; i++) {
            weights[i] = i % 8 < 3 && i / 8 < 3 ? 0.005f : 0;
        }
        return weights;
    }

    private static float[] negative(float... values) {
        float[] turned = values.clone();
        for (int i = 0; i < turned.length; i++) {
            turned[i] = -turned[i];
        }
        return turned;
    }

    private static Image bright() {
        byte[] pixels = new byte[64];
        for (int i = 0; i < 64; i++) {
            pixels[i] = (byte) (i % 8 < 3 && i / 8 < 3 ? 200 : 20);
        }
        return Image.gray8(8, 8, pixels);
    }

    @Test
    void maxSensitivityOfAMapThatIsTheWeightsIsNone() {
        ExplainOptions cat = ExplainOptions.DEFAULT.withMethod(Method.SALIENCY).withClasses(List.of("0"));
        Image image = NetsByHand.ramp();
        try (Explainer explainer = Explainer.open(linear(WEIGHTS), cat, Device.CPU)) {
            HeatMap map = explainer.explain(image, Monitor.NONE).get(0).map();
            assertThat(MaxSensitivity.of(image, map, 3, other -> explainer.explain(other, Monitor.NONE)))
                    .hasValue(0.0);
        }
    }

    @Test
    void maxSensitivityOfAMapThatIsThePixelsIsTheLargestChangeOfThem() {
        // Weights of one: the map is the image. Noise moves each pixel by 2 % of the range at most, here 0.6.
        float[] ones = new float[16];
        Arrays.fill(ones, 1);
        ExplainOptions options =
                ExplainOptions.DEFAULT.withMethod(Method.INPUT_X_GRADIENT).withClasses(List.of("0"));
        Image image = NetsByHand.ramp();
        try (Explainer explainer = Explainer.open(linear(ones), options, Device.CPU)) {
            HeatMap map = explainer.explain(image, Monitor.NONE).get(0).map();
            double most = MaxSensitivity.of(image, map, 5, other -> explainer.explain(other, Monitor.NONE))
                    .orElseThrow();
            double length = Math.sqrt(4.0 * 15 * 16 * 31 / 6);
            assertThat(most).isPositive().isLessThanOrEqualTo(Math.sqrt(16) / length);
        }
    }

    @Test
    void randomisationForgetsFromTheScoresDown() {
        Model model = NetsByHand.twoFilters();
        ExplainOptions options = ExplainOptions.DEFAULT.withMethod(Method.EIGEN_CAM);
        try (Explainer explainer = Explainer.open(model, options, Device.CPU)) {
            HeatMap map =
                    explainer.explain(NetsByHand.ramp(), Monitor.NONE).get(0).map();
            Randomisation found = Randomisation.of(
                    model, options, 0, NetsByHand.ramp(), Optional.empty(), map, 2, Device.CPU, Monitor.NONE);

            // The component of the maps does not know the head, and all of it the filters.
            assertThat(found.layers()).containsExactly(1, 2);
            assertThat(found.correlations().get(0)).isEqualTo(1);
            assertThat(found.correlations().get(1)).isBetween(0.0, 1.0);
            assertThat(found.mean().orElseThrow()).isBetween(0.5, 1.0);
        }
    }

    @Test
    void aModelWithoutWeightsForgetsNothing() {
        Chain net = new Chain(1, 4);
        Model model = net.node("Flatten", "scores").model(1, 4, 16);
        ExplainOptions options =
                ExplainOptions.DEFAULT.withMethod(Method.SALIENCY).withClasses(List.of("0"));
        try (Explainer explainer = Explainer.openForAnyClass(model, options, Device.CPU);
                Examiner examiner = Examiner.open(model, false, Device.CPU)) {
            Image image = NetsByHand.ramp();
            Examiner.Case seen = examiner.look(image, Optional.empty(), Optional.of(0), Monitor.NONE);
            Verdict verdict = examiner.measure(
                    explainer,
                    image,
                    Optional.empty(),
                    seen,
                    explainer
                            .explain(image, Optional.empty(), List.of(0), Monitor.NONE)
                            .get(0),
                    0,
                    2,
                    Monitor.NONE);
            assertThat(verdict.of(Measure.RANDOMISED)).isEmpty();
            assertThat(verdict.of(Measure.DELETION)).isPresent();
        }
    }

    @Test
    void weightsInNodesAreForgottenToo() {
        Graph graph = NetsByHand.twoFilters().graph();
        Graph written = graph.copy();
        int weights = RandomWeights.layers(NetsByHand.twoFilters());
        graph.initializers().forEach((name, tensor) -> {
            written.removeInitializer(name);
            Attributes value = Attributes.NONE.with("value", tensor);
            written.insertBefore(written.nodes().get(0), Node.of("Constant", List.of(), name, value));
        });
        Model model = Model.of(written);

        assertThat(RandomWeights.layers(model)).isEqualTo(weights).isPositive();
        Graph random = RandomWeights.of(model).graph();
        for (Node node : graph.nodes()) {
            for (String input : node.inputs()) {
                graph.constant(input)
                        .filter(tensor -> tensor.shape().length > 1)
                        .ifPresent(tensor ->
                                assertThat(random.constant(input)).isPresent().isNotEqualTo(Optional.of(tensor)));
            }
        }
    }

    @Test
    void theTopClassIsTakenWhereNoneIsGiven() {
        Anatomy anatomy = Anatomy.of(NetsByHand.twoFilters(), false);
        try (ClassProbability scores = ClassProbability.open(anatomy, Device.CPU)) {
            ScoredImage image = ScoredImage.of(
                    anatomy, scores, NetsByHand.ramp(), Optional.empty(), ExplainedClass.TOP, Monitor.NONE);
            assertThat(image.classIndex()).isZero();
            assertThat(image.probability(Monitor.NONE)).isGreaterThan(0.99);
        }
    }
}
