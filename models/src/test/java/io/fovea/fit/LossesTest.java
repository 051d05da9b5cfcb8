package io.fovea.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fovea.FoveaException;
import io.fovea.model.OutputValues;
import io.fovea.recipe.LossName;
import io.fovea.recipe.LossSpec;
import io.fovea.recipe.TrainingOptions;
import io.fovea.torch.Tensors;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every expected number was computed by hand from the formula; {@code L(x) = ln(1 + exp(x))}. */
class LossesTest {

    private static final Head SOFTMAX = new Head("x", OutputValues.LOGITS, false);
    private static final Head SIGMOID = new Head("x", OutputValues.INDEPENDENT_LOGITS, false);
    private static final Head OPEN = new Head("x", OutputValues.LOGITS, true);

    private record Case(
            String what,
            Head head,
            float[] scores,
            long[] shape,
            long[] targets,
            long[] targetShape,
            double expected,
            LossName loss,
            double smoothing,
            double... weights) {

        /** The loss that follows from the head, every class alike. */
        Case(
                String what,
                Head head,
                float[] scores,
                long[] shape,
                long[] targets,
                long[] targetShape,
                double expected) {
            this(what, head, scores, shape, targets, targetShape, expected, LossName.AUTO, 0);
        }

        /** Of one image of two pixels. */
        static Case ofPixels(String what, Head head, float[] scores, long[] targets, double expected) {
            return new Case(what, head, scores, l(1, scores.length / 2, 1, 2), targets, l(1, 1, 2), expected);
        }

        Case loss(LossName name) {
            return new Case(what, head, scores, shape, targets, targetShape, expected, name, smoothing, weights);
        }

        Case smoothed(double share) {
            return new Case(what, head, scores, shape, targets, targetShape, expected, loss, share, weights);
        }

        Case weighted(double... classes) {
            return new Case(what, head, scores, shape, targets, targetShape, expected, loss, smoothing, classes);
        }

        @Override
        public String toString() {
            return what;
        }
    }

    private static float[] f(double... values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    private static long[] l(long... values) {
        return values;
    }

    static Stream<Case> cases() {
        float[] three = f(1, 2, 3, 0, 0, 0);
        // Minus the logarithms of the softmax of (1, 2, 3) are 2.40760596, 1.40760596 and 0.40760596; ln 3 =
        // 1.09861229.
        return Stream.of(
                new Case("sparse", SOFTMAX, three, l(2, 3), l(2, 0), l(2), 0.75310912),
                new Case("sparse, weighted", SOFTMAX, three, l(2, 3), l(2, 0), l(2), 0.63794140).weighted(1, 1, 2),
                // 0.7 * 0.40760596 + 0.3 * 1.40760596 = 0.70760596
                new Case("sparse, smoothed", SOFTMAX, three, l(2, 3), l(2, 0), l(2), 0.90310912).smoothed(0.3),
                new Case("sparse, one ignored", SOFTMAX, three, l(2, 3), l(2, -100), l(2), 0.40760596),
                new Case("sparse, of logits", OPEN, three, l(2, 3), l(2, 0), l(2), 0.75310912),
                new Case("categorical", SOFTMAX, three, l(2, 3), l(0, 0, 1, 1, 0, 0), l(2, 3), 0.75310912)
                        .loss(LossName.CATEGORICAL_CROSSENTROPY),
                new Case("categorical, of indices", SOFTMAX, three, l(2, 3), l(2, 0), l(2), 0.75310912)
                        .loss(LossName.CATEGORICAL_CROSSENTROPY),
                // Two pixels, the scores (0, 0) and (1, 3) of two classes: ln 2 and L(-2)
                Case.ofPixels("sparse, of pixels", SOFTMAX, f(0, 1, 0, 3), l(0, 1), 0.41003760),
                // L(-2) = 0.12692801, L(-1) = 0.31326169, L(1) = 1.31326169, L(2) = 2.12692801
                new Case("binary", SIGMOID, f(2, -1), l(2, 1), l(1, 1), l(2), 0.72009485),
                new Case("binary, weighted", SIGMOID, f(2, -1), l(2, 1), l(1, 0), l(2), 0.17351143).weighted(1, 3),
                new Case("binary, smoothed", SIGMOID, f(2), l(1, 1), l(1), l(1), 0.32692801).smoothed(0.2),
                new Case("binary, one ignored", SIGMOID, f(2, -1), l(2, 1), l(1, -100), l(2), 0.12692801),
                new Case("labels", SIGMOID, f(2, -1), l(1, 2), l(1, 0), l(1, 2), 0.22009485),
                new Case("labels, weighted", SIGMOID, f(2, -1), l(1, 2), l(1, 0), l(1, 2), 0.26667827).weighted(1, 3),
                new Case("sigmoids, of indices", SIGMOID, f(2, -1), l(1, 2), l(0), l(1), 0.22009485),
                Case.ofPixels("binary, of pixels", SIGMOID, f(2, -1), l(1, 0), 0.22009485),
                // 1 - (2 * 0.5 + 1) / (0.5 + 0.5 + 1 + 1)
                Case.ofPixels("dice", SIGMOID, f(0, 0), l(1, 0), 1 / 3.0).loss(LossName.DICE),
                Case.ofPixels("dice, softmax", SOFTMAX, f(0, 0, 0, 0), l(1, 0), 1 / 3.0)
                        .loss(LossName.DICE),
                Case.ofPixels("dice, ignored", SIGMOID, f(0, 0), l(1, -100), 0.2)
                        .loss(LossName.DICE),
                // 1 - 3 / 4 for the class that is there, 1 - 1 / 2 for the one that is not
                Case.ofPixels("dice, weighted", SOFTMAX, f(0, 0, 0, 0), l(0, 0), 0.4375)
                        .loss(LossName.DICE)
                        .weighted(1, 3),
                Case.ofPixels("dice and cross-entropy", SOFTMAX, f(0, 0, 0, 0), l(0, 0), 0.375 + 0.69314718)
                        .loss(LossName.DICE_CROSSENTROPY),
                // 0.01420934 * L(-2) and 0.53444665 * L(1)
                new Case("focal, sigmoid", SIGMOID, f(2, -1), l(2, 1), l(1, 1), l(2), 0.35183593).loss(LossName.FOCAL),
                // 0.11206362 * 0.40760596 = 0.04567780 and 4 / 9 * ln 3 = 0.48827213
                new Case("focal", SOFTMAX, three, l(2, 3), l(2, 0), l(2), 0.26697496).loss(LossName.FOCAL),
                new Case("focal, weighted", SOFTMAX, three, l(2, 3), l(2, 0), l(2), 0.19320924)
                        .loss(LossName.FOCAL)
                        .weighted(1, 1, 2),
                new Case("focal, one ignored", SOFTMAX, three, l(2, 3), l(2, -100), l(2), 0.04567780)
                        .loss(LossName.FOCAL),
                // 1 - (0.5 + 1) / (0.5 + 0.3 * 0.5 + 0.7 * 0.5 + 1)
                Case.ofPixels("tversky", SIGMOID, f(0, 0), l(1, 0), 0.25).loss(LossName.TVERSKY),
                Case.ofPixels("tversky, softmax", SOFTMAX, f(0, 0, 0, 0), l(1, 0), 0.25)
                        .loss(LossName.TVERSKY),
                // 1 - (0.5 + 1) / (0.5 + 0.7 * 0.5 + 1)
                Case.ofPixels("tversky, ignored", SIGMOID, f(0, 0), l(1, -100), 0.35 / 1.85)
                        .loss(LossName.TVERSKY),
                // 1 - (1 + 1) / (1 + 0.7 * 1 + 1): what is missed costs more than the 0.3 of what is too much
                Case.ofPixels("tversky, missed", SIGMOID, f(0, 0), l(1, 1), 0.7 / 2.7)
                        .loss(LossName.TVERSKY),
                Case.ofPixels("tversky, too much", SIGMOID, f(0, 0), l(0, 0), 0.3 / 1.3)
                        .loss(LossName.TVERSKY),
                new Case("squares, sigmoid", SIGMOID, f(0), l(1, 1), l(1), l(1), 0.25)
                        .loss(LossName.MEAN_SQUARED_ERROR),
                new Case("squares, softmax", SOFTMAX, f(0, 0), l(1, 2), l(0), l(1), 0.25)
                        .loss(LossName.MEAN_SQUARED_ERROR),
                new Case("squares, linear", OPEN, f(3, 0), l(1, 2), l(0), l(1), 2).loss(LossName.MEAN_SQUARED_ERROR));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isWhatTheFormulaSays(Case c) {
        try (PointerScope scope = new PointerScope()) {
            Tensor scores = Tensors.of(c.scores, c.shape).set_requires_grad(true);
            Tensor value = loss(c).of(scores, Tensors.of(c.targets, c.targetShape));
            assertThat(value.item_double()).isCloseTo(c.expected, within(1e-6));
            value.backward();
            for (float gradient : Tensors.toFloats(scores.grad())) {
                assertThat(gradient).isFinite();
            }
        }
    }

    /**
     * Two pixels, the scores (0, 0) and (1, 3) of two classes, with ln 2 and L(-2). The first counts 3 times, and being of the
     * first class half of that: (1.5 ln 2 + L(-2)) / 2.5. An ignored one counts nothing.
     */
    @Test
    void pixelsCountByTheirWeights() {
        try (PointerScope scope = new PointerScope()) {
            Tensor scores = Tensors.of(f(0, 1, 0, 3), 1, 2, 1, 2);
            Tensor pixels = Tensors.of(f(3, 1), 1, 1, 2);
            LossSpec half = TrainingOptions.of(o -> o.classWeights = new double[] {0.5, 1})
                    .loss();
            Loss loss = Losses.of(half, SOFTMAX);
            assertThat(loss.weighted(scores, Tensors.of(l(0, 1), 1, 1, 2), pixels)
                            .item_double())
                    .isCloseTo((1.5 * 0.69314718 + 0.12692801) / 2.5, within(1e-6));
            assertThat(loss.weighted(scores, Tensors.of(l(-100, 1), 1, 1, 2), pixels)
                            .item_double())
                    .isCloseTo(0.12692801, within(1e-6));
        }
    }

    /** Where all pixels count alike it is the same mean, whatever else counts. */
    @Test
    void pixelsOfTheSameWeightChangeNothing() {
        try (PointerScope scope = new PointerScope()) {
            Tensor scores = Tensors.of(f(0, 1, 0, 3), 1, 2, 1, 2);
            Tensor targets = Tensors.of(l(0, 1), 1, 1, 2);
            LossSpec spec = TrainingOptions.of(o -> {
                        o.classWeights = new double[] {0.5, 2};
                        o.labelSmoothing = 0.2;
                    })
                    .loss();
            Loss loss = Losses.of(spec, SOFTMAX);
            assertThat(loss.weighted(scores, targets, Tensors.of(f(3, 3), 1, 1, 2))
                            .item_double())
                    .isCloseTo(loss.of(scores, targets).item_double(), within(1e-6));
        }
    }

    /** Of probabilities that float32 takes for 1, those of the other class are 0. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 1, 2})
    void aFocalLossOfWhatIsCertainHasASlope(double focus) {
        LossSpec focal = TrainingOptions.of(o -> {
                    o.loss = LossName.FOCAL;
                    o.focus = focus;
                })
                .loss();
        try (PointerScope scope = new PointerScope()) {
            for (Head head : List.of(SOFTMAX, SIGMOID)) {
                Tensor scores = Tensors.of(f(200, -200), 1, 2).set_requires_grad(true);
                Losses.of(focal, head).of(scores, Tensors.of(l(1, 0), 1, 2)).backward();
                assertThat(Tensors.toFloats(scores.grad())).containsExactly(new float[] {0, 0}, within(1e-6f));
            }
        }
    }

    private static Loss loss(Case c) {
        TrainingOptions options = TrainingOptions.of(o -> {
            o.loss = c.loss;
            o.labelSmoothing = c.smoothing;
            o.classWeights = c.weights;
        });
        return Losses.of(options.loss(), c.head);
    }

    @Test
    void aLossThatContradictsTheNetworksEndIsRefused() {
        assertThatThrownBy(() -> Losses.of(
                        TrainingOptions.of(o -> o.loss = LossName.BINARY_CROSSENTROPY)
                                .loss(),
                        SOFTMAX))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("Sigmoid");
        assertThatThrownBy(() -> Losses.of(
                        TrainingOptions.of(o -> o.loss = LossName.CATEGORICAL_CROSSENTROPY)
                                .loss(),
                        SIGMOID))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("Softmax");
        assertThatThrownBy(() -> LossName.parse("hinge"))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("dice-crossentropy");
    }

    @Test
    void severalLabelsUnderASoftmaxAreRefused() {
        try (PointerScope scope = new PointerScope()) {
            Tensor scores = Tensors.of(f(1, 2, 3), 1, 3);
            for (LossName name : List.of(LossName.AUTO, LossName.DICE, LossName.MEAN_SQUARED_ERROR)) {
                Loss loss = Losses.of(TrainingOptions.of(o -> o.loss = name).loss(), SOFTMAX);
                assertThat(loss.of(scores, Tensors.of(l(0, 0, 1), 1, 3)).item_double())
                        .isFinite();
                for (long[] labels : new long[][] {{1, 0, 1}, {0, 0, 0}}) {
                    assertThatThrownBy(() -> loss.of(scores, Tensors.of(labels, 1, 3)))
                            .isInstanceOf(FoveaException.class)
                            .hasMessageContaining("Sigmoid");
                }
            }
        }
    }

    @Test
    void anotherNumberOfClassWeightsIsRefused() {
        try (PointerScope scope = new PointerScope()) {
            Loss loss = Losses.of(
                    TrainingOptions.of(o -> o.classWeights = new double[] {1, 2, 3})
                            .loss(),
                    SOFTMAX);
            Tensor scores = Tensors.of(f(1, 2), 1, 2);
            Tensor targets = Tensors.of(l(1), 1);
            assertThatThrownBy(() -> loss.of(scores, targets))
                    .isInstanceOf(FoveaException.class)
                    .hasMessageContaining("3 numbers for 2 classes");
        }
    }
}
