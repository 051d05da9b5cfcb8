package io.fovea.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fovea.recipe.ScheduleName;
import io.fovea.recipe.TrainingOptions;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class LearningRateScheduleTest {

    private static final History NONE = new History();

    @Test
    void cosineWarmsUpAndFalls() {
        assertThat(rates(o -> o.schedule = ScheduleName.COSINE, 0, 10, 20))
                .containsExactly(new double[] {0.1 * 0.02, 0.1 * (0.01 + 0.99 * 0.5), 0.001}, within(1e-12));
        assertThat(rates(o -> o.schedule = ScheduleName.COSINE, 0.5))
                .containsExactly(new double[] {0.1 * 0.52 * (0.01 + 0.99 * 0.99846)}, within(1e-5));
    }

    @Test
    void warmUpIsLongerShorterOrAbsentOnRequest() {
        assertThat(rates(o -> o.warmUp = 4.0, 2)).containsExactly(new double[] {0.1 * 2.02 / 4}, within(1e-12));
        assertThat(rates(o -> o.warmUp = 4.0, 4)).containsExactly(0.1);
        Consumer<TrainingOptions.Draft> abrupt = o -> {
            o.schedule = ScheduleName.COSINE;
            o.warmUp = -1.0;
        };
        assertThat(rates(abrupt, 0)).containsExactly(new double[] {0.1}, within(1e-12));
        assertThat(rates(o -> {}, 0)).containsExactly(0.1);
    }

    /** Of 20 epochs six rise, from a 25th, and 14 fall, to a 250,000th. Half way it is half way between. */
    @Test
    void oneCycleRisesAndFallsAlongCosines() {
        assertThat(rates(o -> o.schedule = ScheduleName.ONE_CYCLE, 0, 3, 6, 13, 20))
                .containsExactly(
                        new double[] {0.1 / 25, 0.1 * (1 + 1 / 25.0) / 2, 0.1, 0.1 * (1 + 4e-6) / 2, 0.1 * 4e-6},
                        within(1e-12));
    }

    @Test
    void stepLowersAtEpochs() {
        Consumer<TrainingOptions.Draft> step = o -> {
            o.schedule = ScheduleName.STEP;
            o.stepEvery = 5;
            o.factor = 0.5;
        };
        assertThat(rates(step, 4.99, 5, 10.2)).containsExactly(0.1, 0.05, 0.025);
    }

    @Test
    void plateauLowersWhenNothingImproves() {
        LearningRateSchedule schedule = schedule(o -> {
            o.schedule = ScheduleName.PLATEAU;
            o.patience = 2;
            o.factor = 0.5;
        });
        double[] losses = {1, 0.9, 0.95, 0.9, 0.8, 0.81, 0.82, 0.83, 0.84, 0.7};
        double[] expected = {1, 1, 1, 0.5, 0.5, 0.5, 0.25, 0.25, 0.125, 0.125};
        History history = new History();
        for (int i = 0; i < losses.length; i++) {
            history.add(new History.Epoch(i + 1, 0, 0, losses[i], 0, 0, 0, Map.of()));
            assertThat(schedule.at(i + 1, history)).as("after epoch " + (i + 1)).isEqualTo(0.1 * expected[i]);
        }
    }

    /** The learning rates at some times, in epochs, where nothing has been measured. */
    private static double[] rates(Consumer<TrainingOptions.Draft> edit, double... times) {
        LearningRateSchedule schedule = schedule(edit);
        return Arrays.stream(times).map(time -> schedule.at(time, NONE)).toArray();
    }

    private static LearningRateSchedule schedule(Consumer<TrainingOptions.Draft> edit) {
        return new LearningRateSchedule(TrainingOptions.of(o -> {
            o.epochs = 20;
            o.learningRate = 0.1;
            edit.accept(o);
        }));
    }
}
