package io.fovea.torch;

import static org.bytedeco.pytorch.global.torch.avg_pool1d;
import static org.bytedeco.pytorch.global.torch.avg_pool2d;
import static org.bytedeco.pytorch.global.torch.avg_pool3d;
import static org.bytedeco.pytorch.global.torch.max_pool1d;
import static org.bytedeco.pytorch.global.torch.max_pool2d;
import static org.bytedeco.pytorch.global.torch.max_pool3d;
import static org.bytedeco.pytorch.global.torch.ones;

import java.util.Map;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Pooling over one to three spatial axes. */
final class PoolingOperators {

    static final Map<String, TorchOperator> TABLE = Map.of(
            "MaxPool",
            PoolingOperators::maxPool,
            "AveragePool",
            PoolingOperators::averagePool,
            "LpPool",
            PoolingOperators::lpPool,
            "GlobalAveragePool",
            step -> step.input(0).mean(Tensors.axesFrom(2, step.input(0).dim()), true, null),
            "GlobalMaxPool",
            step -> step.input(0).amax(Tensors.axesFrom(2, step.input(0).dim()), true));

    /** Before, a window that ends behind the pads was divided by all of it where pads count. */
    private static final int CLIPPED_SINCE = 19;

    private PoolingOperators() {}

    private static Tensor maxPool(NodeCall step) {
        Tensor input = step.input(0);
        if (!input.is_floating_point()) {
            return max(input.to(ScalarType.Float), PoolingWindow.of(step)).to(input.scalar_type());
        }
        return max(input, PoolingWindow.of(step));
    }

    private static Tensor max(Tensor input, PoolingWindow window) {
        if (window.isPlain()) {
            return max(input, window, window.begin(), window.ceil());
        }
        if (window.isPlainWithCeiling(input)) {
            return max(input, window, window.begin(), true); // spares a padded copy
        }
        Tensor padded = Padded.fill(input, window.pads(input), Double.NEGATIVE_INFINITY);
        return max(padded, window, new long[window.axes()], false);
    }

    private static Tensor max(Tensor input, PoolingWindow window, long[] pads, boolean ceil) {
        return switch (window.axes()) {
            case 1 -> max_pool1d(input, window.kernel(), window.strides(), pads, window.dilations(), ceil);
            case 2 -> max_pool2d(input, window.kernel(), window.strides(), pads, window.dilations(), ceil);
            case 3 -> max_pool3d(input, window.kernel(), window.strides(), pads, window.dilations(), ceil);
            default -> throw ConvolutionOperators.tooManyAxes("A pooling", window.axes());
        };
    }

    private static Tensor averagePool(NodeCall step) {
        Tensor input = step.input(0);
        PoolingWindow window = PoolingWindow.of(step);
        boolean countsPadding = step.attributes().integer("count_include_pad", 0) != 0;
        boolean countsBeyond = countsPadding && step.opset() < CLIPPED_SINCE;
        if (!window.isPlain() || window.isDilated() || countsBeyond && window.ceil()) {
            return sum(input, window).div(population(input, window, countsPadding, countsBeyond));
        }
        long[] kernel = window.kernel();
        long[] strides = window.strides();
        long[] pads = window.begin();
        return switch (window.axes()) {
            case 1 -> avg_pool1d(input, kernel, strides, pads, window.ceil(), countsPadding);
            case 2 -> avg_pool2d(input, kernel, strides, pads, window.ceil(), countsPadding, new LongOptional());
            case 3 -> avg_pool3d(input, kernel, strides, pads, window.ceil(), countsPadding, new LongOptional());
            default -> throw ConvolutionOperators.tooManyAxes("A pooling", window.axes());
        };
    }

    private static Tensor lpPool(NodeCall step) {
        Scalar p = new Scalar((double) step.attributes().integer("p", 2));
        Scalar root = new Scalar(1.0 / step.attributes().integer("p", 2));
        return sum(step.input(0).abs().pow(p), PoolingWindow.of(step)).pow(root);
    }

    /** The sum in every window, which libtorch has no pooling for where it is dilated or unevenly padded. */
    private static Tensor sum(Tensor input, PoolingWindow window) {
        return slide(Padded.fill(input, window.pads(input), 0), window);
    }

    /** How many elements of each window count. */
    private static Tensor population(Tensor input, PoolingWindow window, boolean countsPadding, boolean countsBeyond) {
        long[] sizes = Tensors.sizes(input);
        sizes[0] = 1;
        sizes[1] = 1;
        Tensor inside = Padded.fill(Tensors.beside(input, ones(sizes)), window.given(), countsPadding ? 1 : 0);
        return slide(Padded.fill(inside, window.beyond(input), countsBeyond ? 1 : 0), window);
    }

    private static Tensor slide(Tensor padded, PoolingWindow window) {
        long[] image = Tensors.sizes(padded);
        long channels = image[0] * image[1];
        long[] single = image.clone();
        single[0] = channels;
        single[1] = 1;
        long[] kernel = new long[2 + window.axes()];
        kernel[0] = 1;
        kernel[1] = 1;
        System.arraycopy(window.kernel(), 0, kernel, 2, window.axes());
        long[] noPads = new long[window.axes()];
        Tensor sums = ConvolutionOperators.convolve(
                padded.reshape(single),
                Tensors.beside(padded, ones(kernel)),
                new TensorOptional(),
                window.strides(),
                noPads,
                window.dilations(),
                1);
        long[] pooled = Tensors.sizes(sums);
        pooled[0] = image[0];
        pooled[1] = image[1];
        return sums.reshape(pooled);
    }
}
