package io.fovea.autodiff;

import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import java.util.Arrays;

/** Operators whose form changed between opsets, each in the form that the model's opset has. */
final class OpsetForms {
    private final Emitter e;

    OpsetForms(Emitter emitter) {
        this.e = emitter;
    }

    String sum(String value, boolean keep, long... axes) {
        return reduce("ReduceSum", 13, value, keep, axes);
    }

    String mean(String value, boolean keep, long... axes) {
        return reduce("ReduceMean", 18, value, keep, axes);
    }

    private String reduce(String op, int inputsSince, String value, boolean keep, long... axes) {
        Attributes attributes = Attributes.NONE.with("keepdims", keep ? 1 : 0);
        return e.opset() < inputsSince
                ? e.node(op, attributes.withIntegers("axes", axes), value)
                : e.node(op, attributes, value, e.integers(axes));
    }

    String unsqueeze(String value, long... axes) {
        return axes("Unsqueeze", value, axes);
    }

    String squeeze(String value, long... axes) {
        return axes("Squeeze", value, axes);
    }

    private String axes(String op, String value, long... axes) {
        return e.opset() < 13
                ? e.node(op, Attributes.NONE.withIntegers("axes", axes), value)
                : e.node(op, value, e.integers(axes));
    }

    /** The range from {@code start} up to {@code end} along {@code axes}; both int64 vectors, computed or constant. */
    String slice(String value, String start, String end, long... axes) {
        var starts = e.facts().constants(start);
        var ends = e.facts().constants(end);
        if (e.opset() < 10 && starts.isPresent() && ends.isPresent()) {
            return e.node(
                    "Slice",
                    Attributes.NONE
                            .withIntegers("starts", starts.get())
                            .withIntegers("ends", ends.get())
                            .withIntegers("axes", axes),
                    value);
        }
        e.needOpset(10, "with sizes that are free until the run");
        return e.node("Slice", value, start, end, e.integers(axes));
    }

    /** Adds constant elements around {@code value}: counts before, then after, for all axes. */
    String pad(String value, String pads, double with) {
        if (e.opset() >= 11) {
            return e.node("Pad", value, pads, e.scalar(with, value));
        }
        long[] counts = e.facts().constants(pads).orElse(null);
        if (counts == null) {
            e.needOpset(11, "with sizes that are free until the run");
        }
        return e.node("Pad", Attributes.NONE.withIntegers("pads", counts).with("value", (float) with), value);
    }

    /** {@code value} repeated to the shape of {@code like}. */
    String expandLike(String value, String like) {
        Shape to = e.facts().shape(like);
        if (to.known() && e.facts().shape(value).equals(to)) {
            return value;
        }
        String expanded = e.opset() >= 8
                ? e.node("Expand", value, e.shapeOf(like))
                : e.add(e.cast(value, e.facts().type(like)), filledLike(like, 0));
        e.facts().note(expanded, to);
        return expanded;
    }

    /** {@code number} in the shape and type of {@code like}. */
    String filledLike(String like, double number) {
        Shape shape = e.facts().shape(like);
        ElementType type = e.facts().type(like);
        String filled;
        if (e.opset() >= 9) {
            filled = e.cast(
                    e.node(
                            "ConstantOfShape",
                            Attributes.NONE.with("value", Tensor.of((float) number)),
                            e.shapeOf(like)),
                    type);
        } else if (shape.isFixed()) {
            float[] values = new float[Math.toIntExact(Tensor.elements(shape.sizes()))];
            Arrays.fill(values, (float) number);
            filled = e.typed(Tensor.of(values, shape.sizes()), like);
        } else {
            filled = e.add(e.sub(like, like), number);
        }
        e.facts().note(filled, shape);
        return filled;
    }

    /** As many int64 ones as {@code count} says, a vector of one int64. */
    String ones(String count) {
        return e.node("ConstantOfShape", Attributes.NONE.with("value", Tensor.of(1L)), count);
    }

    /** The index of the highest of {@code [1, K]} or {@code [1, K, 1, ...]} scores: a vector of one int64. */
    String topOf(String scores) {
        Attributes alongClasses = Attributes.NONE.with("axis", 1).with("keepdims", 0);
        String top = e.node("ArgMax", alongClasses, scores);
        return e.facts().rank(scores) == 2 ? top : e.reshape(top, 1);
    }

    /** The int64 numbers 0, 1, ... below {@code count}, a vector of one int64. */
    String range(String count) {
        var fixed = e.facts().constants(count);
        if (fixed.isPresent() && fixed.get()[0] <= 4096) {
            long[] numbers = new long[(int) fixed.get()[0]];
            Arrays.setAll(numbers, i -> i);
            return e.integers(numbers);
        }
        e.needOpset(11, "with sizes that are free until the run");
        return e.node(
                "Range", e.constant(Tensor.scalar(0L)), e.reshape(count, new long[0]), e.constant(Tensor.scalar(1L)));
    }

    /** How many elements of {@code whole} each element of {@code part} stands for, in the type of {@code whole}. */
    String ratio(String whole, String part) {
        Shape all = e.facts().shape(whole);
        Shape few = e.facts().shape(part);
        if (all.isFixed() && few.isFixed()) {
            return e.scalar((double) Tensor.elements(all.sizes()) / Tensor.elements(few.sizes()), whole);
        }
        String ratio = e.div(e.node("Size", whole), e.node("Size", part));
        return e.cast(ratio, e.facts().type(whole));
    }
}
