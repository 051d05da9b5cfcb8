package io.fovea.fit;

import io.fovea.recipe.TrainingOptions;

/** How the learning rate goes. A function of the time and the history alone, so it needs no state of its own. */
final class LearningRateSchedule {

    private static final double START = 0.02;
    private static final double LOWEST = 0.01;

    private final TrainingOptions options;
    private final EpochRanking ranking;

    LearningRateSchedule(TrainingOptions options) {
        this.options = options;
        this.ranking = new EpochRanking(options.monitor());
    }

    /**
     * The learning rate at a moment of the training.
     *
     * @param epoch how many epochs are done, with the fraction of the running one
     * @param history the epochs that are done
     */
    double at(double epoch, History history) {
        double warm = options.warmUp() > 0 ? Math.min(1, (epoch + START) / options.warmUp()) : 1;
        return options.learningRate() * warm * share(epoch, history);
    }

    private double share(double epoch, History history) {
        return switch (options.schedule()) {
            case "step" -> Math.pow(options.factor(), Math.floor(epoch / options.stepEvery()));
            case "cosine" ->
                LOWEST + (1 - LOWEST) * 0.5 * (1 + Math.cos(Math.PI * Math.min(1, epoch / options.epochs())));
            case "plateau" -> Math.pow(options.factor(), ranking.plateaus(history, options.patience()));
            default -> 1;
        };
    }
}
