package io.fovea.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fovea.FoveaException;
import io.fovea.data.Dataset;
import io.fovea.data.Example;
import io.fovea.data.Skipped;
import io.fovea.data.Target;
import io.fovea.data.UnreadableException;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Tensor;
import io.fovea.image.Color;
import io.fovea.image.Image;
import io.fovea.layers.Activation;
import io.fovea.layers.Conv2D;
import io.fovea.layers.Dense;
import io.fovea.layers.GlobalAveragePooling2D;
import io.fovea.layers.Network;
import io.fovea.layers.SymbolicTensor;
import io.fovea.model.Card;
import io.fovea.model.CountInterval;
import io.fovea.model.Input;
import io.fovea.model.Model;
import io.fovea.model.ObjectScore;
import io.fovea.model.OutputValues;
import io.fovea.model.Task;
import io.fovea.session.Cancellation;
import io.fovea.session.Device;
import io.fovea.task.Classification;
import io.fovea.task.Classifier;
import io.fovea.task.Monitor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CalibratedModelTest {
    private static final int SIDE = 8;

    /** Answers of probability 0.9 of which 3 in 4 are right: odds of 9 become 3 where scores are divided by ln 9 / ln 3. */
    @Test
    void findsTheTemperatureThatMakesAnswersRightAsOftenAsTheySay() {
        TemperatureFit fit = new TemperatureFit();
        for (int i = 0; i < 400; i++) {
            fit.add(new double[] {0.9, 0.1}, i % 4 == 0 ? 1 : 0);
        }
        assertThat(fit.temperature()).isCloseTo(2, within(1e-3));
        assertThat(fit.reliability(1).error()).isCloseTo(0.15, within(1e-6));
        assertThat(fit.reliability(2).error()).isCloseTo(0, within(1e-6));
    }

    /** Of objects with a certainty of 0.9 three in four are right, of those with 0.6 one in four. */
    @Test
    void scoresOfObjectsAreTheSharesThatAreRight() {
        ObjectScoreFit fit = new ObjectScoreFit();
        for (int i = 0; i < 400; i++) {
            boolean often = i % 4 != 0;
            fit.add(new ObjectScoreFit.Found(
                    2, new double[] {0.9, 0.6}, new double[] {100, 100}, new boolean[] {often, !often}));
        }
        ObjectScore score = fit.score().orElseThrow();
        assertThat(score.of(0.9, 100)).isCloseTo(0.75, within(0.01));
        assertThat(score.of(0.6, 100)).isCloseTo(0.25, within(0.01));
    }

    @Test
    void tooFewObjectsGiveNoScore() {
        ObjectScoreFit fit = new ObjectScoreFit();
        fit.add(new ObjectScoreFit.Found(1, new double[] {0.9}, new double[] {100}, new boolean[] {true}));
        assertThat(fit.score()).isEmpty();
        assertThat(fit.interval(new ObjectScore(0, 1, 0))).isEmpty();
    }

    /** Without doubt, of 29 images 27 must be inside (0.9 of 30); the third largest of the differences is 3, half an object less. */
    @Test
    void nineOfTenCountsAreInside() {
        ObjectScoreFit fit = new ObjectScoreFit();
        for (int i = 0; i < 29; i++) {
            int off = i < 2 ? 20 : i < 5 ? 3 : 1;
            double[] sure = new double[30];
            Arrays.fill(sure, 1);
            double[] areas = new double[30];
            Arrays.fill(areas, 100);
            fit.add(new ObjectScoreFit.Found(30 + off, sure, areas, new boolean[30]));
        }
        CountInterval interval = fit.interval(new ObjectScore(1000, 0, 0)).orElseThrow();
        assertThat(interval.around(30, 0)).isEqualTo(new CountInterval.Range(27, 33));
    }

    @Test
    void knowsWhichImagesItHasSeen() {
        Model model = classifier();
        Example[] examples = new Example[40];
        for (int i = 0; i < examples.length; i++) {
            // Every fifth is answered wrongly, and surely so.
            int shown = i % 5 == 0 ? 1 - i % 2 : i % 2;
            examples[i] = new Example(
                    "image" + i, image(shown == 0 ? 40 + i % 7 : 200 + i % 7), new Target.ClassIndex(i % 2));
        }
        Dataset all = Dataset.of(examples.length, index -> examples[index]);

        CalibratedModel made = CalibratedModel.of(
                model,
                new CalibratedModel.Images(all, Optional.of(all), 1, ""),
                Device.CPU,
                new Skipped(),
                Monitor.NONE);

        assertThat(made.after()).isLessThan(made.before());
        assertThat(made.model().card().trust().temperature()).isGreaterThan(1);
        try (Classifier classifier = Classifier.open(made.model(), Device.CPU)) {
            Classification seen = classifier.classify(image(42), Cancellation.NONE);
            assertThat(seen.best().label()).isEqualTo("dark");
            assertThat(seen.best().probability()).isBetween(0.7f, 0.9f);
            assertThat(seen.likeness().unlike().orElseThrow()).isLessThanOrEqualTo(1);
            // The same in the memory of the first run.
            assertThat(classifier
                            .classify(image(42), Cancellation.NONE)
                            .likeness()
                            .distance())
                    .isEqualTo(seen.likeness().distance());
            assertThat(classifier
                            .classify(image(120), Cancellation.NONE)
                            .likeness()
                            .unlike()
                            .orElseThrow())
                    .isGreaterThan(1);
        }
        Map<String, Double> metrics =
                Evaluation.of(made.model(), all, 1, Device.CPU, Monitor.NONE).metrics();
        assertThat(metrics)
                .containsEntry("accuracy", 0.8)
                .hasEntrySatisfying(
                        "calibration_error", error -> assertThat(error).isLessThan(0.05))
                .hasEntrySatisfying("calibration_error_without_temperature", error -> assertThat(error)
                        .isGreaterThan(0.1));
    }

    /**
     * Each class by itself: the odds of 9 of the first become 3 where they are divided by 2, as 3 in 4 are right; the second is at
     * 0.5, whatever it is divided by. As shares of one whole 0.9 and 0.5 would ask for another.
     */
    @Test
    void classesThatAreAnsweredByThemselvesAreTemperedByThemselves() {
        Graph graph = classifier().graph();
        Map.copyOf(graph.initializers()).forEach((name, tensor) -> {
            if (tensor.shape().length == 2) {
                graph.put(name, Tensor.of(new float[2], tensor.shape()));
            } else if (tensor.shape().length == 1 && tensor.shape()[0] == 2) {
                graph.put(name, Tensor.of(new float[] {(float) Math.log(9), 0}, 2));
            }
        });
        Node softmax = graph.nodes().get(graph.nodes().size() - 1);
        graph.setOutputs(List.of(softmax.inputs().get(0)));
        graph.prune();
        Card card = Card.of(
                "each",
                Task.CLASSIFICATION,
                List.of("dark", "bright"),
                Input.resized(SIDE, SIDE, Color.GRAY),
                OutputValues.INDEPENDENT_LOGITS);
        card.writeTo(graph);
        Dataset all = Dataset.of(
                40, index -> new Example("image", image(44), new Target.ClassIndex(index % 8 % 5 == 0 ? 1 : 0)));

        CalibratedModel made = CalibratedModel.of(
                Model.of(graph),
                new CalibratedModel.Images(all, Optional.of(all), 1, ""),
                Device.CPU,
                new Skipped(),
                Monitor.NONE);

        assertThat(made.model().card().trust().temperature()).isCloseTo(2, within(1e-3));
        assertThat(Evaluation.of(made.model(), all, 1, Device.CPU, Monitor.NONE).metrics())
                .hasEntrySatisfying(
                        "calibration_error", error -> assertThat(error).isCloseTo(0, within(1e-3)))
                .hasEntrySatisfying("calibration_error_without_temperature", error -> assertThat(error)
                        .isCloseTo(0.15, within(1e-3)));
    }

    /** Twelve right answers do not make one of 0.9 certain. */
    @Test
    void isNotMadeSurerWhereNothingWasWrong() {
        Dataset right = Dataset.of(
                12, index -> new Example("image", image(index % 2 == 0 ? 104 : 136), new Target.ClassIndex(index % 2)));
        CalibratedModel made = CalibratedModel.of(
                classifier(),
                new CalibratedModel.Images(right, Optional.of(right), 1, ""),
                Device.CPU,
                new Skipped(),
                Monitor.NONE);

        assertThat(made.model().card().trust().temperature()).isEqualTo(1);
        assertThat(made.after()).isEqualTo(made.before());
    }

    @Test
    void refusesTooFewImages() {
        Dataset few = Dataset.of(3, index -> new Example("image", image(10), new Target.ClassIndex(0)));
        CalibratedModel.Images images = new CalibratedModel.Images(few, Optional.empty(), 1, "");
        assertThatThrownBy(() -> CalibratedModel.of(classifier(), images, Device.CPU, new Skipped(), Monitor.NONE))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("3 images");
    }

    @Test
    void refusesTooFewImagesThatCanBeRead() {
        Dataset most = Dataset.of(12, index -> {
            if (index > 0) {
                throw new UnreadableException(new FoveaException("'image" + index + "' is damaged."));
            }
            return new Example("image", image(10), new Target.ClassIndex(0));
        });
        CalibratedModel.Images images = new CalibratedModel.Images(most, Optional.empty(), 1, "");
        assertThatThrownBy(() -> CalibratedModel.of(classifier(), images, Device.CPU, new Skipped(), Monitor.NONE))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("1 images");
    }

    private static Image image(int brightness) {
        byte[] pixels = new byte[SIDE * SIDE];
        Arrays.fill(pixels, (byte) brightness);
        return Image.gray8(SIDE, SIDE, pixels);
    }

    /** Dark or bright, surely. */
    private static Model classifier() {
        Network network = new Network("brightness", 1);
        SymbolicTensor mean = network.input(SIDE, SIDE, 1).to(new Conv2D(1, 1)).to(new GlobalAveragePooling2D());
        Graph graph = network.finish(mean.to(new Dense(2).activation(Activation.SOFTMAX)));
        Map.copyOf(graph.initializers()).forEach((name, tensor) -> {
            if (tensor.type().isFloatingPoint()) {
                graph.put(name, Tensor.of(weights(tensor.shape()), tensor.shape()));
            }
        });
        Card card = Card.of(
                "brightness",
                Task.CLASSIFICATION,
                List.of("dark", "bright"),
                Input.resized(SIDE, SIDE, Color.GRAY),
                OutputValues.PROBABILITIES);
        card.writeTo(graph);
        return Model.of(graph);
    }

    /** The convolution passes brightness on, of which the classes have 6 - 0.05 and -6 + 0.05 times. */
    private static float[] weights(long... shape) {
        return switch (shape.length) {
            case 4 -> new float[] {1};
            case 2 -> new float[] {-0.05f, 0.05f};
            default -> shape[0] == 2 ? new float[] {6, -6} : new float[] {0};
        };
    }
}
