package io.fovea.torch;

import static java.util.Map.entry;
import static org.bytedeco.pytorch.global.torch.cat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;

/** What takes some of the values, or puts tensors together. */
final class SelectionOperators {

    static final Map<String, TorchOperator> TABLE = Map.ofEntries(
            entry("Concat", step -> cat(step.inputs(), step.attributes().integer("axis", 1))),
            entry("Split", TorchOperator.several(SelectionOperators::split)),
            entry("Slice", SelectionOperators::slice),
            entry("Gather", SelectionOperators::gather),
            entry("GatherElements", SelectionOperators::gatherElements),
            entry("Tile", step -> step.input(0).repeat(step.integers(1))),
            entry("Trilu", SelectionOperators::triangle));

    private SelectionOperators() {}

    private static List<Tensor> split(NodeCall step) {
        Tensor input = step.input(0);
        int axis = step.axis(0);
        int parts = step.node().outputs().size();
        long size = (input.size(axis) + parts - 1) / parts;
        long[] sizes = step.integers(
                "split",
                1,
                LongStream.range(0, parts)
                        .map(i -> Math.max(0, Math.min(size, input.size(axis) - i * size)))
                        .toArray());
        List<Tensor> outputs = new ArrayList<>();
        long start = 0;
        for (long part : sizes) {
            outputs.add(input.narrow(axis, start, part));
            start += part;
        }
        return outputs;
    }

    private static Tensor slice(NodeCall step) {
        Tensor result = step.input(0);
        long[] starts = step.integers("starts", 1);
        long[] ends = step.integers("ends", 2);
        long[] axes = step.integers("axes", 3, Tensors.axesFrom(0, starts.length));
        long[] strides = step.integers(4, ConvolutionOperators.ones(starts.length));
        for (int i = 0; i < axes.length; i++) {
            result = strides[i] > 0
                    ? result.slice(axes[i], new LongOptional(starts[i]), new LongOptional(ends[i]), strides[i])
                    : backwards(result, axes[i], starts[i], ends[i], strides[i]);
        }
        return result;
    }

    /** libtorch's slices only go forwards. */
    private static Tensor backwards(Tensor input, long axis, long start, long end, long stride) {
        long size = input.size(axis);
        long first = Math.min(start < 0 ? start + size : start, size - 1);
        long behind = Math.max(end < 0 ? end + size : end, -1);
        return Tensors.select(
                input,
                axis,
                LongStream.iterate(first, i -> i > behind, i -> i + stride).toArray());
    }

    private static Tensor gather(NodeCall step) {
        Tensor input = step.input(0);
        int axis = step.axis(0);
        Tensor indices = Tensors.nonNegative(step.input(1), input.size(axis));
        long[] sizes = Tensors.sizes(input);
        long[] shape = Stream.of(
                        Arrays.copyOf(sizes, axis),
                        Tensors.sizes(indices),
                        Arrays.copyOfRange(sizes, axis + 1, sizes.length))
                .flatMapToLong(LongStream::of)
                .toArray();
        return input.index_select(axis, Tensors.beside(input, indices.reshape(-1)))
                .reshape(shape);
    }

    private static Tensor gatherElements(NodeCall step) {
        int axis = step.axis(0);
        return step.input(0)
                .gather(axis, Tensors.nonNegative(step.input(1), step.input(0).size(axis)));
    }

    private static Tensor triangle(NodeCall step) {
        long diagonal = step.integers(1, 0)[0];
        return step.attributes().integer("upper", 1) == 0
                ? step.input(0).tril(diagonal)
                : step.input(0).triu(diagonal);
    }
}
