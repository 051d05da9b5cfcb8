package io.fovea.torch;

import static java.util.Map.entry;

import io.fovea.graph.ElementType;
import java.util.Arrays;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** What keeps all values and their order, or the order up to axes: shapes, axes, element types. */
final class ShapeOperators {

    static final Map<String, TorchOperator> TABLE = Map.ofEntries(
            entry("Identity", step -> step.input(0)),
            entry("Cast", ShapeOperators::cast),
            entry("Shape", ShapeOperators::shape),
            entry("Size", step -> Tensors.of(new long[] {step.input(0).numel()}, new long[0])),
            entry("Flatten", ShapeOperators::flatten),
            entry("Reshape", ShapeOperators::reshape),
            entry("Squeeze", ShapeOperators::squeeze),
            entry("Unsqueeze", ShapeOperators::unsqueeze),
            entry("Transpose", ShapeOperators::transpose),
            entry("Expand", ShapeOperators::expand),
            entry("DepthToSpace", ShapeOperators::depthToSpace),
            entry("SpaceToDepth", ShapeOperators::spaceToDepth));

    private ShapeOperators() {}

    private static Tensor cast(NodeCall step) {
        Tensor input = step.input(0);
        ElementType type = ElementType.of((int) step.attributes().integer("to", 0));
        return switch (type) {
            case FLOAT, FLOAT16, BFLOAT16, DOUBLE -> input.to(ScalarType.Float);
            case BOOL -> input.to(ScalarType.Bool);
            case INT64, UINT64 -> input.to(ScalarType.Long);
            case UINT8 -> input.to(ScalarType.Byte).to(ScalarType.Long);
            case INT8 -> input.to(ScalarType.Char).to(ScalarType.Long);
            case INT16 -> input.to(ScalarType.Short).to(ScalarType.Long);
            case INT32 -> input.to(ScalarType.Int).to(ScalarType.Long);
            case UINT16 -> unsigned(input, 16);
            case UINT32 -> unsigned(input, 32);
            case UINT4 -> unsigned(input, 4);
            case UINT2 -> unsigned(input, 2);
            case INT4 ->
                unsigned(input.to(ScalarType.Long).add(new Scalar(8L)), 4).sub(new Scalar(8L));
            case INT2 ->
                unsigned(input.to(ScalarType.Long).add(new Scalar(2L)), 2).sub(new Scalar(2L));
            default -> throw step.unsupported("the element type " + type);
        };
    }

    private static Tensor unsigned(Tensor input, int bits) {
        return input.to(ScalarType.Long).remainder(new Scalar(1L << bits));
    }

    private static Tensor shape(NodeCall step) {
        long[] sizes = Tensors.sizes(step.input(0));
        long start = bound(step.attributes().integer("start", 0), sizes.length);
        long end = bound(step.attributes().integer("end", sizes.length), sizes.length);
        long[] part = Arrays.copyOfRange(sizes, (int) start, (int) Math.max(start, end));
        return Tensors.of(part, part.length);
    }

    private static long bound(long axis, int rank) {
        return Math.max(0, Math.min(rank, Tensors.axis(axis, rank)));
    }

    private static Tensor flatten(NodeCall step) {
        long[] sizes = Tensors.sizes(step.input(0));
        long rows = 1;
        for (int i = 0; i < step.axis(1); i++) {
            rows *= sizes[i];
        }
        return step.input(0).reshape(rows, -1);
    }

    private static Tensor reshape(NodeCall step) {
        long[] shape = step.integers(1);
        boolean zeroCopies = step.attributes().integer("allowzero", 0) == 0;
        for (int i = 0; i < shape.length; i++) {
            if (shape[i] == 0 && zeroCopies) {
                shape[i] = step.input(0).size(i);
            }
        }
        return step.input(0).reshape(shape);
    }

    private static Tensor squeeze(NodeCall step) {
        long[] axes = step.integers("axes", 1);
        return axes.length == 0 ? step.input(0).squeeze() : step.input(0).squeeze(axes);
    }

    private static Tensor unsqueeze(NodeCall step) {
        Tensor result = step.input(0);
        long[] axes = step.integers("axes", 1);
        long rank = result.dim() + axes.length;
        for (long axis : Arrays.stream(axes)
                .map(axis -> Tensors.axis(axis, rank))
                .sorted()
                .toArray()) {
            result = result.unsqueeze(axis);
        }
        return result;
    }

    private static Tensor transpose(NodeCall step) {
        int rank = (int) step.input(0).dim();
        long[] reversed = new long[rank];
        for (int i = 0; i < rank; i++) {
            reversed[i] = rank - 1 - i;
        }
        return step.input(0).permute(step.attributes().integers("perm", reversed));
    }

    /** Broadcasting goes both ways: where the asked size is 1, the input's own stays. */
    private static Tensor expand(NodeCall step) {
        long[] asked = step.integers(1);
        long[] own = Tensors.sizes(step.input(0));
        long[] shape = asked.length >= own.length ? asked.clone() : own.clone();
        for (int i = 1; i <= Math.min(asked.length, own.length); i++) {
            long size = asked[asked.length - i];
            shape[shape.length - i] = size == 1 ? own[own.length - i] : size;
        }
        return step.input(0).expand(shape);
    }

    private static Tensor depthToSpace(NodeCall step) {
        Tensor input = step.input(0);
        long[] sizes = Tensors.sizes(input);
        long block = step.attributes().integer("blocksize", 1);
        long depth = sizes[1] / (block * block);
        long height = sizes[2];
        long width = sizes[3];
        Tensor blocks = step.attributes().text("mode", "DCR").equals("DCR")
                ? input.reshape(sizes[0], block, block, depth, height, width).permute(0, 3, 4, 1, 5, 2)
                : input.reshape(sizes[0], depth, block, block, height, width).permute(0, 1, 4, 2, 5, 3);
        return blocks.reshape(sizes[0], depth, height * block, width * block);
    }

    private static Tensor spaceToDepth(NodeCall step) {
        Tensor input = step.input(0);
        long[] sizes = Tensors.sizes(input);
        long block = step.attributes().integer("blocksize", 1);
        long height = sizes[2] / block;
        long width = sizes[3] / block;
        return input.reshape(sizes[0], sizes[1], height, block, width, block)
                .permute(0, 3, 5, 1, 2, 4)
                .reshape(sizes[0], sizes[1] * block * block, height, width);
    }
}
