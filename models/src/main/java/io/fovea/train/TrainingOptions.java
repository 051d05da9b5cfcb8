package io.fovea.train;

import io.fovea.FoveaException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * How a network is trained. What is 0, empty or left out is filled in.
 *
 * <pre>{@code
 * TrainingOptions options = TrainingOptions.of(o -> {
 *     o.epochs = 30;
 *     o.optimizer = "sgd";
 *     o.momentum = 0.9;
 * });
 * }</pre>
 *
 * @param epochs passes over the training examples (10)
 * @param batch examples per step (32)
 * @param optimizer {@code adam}, {@code adamw}, {@code rmsprop} or {@code sgd} ({@code rmsprop})
 * @param learningRate at the beginning (0.001)
 * @param momentum of SGD and RMSprop (0)
 * @param nesterov whether SGD looks ahead along its momentum
 * @param weightDecay of kernels, not of biases and the scales of normalisations: decoupled in AdamW (0.004), an L2
 *     penalty of half its size in the others (0)
 * @param epsilon what keeps Adam, AdamW and RMSprop from dividing by zero (1e-7)
 * @param schedule {@code constant}; {@code step}; {@code cosine}, which falls to a hundredth; {@code plateau}, which
 *     lowers when the monitored value stops improving ({@code constant})
 * @param warmUp epochs over which the learning rate rises to its full height; below 0 for none (as the schedule does by
 *     itself: with {@code cosine} a tenth of the epochs, at most one; none with the others)
 * @param stepEvery epochs after which {@code step} lowers again (a third of all)
 * @param factor by which {@code step} and {@code plateau} multiply (0.1)
 * @param patience epochs without improvement after which {@code plateau} lowers (10)
 * @param loss {@code auto}, which follows from the network's end: sparse categorical cross-entropy after a softmax,
 *     binary cross-entropy after a sigmoid; or one of {@link Losses#NAMES}
 * @param labelSmoothing share of certainty that cross-entropies take from the truth, 0..1 (0)
 * @param classWeights how much each class counts in the loss (all alike)
 * @param monitor the value that tells the best epoch: a column of the history such as {@code val_loss},
 *     {@code val_accuracy} or {@code val_mean_iou} ({@code val_loss}); losses are best low, all others high
 * @param earlyStopping epochs without improvement after which the training ends; 0 for never
 * @param seed of the order and the variations (1337)
 * @param precision {@code auto}, {@code fp32} or {@code bf16} ({@code auto})
 */
public record TrainingOptions(
        int epochs,
        int batch,
        String optimizer,
        double learningRate,
        double momentum,
        boolean nesterov,
        double weightDecay,
        double epsilon,
        String schedule,
        double warmUp,
        int stepEvery,
        double factor,
        int patience,
        String loss,
        double labelSmoothing,
        List<Double> classWeights,
        String monitor,
        int earlyStopping,
        long seed,
        String precision) {

    private static final List<String> SCHEDULES = List.of("constant", "step", "cosine", "plateau");

    /** Fills in what is left out and refuses what makes no sense. */
    public TrainingOptions {
        epochs = epochs == 0 ? 10 : epochs;
        batch = batch == 0 ? 32 : batch;
        optimizer = word(optimizer, "rmsprop");
        learningRate = learningRate == 0 ? 1e-3 : learningRate;
        epsilon = epsilon == 0 ? 1e-7 : epsilon;
        schedule = word(schedule, "constant");
        factor = factor == 0 ? 0.1 : factor;
        patience = patience == 0 ? 10 : patience;
        loss = word(loss, "auto");
        classWeights = classWeights == null ? List.of() : List.copyOf(classWeights);
        monitor = word(monitor, "val_loss");
        seed = seed == 0 ? 1337 : seed;
        precision = word(precision, "auto");
        if (epochs < 1 || batch < 1 || !(learningRate > 0)) {
            throw new FoveaException(
                    "A training needs at least one epoch, batches of at least one example and a learning"
                            + " rate above 0; given were " + epochs + ", " + batch + " and " + learningRate + ".");
        }
        known("optimiser", optimizer, Optimizers.NAMES);
        known("schedule", schedule, SCHEDULES);
        known("monitored value", monitor, Monitored.NAMES);
        if (!loss.equals("auto")) {
            known("loss", loss, Losses.NAMES);
        }
        within("momentum", momentum, 0, 1);
        within("weightDecay", weightDecay, 0, Double.MAX_VALUE);
        within("epsilon", epsilon, 0, 1);
        within("factor", factor, 0, 1);
        within("labelSmoothing", labelSmoothing, 0, 1);
        within("patience", patience, 1, Integer.MAX_VALUE);
        within("stepEvery", stepEvery, 0, Integer.MAX_VALUE);
        within("earlyStopping", earlyStopping, 0, Integer.MAX_VALUE);
        if (nesterov && !(optimizer.equals("sgd") && momentum > 0)) {
            throw new FoveaException("'nesterov' is a way of SGD's momentum; it needs optimizer sgd and a momentum"
                    + " above 0, but given were " + optimizer + " and " + momentum + ".");
        }
    }

    private static String word(String given, String otherwise) {
        return given == null || given.isEmpty() ? otherwise : given.toLowerCase(Locale.ROOT);
    }

    private static void known(String what, String name, List<String> names) {
        if (!names.contains(name)) {
            throw new FoveaException(
                    "The " + what + " '" + name + "' is not known; there are " + String.join(", ", names) + ".");
        }
    }

    private static void within(String what, double value, double low, double high) {
        if (!(value >= low && value <= high)) {
            String range = high >= Integer.MAX_VALUE ? "at least " + low : "between " + low + " and " + high;
            throw new FoveaException("'" + what + "' of a training must be " + range + "; given was " + value + ".");
        }
    }

    /** Options in which only some things are said. */
    public static TrainingOptions of(Consumer<Draft> edit) {
        Draft draft = new Draft();
        edit.accept(draft);
        return draft.options();
    }

    /** The same with some things said otherwise. */
    public TrainingOptions with(Consumer<Draft> edit) {
        Draft draft = new Draft(this);
        edit.accept(draft);
        return draft.options();
    }

    /** The same at another precision. */
    public TrainingOptions withPrecision(String other) {
        return with(draft -> draft.precision = other);
    }

    /** Options that can still change; each field is what the component of its name says. */
    @SuppressWarnings("javadoc")
    public static final class Draft {
        public int epochs;
        public int batch;
        public String optimizer;
        public double learningRate;
        public double momentum;
        public boolean nesterov;
        public double weightDecay;
        public double epsilon;
        public String schedule;
        public double warmUp;
        public int stepEvery;
        public double factor;
        public int patience;
        public String loss;
        public double labelSmoothing;
        public double[] classWeights;
        public String monitor;
        public int earlyStopping;
        public long seed;
        public String precision;

        private Draft() {}

        private Draft(TrainingOptions from) {
            epochs = from.epochs;
            batch = from.batch;
            optimizer = from.optimizer;
            learningRate = from.learningRate;
            momentum = from.momentum;
            nesterov = from.nesterov;
            weightDecay = from.weightDecay;
            epsilon = from.epsilon;
            schedule = from.schedule;
            warmUp = from.warmUp;
            stepEvery = from.stepEvery;
            factor = from.factor;
            patience = from.patience;
            loss = from.loss;
            labelSmoothing = from.labelSmoothing;
            classWeights =
                    from.classWeights.stream().mapToDouble(Double::doubleValue).toArray();
            monitor = from.monitor;
            earlyStopping = from.earlyStopping;
            seed = from.seed;
            precision = from.precision;
        }

        private TrainingOptions options() {
            return new TrainingOptions(
                    epochs,
                    batch,
                    optimizer,
                    learningRate,
                    momentum,
                    nesterov,
                    weightDecay,
                    epsilon,
                    schedule,
                    warmUp,
                    stepEvery,
                    factor,
                    patience,
                    loss,
                    labelSmoothing,
                    classWeights == null
                            ? List.of()
                            : Arrays.stream(classWeights).boxed().toList(),
                    monitor,
                    earlyStopping,
                    seed,
                    precision);
        }
    }
}
