package io.fovea.autodiff;

import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Shape;
import io.fovea.graph.ValueInfo;
import java.util.Optional;

/**
 * Where differentiation starts: the derivative of the target with respect to the value it sums over.
 *
 * @param gradient of the value's shape and type
 */
record Seed(String gradient, Optional<String> classInput, Optional<String> weightInput) {

    static Seed of(Target target, Emitter e) {
        try {
            return start(target, e);
        } catch (UnsupportedOperationException x) {
            throw new NoGradientException(
                    "The target '" + target.value() + "' cannot be differentiated: it " + x.getMessage() + ".",
                    "",
                    target.value(),
                    "");
        }
    }

    private static Seed start(Target target, Emitter e) {
        String value = target.value();
        Optional<String> classInput = Optional.empty();
        Optional<String> weightInput = Optional.empty();
        String seed = null;
        if (target.choice() != Target.Choice.ALL) {
            int rank = e.facts().needRank(value);
            int axis = rank == 1 ? 0 : Math.floorMod(target.axis(), rank);
            String chosen;
            if (target.choice() == Target.Choice.TOP_CLASS) {
                chosen = e.node("ArgMax", Attributes.NONE.with("axis", axis).with("keepdims", 1), value);
            } else {
                String input = e.facts().graph().unused("class_index");
                e.facts().graph().addInput(new ValueInfo(input, ElementType.INT64, Shape.of(-1)));
                classInput = Optional.of(input);
                long[] spread = Windows.filled(rank, 1);
                spread[0] = -1;
                chosen = e.reshape(input, spread);
            }
            long[] along = Windows.filled(rank, 1);
            along[axis] = -1;
            String classes = e.reshape(e.forms().range(e.sizeOf(value, axis)), along);
            seed = e.mask(e.node("Equal", classes, chosen), value);
        }
        if (target.weights()) {
            String input = e.facts().graph().unused("weights");
            Shape shape = Inference.free(e.facts().needRank(value));
            e.facts().graph().addInput(new ValueInfo(input, e.facts().type(value), shape));
            e.facts().input(input, e.facts().type(value), shape);
            weightInput = Optional.of(input);
            seed = seed == null ? input : e.mul(seed, input);
        }
        String gradient = seed == null ? e.onesLike(value) : e.forms().expandLike(seed, value);
        return new Seed(gradient, classInput, weightInput);
    }
}
