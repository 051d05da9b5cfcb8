package io.fovea.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fovea.data.Batch;
import io.fovea.recipe.MixingSpec;
import io.fovea.torch.Tensors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.InputArchive;
import org.bytedeco.pytorch.OutputArchive;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is done around steps, each worked out by hand. */
class TechniquesTest {
    private final PointerScope scope = new PointerScope();

    @AfterEach
    void free() {
        scope.close();
    }

    private static Tensor weight(double... values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return Tensors.of(floats, floats.length).set_requires_grad(true);
    }

    /** Lets the gradient of {@code weight} grow by {@code times}. */
    private static void addGradient(Tensor weight, double times) {
        weight.mul(new Scalar(times)).sum().backward();
    }

    /** Of (3, 4), whose length is 5, a clip at 1 leaves (0.6, 0.8); one at 10 leaves it as it is. */
    @Test
    void gradientsAreShortenedTogether() {
        Tensor first = weight(1);
        Tensor second = weight(1);
        addGradient(first, 3);
        addGradient(second, 4);
        List<Tensor> both = List.of(first, second);

        new GradientClip(both, 10).beforeStep();
        assertThat(Tensors.toFloats(first.grad())).containsExactly(3);
        new GradientClip(both, 0).beforeStep();
        assertThat(Tensors.toFloats(second.grad())).containsExactly(4);
        new GradientClip(both, 1).beforeStep();
        assertThat(Tensors.toFloats(first.grad())).containsExactly(new float[] {0.6f}, within(1e-6f));
        assertThat(Tensors.toFloats(second.grad())).containsExactly(new float[] {0.8f}, within(1e-6f));
    }

    /** Gradients 2 and 4 come to 3. */
    @Test
    void aStepForSeveralBatchesFollowsTheMeanOfTheirGradients() {
        Tensor weight = weight(1);
        GradientAccumulation two = new GradientAccumulation(List.of(weight), 2);
        assertThat(two.isFresh()).isTrue();
        assertThat(two.isDue()).isFalse();

        addGradient(weight, 2);
        two.add();
        assertThat(two.isDue()).isFalse();
        assertThat(two.isFresh()).isFalse();
        addGradient(weight, 4);
        two.add();
        assertThat(two.isDue()).isTrue();
        two.beforeStep();

        assertThat(Tensors.toFloats(weight.grad())).containsExactly(3);
        assertThat(two.isFresh()).isTrue();
    }

    /**
     * From 0: after the first step, to 11, it keeps 2/11 of 0 and takes 9/11 of 11, which is 9; after the second, to 21, it
     * keeps 3/12 of 9 and takes 9/12 of 21, which is 18. With a decay of 0.1 it is 9.9 and 19.89.
     */
    @Test
    void anAverageOfWeightsFollowsThem() {
        Tensor weight = weight(0);
        WeightAverage slow = new WeightAverage(List.of(weight), 0.999);
        WeightAverage quick = new WeightAverage(List.of(weight), 0.1);
        for (double next : new double[] {11, 21}) {
            weight.detach().fill_(new Scalar(next));
            slow.afterStep();
            quick.afterStep();
        }

        assertThat(slow.during(() -> Tensors.toFloats(weight))).containsExactly(new float[] {18}, within(1e-5f));
        assertThat(quick.during(() -> Tensors.toFloats(weight))).containsExactly(new float[] {19.89f}, within(1e-5f));
        assertThat(Tensors.toFloats(weight)).containsExactly(21);
        assertThat(new WeightAverage(List.of(weight), 0).isOn()).isFalse();
    }

    private static final Batch BATCH = new Batch(
            new float[] {0, 0, 0, 0, 10, 10, 10, 10, 20, 20, 20, 20},
            new long[] {3, 1, 2, 2},
            new long[] {7, 8, 9},
            new long[] {3});

    @Test
    void mixUpAddsImagesByTheirShares() {
        MixedBatch mixed = MixedBatch.mixedUp(BATCH, 0.75, 1);

        assertThat(mixed.batch().inputs())
                .containsExactly(2.5f, 2.5f, 2.5f, 2.5f, 12.5f, 12.5f, 12.5f, 12.5f, 15, 15, 15, 15);
        assertThat(mixed.batch().targets()).containsExactly(7, 8, 9);
        assertThat(mixed.others().targets()).containsExactly(8, 9, 7);
        assertThat(mixed.share()).isEqualTo(0.75);
    }

    /** One column of two is half of an image. */
    @Test
    void cutMixPutsABoxOfOneImageIntoAnother() {
        MixedBatch mixed = MixedBatch.withBox(BATCH, new int[] {1, 2}, new int[] {0, 2}, 2);

        assertThat(mixed.batch().inputs()).containsExactly(0, 20, 0, 20, 10, 0, 10, 0, 20, 10, 20, 10);
        assertThat(mixed.others().targets()).containsExactly(9, 7, 8);
        assertThat(mixed.share()).isEqualTo(0.5);
        assertThat(MixedBatch.cutAndMixed(BATCH, 1, 1, new SplittableRandom(1)).share())
                .isEqualTo(1);
    }

    @Test
    void mixingIsTheSameForTheSameTurnAndLeavesSingleExamplesAlone() {
        BatchMixing both = new BatchMixing(new MixingSpec(0.4, 1), 5);
        Turn turn = new Turn(2, 3);
        assertThat(both.mix(BATCH, turn)).isEqualTo(both.mix(BATCH, turn));
        assertThat(both.mix(BATCH, turn)).isNotEqualTo(both.mix(BATCH, new Turn(2, 4)));
        Batch single = new Batch(new float[] {1}, new long[] {1, 1, 1, 1}, new long[] {0}, new long[] {1});
        assertThat(both.mix(single, turn)).isEqualTo(MixedBatch.plain(single));
        assertThat(new BatchMixing(new MixingSpec(0, 0), 5).mix(BATCH, turn)).isEqualTo(MixedBatch.plain(BATCH));
    }

    /** Beta(a, a) has a mean of a half and a variance of 1 / (4 (2 a + 1)). */
    @ParameterizedTest
    @ValueSource(doubles = {0.2, 1, 5})
    void sharesHaveTheMomentsOfBeta(double alpha) {
        SplittableRandom random = new SplittableRandom(1);
        double[] shares = DoubleStream.generate(() -> BetaSampler.draw(alpha, random))
                .limit(20_000)
                .toArray();
        double mean = DoubleStream.of(shares).average().orElseThrow();
        double variance = DoubleStream.of(shares)
                .map(s -> (s - mean) * (s - mean))
                .average()
                .orElseThrow();
        assertThat(mean).isCloseTo(0.5, within(0.01));
        assertThat(variance).isCloseTo(1 / (4 * (2 * alpha + 1)), within(0.005));
        assertThat(DoubleStream.of(shares)).allMatch(share -> share >= 0 && share <= 1);
    }

    /** Epochs of 25 s: after two a third would end at 75 s, beyond the minute. */
    @Test
    void noEpochIsBegunThatWouldGoBeyondTheTime() {
        TimeLimit minute = new TimeLimit(OptionalDouble.of(1));
        History history = new History();
        assertThat(minute.reached(history)).isEmpty();
        history.add(new History.Epoch(1, 0, 0, 0, 0, 0, 25, Map.of()));
        assertThat(minute.reached(history)).isEmpty();
        history.add(new History.Epoch(2, 0, 0, 0, 0, 0, 25, Map.of()));
        assertThat(minute.reached(history)).hasValueSatisfying(reason -> assertThat(reason)
                .isEqualTo(
                        "Stopped for time: 2 epochs took 0.8 of the 1.0 minutes given, and another would go beyond."));
        assertThat(new TimeLimit(OptionalDouble.empty()).reached(history)).isEmpty();
    }

    @Test
    void averagesSurviveASaveAndALoad() throws Exception {
        Tensor weight = weight(0);
        WeightAverage average = new WeightAverage(List.of(weight), 0.999);
        weight.detach().fill_(new Scalar(11.0));
        average.afterStep();
        try (OutputArchive out = new OutputArchive()) {
            average.save(out);
            Path file = Files.createTempFile("average", ".pt");
            try {
                out.save_to(file.toString());
                InputArchive in = new InputArchive();
                in.load_from(file.toString(), new DeviceOptional());
                WeightAverage other = new WeightAverage(List.of(weight), 0.999);
                other.load(in);
                assertThat(other.during(() -> Tensors.toFloats(weight)))
                        .containsExactly(new float[] {9}, within(1e-5f));
            } finally {
                Files.deleteIfExists(file);
            }
        }
    }
}
