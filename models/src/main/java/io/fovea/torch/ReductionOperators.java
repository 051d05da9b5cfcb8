package io.fovea.torch;

import static java.util.Map.entry;

import java.util.Arrays;
import java.util.Map;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** What makes one number of all those along some axes, and running sums. */
final class ReductionOperators {

    static final Map<String, TorchOperator> TABLE = Map.ofEntries(
            entry("ReduceSum", reduction(ReductionOperators::sum)),
            entry("ReduceMean", reduction((x, axes, keep) -> x.mean(axes, keep, null))),
            entry("ReduceMax", reduction(ReductionOperators::max)),
            entry("ReduceMin", reduction(ReductionOperators::min)),
            entry("ReduceProd", reduction(ReductionOperators::product)),
            entry("ReduceL1", reduction((x, axes, keep) -> sum(x.abs(), axes, keep))),
            entry("ReduceL2", reduction((x, axes, keep) -> sum(x.square(), axes, keep)
                    .sqrt())),
            entry("ReduceSumSquare", reduction((x, axes, keep) -> sum(x.square(), axes, keep))),
            entry("ReduceLogSum", reduction((x, axes, keep) -> sum(x, axes, keep)
                    .log())),
            entry("ReduceLogSumExp", reduction(Tensor::logsumexp)),
            entry("ArgMax", step -> extreme(step, Tensor::argmax)),
            entry("ArgMin", step -> extreme(step, Tensor::argmin)),
            entry("CumSum", ReductionOperators::runningSum));

    private ReductionOperators() {}

    private interface Reduction {
        Tensor apply(Tensor input, long[] axes, boolean keepsAxes);
    }

    private interface Search {
        Tensor apply(Tensor input, LongOptional axis, boolean keepsAxis);
    }

    private static TorchOperator reduction(Reduction reduction) {
        return step -> {
            Tensor input = step.input(0);
            long[] axes = step.integers("axes", 1);
            if (axes.length == 0) {
                if (step.attributes().integer("noop_with_empty_axes", 0) != 0) {
                    return input;
                }
                axes = Tensors.axesFrom(0, input.dim());
            }
            return reduction.apply(input, axes, keeps(step));
        };
    }

    private static boolean keeps(NodeCall step) {
        return step.attributes().integer("keepdims", 1) != 0;
    }

    private static Tensor sum(Tensor input, long[] axes, boolean keep) {
        return input.sum(axes, keep, null);
    }

    private static Tensor max(Tensor input, long[] axes, boolean keep) {
        return isEmpty(input, axes) ? nothing(input, axes, keep, Double.NEGATIVE_INFINITY) : input.amax(axes, keep);
    }

    private static Tensor min(Tensor input, long[] axes, boolean keep) {
        return isEmpty(input, axes) ? nothing(input, axes, keep, Double.POSITIVE_INFINITY) : input.amin(axes, keep);
    }

    private static boolean isEmpty(Tensor input, long[] axes) {
        return Arrays.stream(axes).anyMatch(axis -> input.size(axis) == 0);
    }

    /** ONNX gives the largest or smallest of no number at all, libtorch refuses. */
    private static Tensor nothing(Tensor input, long[] axes, boolean keep, double value) {
        return sum(input, axes, keep).add(new Scalar(value));
    }

    private static Tensor product(Tensor input, long[] axes, boolean keep) {
        Tensor product = input;
        for (long axis : axes) {
            product = product.prod(axis, true, null);
        }
        return keep ? product : product.squeeze(axes);
    }

    private static Tensor extreme(NodeCall step, Search search) {
        Tensor input = step.input(0);
        long axis = step.axis(0);
        if (step.attributes().integer("select_last_index", 0) == 0) {
            return search.apply(input, new LongOptional(axis), keeps(step));
        }
        Tensor fromBehind = search.apply(input.flip(axis), new LongOptional(axis), keeps(step));
        return fromBehind.neg().add(new Scalar(input.size(axis) - 1));
    }

    private static Tensor runningSum(NodeCall step) {
        Tensor input = step.input(0);
        long axis = step.integers(1)[0];
        boolean reverse = step.attributes().integer("reverse", 0) != 0;
        Tensor ordered = reverse ? input.flip(axis) : input;
        Tensor sums = ordered.cumsum(axis);
        if (step.attributes().integer("exclusive", 0) != 0) {
            sums = sums.sub(ordered);
        }
        return reverse ? sums.flip(axis) : sums;
    }
}
