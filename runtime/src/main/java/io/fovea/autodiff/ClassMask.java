package io.fovea.autodiff;

import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Shape;
import io.fovea.graph.ValueInfo;
import io.fovea.graph.operator.Windows;
import java.util.Optional;

/**
 * Which class counts: 1 along the class axis where it does, 0 elsewhere.
 *
 * @param mask of the target value's rank and type
 * @param classInput the input that the class is fed to; the highest score's class needs none
 */
record ClassMask(String mask, Optional<String> classInput) {

    static ClassMask of(GradientTarget target, Emitter e) {
        String value = target.value();
        int rank = e.needRank(value);
        int axis = axis(target, rank);
        Optional<String> classInput = Optional.empty();
        String chosen;
        if (target.choice() == GradientTarget.Choice.TOP_CLASS) {
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
        return new ClassMask(e.mask(e.node("Equal", classes, chosen), value), classInput);
    }

    /** Where the classes lie in a value of this rank. */
    static int axis(GradientTarget target, int rank) {
        return rank == 1 ? 0 : Math.floorMod(target.axis(), rank);
    }
}
