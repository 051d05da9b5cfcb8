package io.fovea.recipe;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import io.fovea.data.BorderWeights;
import io.fovea.data.Range;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * How a network is trained.
 *
 * <pre>{@code
 * TrainingOptions options = TrainingOptions.of(o -> {
 *     o.epochs = 30;
 *     o.optimizer = OptimizerName.SGD;
 *     o.momentum = 0.9;
 * });
 * }</pre>
 *
 * <p>In a recipe all of it lies side by side, as in a {@link Draft}.
 *
 * @param epochs passes over the training examples, from 1
 * @param batch examples per step, from 1
 * @param optimizer what moves the weights
 * @param schedule how the learning rate goes
 * @param loss how wrong scores are
 * @param monitor the value that tells the best epoch
 * @param earlyStopping epochs without improvement after which the training ends, from 1; empty for never
 * @param seed of the order and the variations
 * @param precision what is computed in
 * @param step what is done around each step
 * @param mixing how the examples of a batch are mixed
 * @param layers what is otherwise in some layers
 * @param minutes after which no further epoch is begun that would not be done by then, above 0; empty for never
 * @param distillation what is learned from another network beside the truth; empty for nothing
 */
public record TrainingOptions(
        int epochs,
        int batch,
        OptimizerSpec optimizer,
        ScheduleSpec schedule,
        LossSpec loss,
        MonitoredValue monitor,
        OptionalInt earlyStopping,
        long seed,
        PrecisionName precision,
        StepSpec step,
        MixingSpec mixing,
        LayerSpec layers,
        OptionalDouble minutes,
        Optional<DistillationSpec> distillation) {

    /** Refuses what makes no sense. */
    public TrainingOptions {
        Range.atLeast(1).check("epochs", epochs);
        Range.atLeast(1).check("batch", batch);
        Range.between(0, epochs).check("warmUp", schedule.warmUp());
        minutes.ifPresent(limit -> Range.above(0).check("minutes", limit));
        earlyStopping.ifPresent(wait -> Range.atLeast(1).check("earlyStopping", wait));
    }

    /** Options in which only some things are said. */
    public static TrainingOptions of(Consumer<Draft> edit) {
        Draft draft = new Draft();
        edit.accept(draft);
        return draft.options();
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static TrainingOptions of(Draft draft) {
        return draft.options();
    }

    /** The same with some things said otherwise; what was filled in stays. */
    public TrainingOptions with(Consumer<Draft> edit) {
        Draft draft = new Draft(this);
        edit.accept(draft);
        return draft.options();
    }

    /**
     * The same for another number of epochs; what followed from the old one, such as the warm-up of a cosine where nothing
     * was said of it, follows from the new one.
     */
    public TrainingOptions withEpochs(int number) {
        boolean usualWarmUp = schedule.warmUp() == schedule.name().usualWarmUp(epochs);
        boolean usualSteps = schedule.stepEvery() == Math.max(1, epochs / 3);
        return with(draft -> {
            draft.epochs = number;
            draft.warmUp = usualWarmUp ? null : (Double) Math.min(number, schedule.warmUp());
            draft.stepEvery = usualSteps ? 0 : schedule.stepEvery();
        });
    }

    /** The same at another precision. */
    public TrainingOptions withPrecision(PrecisionName other) {
        return with(draft -> draft.precision = other);
    }

    /** As it is written in a recipe. */
    @JsonValue
    Draft draft() {
        return new Draft(this);
    }

    /**
     * Options that can still change, side by side and by the names that they have in a recipe; see {@link TrainingOptions}
     * and its parts for what they mean. What is left out is as is said here.
     */
    public static final class Draft {
        /** Passes over the training examples: 10. */
        public int epochs = 10;

        /** Examples per step: 32. */
        public int batch = 32;

        /** What moves the weights: RMSprop. */
        public OptimizerName optimizer = OptimizerName.RMSPROP;

        /** At the beginning: 0.001. */
        public double learningRate = 1e-3;

        /** Of SGD and RMSprop: 0. */
        public double momentum;

        /** Whether SGD looks ahead: no. */
        public boolean nesterov;

        /** Of kernels; null for the optimiser's usual one, 0.004 of AdamW and 0 of the others. */
        public Double weightDecay;

        /** Against division by zero: 1e-7. */
        public double epsilon = 1e-7;

        /** How the learning rate goes: it stays. */
        public ScheduleName schedule = ScheduleName.CONSTANT;

        /** Epochs; 0 or less for none; null for a tenth of all, at most one, with a cosine, and none without. */
        public Double warmUp;

        /** Epochs; 0 for a third of all. */
        public int stepEvery;

        /** Of {@code step} and {@code plateau}: 0.1. */
        public double factor = 0.1;

        /** Epochs before {@code plateau} lowers: 10. */
        public int patience = 10;

        /** How wrong scores are: as fits the network's end. */
        public LossName loss = LossName.AUTO;

        /** Of cross-entropies: 0. */
        public double labelSmoothing;

        /** How much each class counts; none where all count alike. */
        public double[] classWeights = {};

        /** Of the focal loss, its exponent: 2. */
        public double focus = 2;

        /** Of Tversky's loss, what counts what is too much: 0.3. */
        public double falsePositives = 0.3;

        /** Of Tversky's loss, what counts what is missed: 0.7. */
        public double falseNegatives = 0.7;

        /** How much more gaps between objects count; 0 for no more. */
        public double borderWeight;

        /** Over how many pixels that falls: 5. */
        public double borderReach = 5;

        /** How much of the mean of the weights a step keeps; 0 for the weights as they are. */
        public double ema;

        /** Batches to a step: 1. */
        public int accumulate = 1;

        /** The longest that a gradient may be; 0 for any. */
        public double clipNorm;

        /** Alpha of MixUp; 0 for none. */
        public double mixUp;

        /** Alpha of CutMix; 0 for none. */
        public double cutMix;

        /** How many times the rate of the layer behind it a layer has: 1. */
        public double layerDecay = 1;

        /** How many times its rate a layer has besides, by its name; 1 for those that are left out. */
        public Map<String, Double> layerRates = new LinkedHashMap<>();

        /** What large weights of layers cost, by their names; nothing for those that are left out. */
        public Map<String, PenaltySpec> penalties = new LinkedHashMap<>();

        /** The share of examples for which the last residual branch is left out: 0. */
        public double stochasticDepth;

        /** What the loss of layers counts that answer too, by their names; only the last answers otherwise. */
        public Map<String, Double> auxiliary = new LinkedHashMap<>();

        /** What tells the best epoch: the loss in validation. */
        public MonitoredValue monitor = MonitoredValue.VAL_LOSS;

        /** Epochs without improvement that end the training; 0 for never. */
        public int earlyStopping;

        /** Minutes that all epochs may take together; 0 for any. */
        public double minutes;

        /** What is learned from another network beside the truth; null for nothing. */
        @JsonInclude(JsonInclude.Include.NON_NULL)
        public DistillationSpec distillation;

        /** Of the order and the variations: 1337. */
        public long seed = 1337;

        /** What is computed in: what is faster. */
        public PrecisionName precision = PrecisionName.AUTO;

        private Draft() {}

        private Draft(TrainingOptions from) {
            epochs = from.epochs;
            batch = from.batch;
            optimizer = from.optimizer.name();
            learningRate = from.optimizer.learningRate();
            momentum = from.optimizer.momentum();
            nesterov = from.optimizer.nesterov();
            weightDecay = from.optimizer.weightDecay();
            epsilon = from.optimizer.epsilon();
            schedule = from.schedule.name();
            warmUp = from.schedule.warmUp();
            stepEvery = from.schedule.stepEvery();
            factor = from.schedule.factor();
            patience = from.schedule.patience();
            loss = from.loss.name();
            labelSmoothing = from.loss.labelSmoothing();
            classWeights = from.loss.classWeights().stream()
                    .mapToDouble(Double::doubleValue)
                    .toArray();
            monitor = from.monitor;
            earlyStopping = from.earlyStopping.orElse(0);
            seed = from.seed;
            precision = from.precision;
            focus = from.loss.focus();
            falsePositives = from.loss.falsePositives();
            falseNegatives = from.loss.falseNegatives();
            borderWeight = from.loss.border().height();
            borderReach = from.loss.border().reach();
            ema = from.step.ema();
            accumulate = from.step.accumulate();
            clipNorm = from.step.clipNorm();
            mixUp = from.mixing.mixUp();
            cutMix = from.mixing.cutMix();
            layerDecay = from.layers.decay();
            layerRates = new LinkedHashMap<>(from.layers.rates());
            penalties = new LinkedHashMap<>(from.layers.penalties());
            stochasticDepth = from.layers.depth();
            auxiliary = new LinkedHashMap<>(from.layers.auxiliary());
            minutes = from.minutes.orElse(0);
            distillation = from.distillation.orElse(null);
        }

        private TrainingOptions options() {
            Range.atLeast(1).check("epochs", epochs);
            double warm = warmUp == null ? schedule.usualWarmUp(epochs) : warmUp;
            Range.between(-epochs, epochs).check("warmUp", warm);
            Range.atLeast(0).check("stepEvery", stepEvery);
            Range.atLeast(0).check("earlyStopping", earlyStopping);
            Range.atLeast(0).check("minutes", minutes);
            List<Double> weights = Arrays.stream(classWeights).boxed().toList();
            return new TrainingOptions(
                    epochs,
                    batch,
                    new OptimizerSpec(
                            optimizer,
                            learningRate,
                            momentum,
                            nesterov,
                            weightDecay == null ? optimizer.usualDecay() : weightDecay,
                            epsilon),
                    new ScheduleSpec(
                            schedule,
                            Math.max(0, warm),
                            stepEvery == 0 ? Math.max(1, epochs / 3) : stepEvery,
                            factor,
                            patience),
                    new LossSpec(
                            loss,
                            labelSmoothing,
                            weights,
                            focus,
                            falsePositives,
                            falseNegatives,
                            new BorderWeights(borderWeight, borderReach)),
                    monitor,
                    earlyStopping == 0 ? OptionalInt.empty() : OptionalInt.of(earlyStopping),
                    seed,
                    precision,
                    new StepSpec(ema, accumulate, clipNorm),
                    new MixingSpec(mixUp, cutMix),
                    new LayerSpec(layerDecay, layerRates, penalties, stochasticDepth, auxiliary),
                    minutes == 0 ? OptionalDouble.empty() : OptionalDouble.of(minutes),
                    Optional.ofNullable(distillation));
        }
    }
}
