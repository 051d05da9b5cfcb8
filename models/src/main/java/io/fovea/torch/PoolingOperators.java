package io.fovea.torch;

import static org.bytedeco.pytorch.global.torch.avg_pool2d;
import static org.bytedeco.pytorch.global.torch.max_pool2d;

import java.util.Map;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;

/** Pooling over two spatial axes. */
final class PoolingOperators {

    static final Map<String, Operator> TABLE = Map.of(
            "MaxPool",
            PoolingOperators::maxPool,
            "AveragePool",
            PoolingOperators::averagePool,
            "GlobalAveragePool",
            step -> step.input(0).mean(new long[] {2, 3}, true, null),
            "GlobalMaxPool",
            step -> step.input(0).amax(new long[] {2, 3}, true));

    private PoolingOperators() {}

    private static Tensor maxPool(Step step) {
        long[] kernel = step.attributes().integers("kernel_shape");
        long[] strides = step.attributes().integers("strides", 1, 1);
        long[] dilations = step.attributes().integers("dilations", 1, 1);
        Padded padded = Padded.of(step.input(0), step.pads(kernel, strides, dilations), Double.NEGATIVE_INFINITY);
        return max_pool2d(padded.input(), kernel, strides, padded.pads(), dilations, ceil(step));
    }

    private static Tensor averagePool(Step step) {
        long[] kernel = step.attributes().integers("kernel_shape");
        long[] strides = step.attributes().integers("strides", 1, 1);
        boolean countsPadding = step.attributes().integer("count_include_pad", 0) != 0;
        Padded padded = Padded.of(step.input(0), step.pads(kernel, strides, new long[] {1, 1}), 0);
        return avg_pool2d(
                padded.input(), kernel, strides, padded.pads(), ceil(step), countsPadding, new LongOptional());
    }

    private static boolean ceil(Step step) {
        return step.attributes().integer("ceil_mode", 0) != 0;
    }
}
