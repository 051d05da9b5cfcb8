package io.fovea.fit;

import io.fovea.recipe.ScheduleName;
import io.fovea.recipe.ScheduleSpec;
import io.fovea.recipe.TrainingOptions;

/** How the learning rate goes. A function of the time and the history alone, so it needs no state of its own. */
final class LearningRateSchedule {

    private static final double START = 0.02;
    private static final double LOWEST = 0.01;

    /** What one cycle begins with and ends in, of its height: PyTorch's. */
    private static final double FIRST = 1 / 25.0;

    private static final double LAST = FIRST / 10_000;

    private final double learningRate;
    private final ScheduleSpec spec;
    private final int epochs;
    private final EpochRanking ranking;

    LearningRateSchedule(TrainingOptions options) {
        this.learningRate = options.optimizer().learningRate();
        this.spec = options.schedule();
        this.epochs = options.epochs();
        this.ranking = new EpochRanking(options.monitor());
    }

    /**
     * The learning rate at a moment of the training.
     *
     * @param epoch how many epochs are done, with the fraction of the running one
     * @param history the epochs that are done
     */
    double at(double epoch, History history) {
        if (spec.name() == ScheduleName.ONE_CYCLE) {
            return learningRate * oneCycle(epoch);
        }
        double warm = spec.warmUp() > 0 ? Math.min(1, (epoch + START) / spec.warmUp()) : 1;
        return learningRate * warm * share(epoch, history);
    }

    private double oneCycle(double epoch) {
        double rise = spec.warmUp();
        return epoch < rise
                ? FIRST + (1 - FIRST) * 0.5 * (1 - Math.cos(Math.PI * epoch / rise))
                : LAST + (1 - LAST) * 0.5 * (1 + Math.cos(Math.PI * Math.min(1, (epoch - rise) / (epochs - rise))));
    }

    private double share(double epoch, History history) {
        return switch (spec.name()) {
            case STEP -> Math.pow(spec.factor(), Math.floor(epoch / spec.stepEvery()));
            case COSINE -> LOWEST + (1 - LOWEST) * 0.5 * (1 + Math.cos(Math.PI * Math.min(1, epoch / epochs)));
            case PLATEAU -> Math.pow(spec.factor(), ranking.plateaus(history, spec.patience()));
            case CONSTANT, ONE_CYCLE -> 1;
        };
    }
}
