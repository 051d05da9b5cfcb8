package io.fovea.recipe;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.fovea.FoveaException;
import io.fovea.data.Range;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * How a network is trained. What is left out, or an empty word, is as the parentheses say.
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
 * @param epsilon what keeps Adam, AdamW and RMSprop from dividing by zero, with Keras's meaning (1e-7)
 * @param schedule {@code constant}; {@code step}; {@code cosine}, which falls to a hundredth; {@code plateau}, which
 *     lowers when the monitored value stops improving ({@code constant})
 * @param warmUp epochs over which the learning rate rises to its full height; 0 or less for none (with {@code cosine} a
 *     tenth of the epochs, at most one; none with the others)
 * @param stepEvery epochs after which {@code step} lowers again; 0 for a third of all (a third of all)
 * @param factor by which {@code step} and {@code plateau} multiply (0.1)
 * @param patience epochs without improvement after which {@code plateau} lowers (10)
 * @param loss {@code auto}, which follows from the network's end: sparse categorical cross-entropy after a softmax,
 *     binary cross-entropy after a sigmoid; or one of {@link #LOSSES}
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

    /** All optimisers that can be asked for. */
    public static final List<String> OPTIMIZERS = List.of("adam", "adamw", "rmsprop", "sgd");

    /** All losses that can be asked for, but for {@code auto}. */
    public static final List<String> LOSSES = List.of(
            "sparse-categorical-crossentropy",
            "categorical-crossentropy",
            "binary-crossentropy",
            "dice",
            "dice-crossentropy",
            "mean-squared-error");

    /** All values that can be monitored; those after the fourth are measured only where they make sense. */
    public static final List<String> MONITORED =
            List.of("loss", "accuracy", "val_loss", "val_accuracy", "val_f1", "val_top5", "val_mean_iou");

    /** From so many classes on, the first five answers are measured. */
    public static final int MANY_CLASSES = 10;

    /** Of up to so many classes, it is counted which was taken for which. */
    public static final int MOST_CLASSES = 256;

    private static final double ADAMW_DECAY = 0.004;
    private static final List<String> PRECISIONS = List.of("auto", "fp32", "bf16");
    private static final List<String> SCHEDULES = List.of("constant", "step", "cosine", "plateau");

    /** Fills in empty words and refuses what makes no sense. */
    public TrainingOptions {
        optimizer = word(optimizer, "rmsprop");
        schedule = word(schedule, "constant");
        loss = word(loss, "auto");
        classWeights = classWeights == null ? List.of() : List.copyOf(classWeights);
        monitor = word(monitor, "val_loss");
        precision = word(precision, "auto");
        known("optimiser", optimizer, OPTIMIZERS);
        known("schedule", schedule, SCHEDULES);
        known("monitored value", monitor, MONITORED);
        known("precision", precision, PRECISIONS);
        if (!loss.equals("auto")) {
            known("loss", loss, LOSSES);
        }
        Range.atLeast(1).check("epochs", epochs);
        Range.atLeast(1).check("batch", batch);
        Range.above(0).check("learningRate", learningRate);
        Range.between(0, 1).check("momentum", momentum);
        Range.atLeast(0).check("weightDecay", weightDecay);
        Range.above(0).check("epsilon", epsilon);
        Range.between(-epochs, epochs).check("warmUp", warmUp);
        Range.atLeast(0).check("stepEvery", stepEvery);
        Range.between(0, 1).check("factor", factor);
        Range.atLeast(1).check("patience", patience);
        Range.between(0, 1).check("labelSmoothing", labelSmoothing);
        Range.atLeast(0).check("earlyStopping", earlyStopping);
        for (double weight : classWeights) {
            Range.atLeast(0).check("classWeights", weight);
        }
        warmUp = Math.max(0, warmUp);
        stepEvery = stepEvery == 0 ? Math.max(1, epochs / 3) : stepEvery;
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

    /** The same at another precision. */
    public TrainingOptions withPrecision(String other) {
        return with(draft -> draft.precision = other);
    }

    /** Options that can still change; each field is what the component of its name says. */
    @SuppressWarnings("javadoc")
    public static final class Draft {
        public int epochs = 10;
        public int batch = 32;
        public String optimizer;
        public double learningRate = 1e-3;
        public double momentum;
        public boolean nesterov;
        public Double weightDecay;
        public double epsilon = 1e-7;
        public String schedule;
        public Double warmUp;
        public int stepEvery;
        public double factor = 0.1;
        public int patience = 10;
        public String loss;
        public double labelSmoothing;
        public double[] classWeights;
        public String monitor;
        public int earlyStopping;
        public long seed = 1337;
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
            boolean decays = word(optimizer, "").equals("adamw");
            boolean warmsUp = word(schedule, "").equals("cosine");
            return new TrainingOptions(
                    epochs,
                    batch,
                    optimizer,
                    learningRate,
                    momentum,
                    nesterov,
                    weightDecay == null ? (decays ? ADAMW_DECAY : 0) : weightDecay,
                    epsilon,
                    schedule,
                    warmUp == null ? (warmsUp ? Math.min(1, epochs / 10.0) : 0) : warmUp,
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
