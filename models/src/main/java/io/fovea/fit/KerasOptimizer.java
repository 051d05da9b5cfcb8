package io.fovea.fit;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.InputArchive;
import org.bytedeco.pytorch.Optimizer;
import org.bytedeco.pytorch.OutputArchive;

/**
 * Moves weights down their gradients: one of libtorch's optimisers, with what has to be done before each of its steps
 * for the recipe's numbers to mean what they mean in Keras. Create it outside the {@link PointerScope} of a step.
 *
 * @param optimizer libtorch's
 * @param preparation done before each of its steps
 */
record KerasOptimizer(Optimizer optimizer, Preparation preparation) {

    private static final String OPTIMIZER = "optimizer";

    /** What comes before a step of libtorch's, and what it remembers of those before. */
    interface Preparation {

        /** Nothing, and remembers nothing. */
        Preparation NONE = new Preparation() {};

        /** Is called when the gradients are known. */
        default void beforeStep() {}

        /** Is called when the weights have moved. */
        default void afterStep() {}

        /** Writes what it remembers. */
        default void save(OutputArchive archive) {}

        /** Reads what was written. */
        default void load(InputArchive archive) {}
    }

    /** The same with something done before all else, and after it in the same order. */
    KerasOptimizer precededBy(Preparation other) {
        return new KerasOptimizer(optimizer, new PreparedInTurn(other, preparation));
    }

    /** Forgets the gradients of the last step. */
    void forgetGradients() {
        optimizer.zero_grad();
    }

    /** Moves the weights. */
    void step() {
        preparation.beforeStep();
        optimizer.step();
        preparation.afterStep();
    }

    void setLearningRate(double learningRate) {
        try (PointerScope scope = new PointerScope()) {
            for (long i = 0; i < optimizer.param_groups().size(); i++) {
                optimizer.param_groups().get(i).options().set_lr(learningRate);
            }
        }
    }

    /** Writes everything that an optimiser going on in its place has to know. */
    void save(OutputArchive archive) {
        OutputArchive inner = new OutputArchive();
        optimizer.save(inner);
        archive.write(OPTIMIZER, inner);
        preparation.save(archive);
    }

    /** Goes on from what was written. */
    void load(InputArchive archive) {
        InputArchive inner = new InputArchive();
        archive.read(OPTIMIZER, inner);
        optimizer.load(inner);
        preparation.load(archive);
    }
}
