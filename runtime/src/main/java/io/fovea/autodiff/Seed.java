package io.fovea.autodiff;

import io.fovea.graph.Shape;
import io.fovea.graph.ValueInfo;
import io.fovea.graph.operator.Windows;
import java.util.Optional;

/**
 * Where differentiation starts: the derivative of the target with respect to the value it sums over.
 *
 * @param value that the walk back begins at: the target's, or one of the same sum that is cheaper to differentiate
 * @param gradient of that value's shape and type
 */
record Seed(String value, String gradient, Optional<String> classInput, Optional<String> weightInput) {

    /**
     * Finds it.
     *
     * @param mayShorten whether to begin behind the last layer where its derivative is known; it then has no rule
     */
    static Seed of(GradientTarget target, Emitter e, Path path, boolean mayShorten) {
        try {
            return start(target, e, path, mayShorten);
        } catch (NoDerivativeException x) {
            throw blocked(target, "it " + x.getMessage());
        } catch (IndexOutOfBoundsException
                | IllegalArgumentException
                | ArithmeticException
                | NegativeArraySizeException x) {
            throw blocked(target, "the attributes and inputs of what ends in it do not fit one another");
        }
    }

    private static NoGradientException blocked(GradientTarget target, String why) {
        return new NoGradientException(
                "The target '" + target.value() + "' cannot be differentiated: " + why + ".", "", target.value(), "");
    }

    private static Seed start(GradientTarget target, Emitter e, Path path, boolean mayShorten) {
        Optional<Seed> dense = mayShorten ? DenseHead.seed(target, e, path) : Optional.empty();
        if (dense.isPresent()) {
            return dense.get();
        }
        String value = target.value();
        Optional<String> classInput = Optional.empty();
        Optional<String> weightInput = Optional.empty();
        String seed = null;
        if (target.choice() != GradientTarget.Choice.ALL) {
            ClassMask mask = ClassMask.of(target, e);
            classInput = mask.classInput();
            seed = mask.mask();
            Optional<OneClassHead> head = mayShorten ? OneClassHead.find(target, e, path) : Optional.empty();
            if (head.isPresent()) {
                String marked = e.reshape(mask.mask(), 1, -1);
                boolean top = target.choice() == GradientTarget.Choice.TOP_CLASS;
                value = head.get().append(e, e.forms().topOf(top ? value : marked));
                // There is always a highest class, while a chosen one may not be there.
                seed = top ? e.onesLike(value) : oneIfAny(e, marked, value);
            }
        }
        if (target.weights()) {
            String input = e.facts().graph().unused("weights");
            Shape shape = Shape.ofRank(e.needRank(value));
            e.facts().graph().addInput(new ValueInfo(input, e.facts().type(value), shape));
            e.facts().input(input, e.facts().type(value), shape);
            weightInput = Optional.of(input);
            seed = seed == null ? input : e.mul(seed, input);
        }
        String gradient = seed == null ? e.onesLike(value) : e.forms().expandLike(seed, value);
        return new Seed(value, gradient, classInput, weightInput);
    }

    /** 1 if anything is marked, of the rank of {@code value}; else 0. */
    private static String oneIfAny(Emitter e, String marked, String value) {
        return e.reshape(e.forms().sum(marked, false, 1), Windows.filled(e.needRank(value), 1));
    }
}
