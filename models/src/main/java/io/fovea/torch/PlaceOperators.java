package io.fovea.torch;

import static java.util.Map.entry;
import static org.bytedeco.pytorch.global.torch.grid_sampler;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;

/** What takes values from computed places, or puts them there. */
final class PlaceOperators {

    static final Map<String, TorchOperator> TABLE = Map.ofEntries(
            entry("GatherND", PlaceOperators::gatherByPlace),
            entry("ScatterND", PlaceOperators::scatterByPlace),
            entry("ScatterElements", PlaceOperators::scatterAlong),
            entry("Scatter", PlaceOperators::scatterAlong),
            entry("TopK", TorchOperator.several(PlaceOperators::top)),
            entry("GridSample", PlaceOperators::sample));

    private static final List<String> PADDINGS = List.of("zeros", "border", "reflection");

    private PlaceOperators() {}

    private static Tensor scatterAlong(NodeCall step) {
        Tensor data = step.input(0);
        int axis = step.axis(0);
        return put(step, data, axis, Tensors.nonNegative(step.input(1), data.size(axis)), step.input(2));
    }

    private static Tensor put(NodeCall step, Tensor data, long axis, Tensor indices, Tensor updates) {
        Tensor places = Tensors.beside(data, indices);
        String reduction = step.attributes().text("reduction", "none");
        return switch (reduction) {
            case "none" -> data.scatter(axis, places, updates);
            case "add" -> data.scatter_add(axis, places, updates);
            case "mul" -> data.scatter_reduce(axis, places, updates, "prod");
            case "max", "min" -> data.scatter_reduce(axis, places, updates, "a" + reduction);
            default -> throw step.unsupported("the reduction '" + reduction + "'");
        };
    }

    private static Tensor scatterByPlace(NodeCall step) {
        Tensor data = step.input(0);
        Tensor indices = step.input(1);
        int named = (int) indices.size(-1);
        Tensor rows = rows(data, indices, 0).reshape(-1, 1);
        long size = data.numel() / Math.max(1, count(data, 0, named));
        Tensor table = data.reshape(-1, size);
        Tensor updates = step.input(2).reshape(-1, size);
        return put(step, table, 0, rows.expand(rows.size(0), size), updates).reshape(Tensors.sizes(data));
    }

    private static Tensor gatherByPlace(NodeCall step) {
        Tensor data = step.input(0);
        Tensor indices = step.input(1);
        int batch = (int) step.attributes().integer("batch_dims", 0);
        int named = batch + (int) indices.size(-1);
        long[] places = Tensors.sizes(indices);
        long[] sizes = Tensors.sizes(data);
        long[] shape = LongStream.concat(
                        Arrays.stream(places, 0, places.length - 1), Arrays.stream(sizes, named, sizes.length))
                .toArray();
        Tensor table = data.reshape(count(data, 0, named), -1);
        return table.index_select(
                        0, Tensors.beside(data, rows(data, indices, batch).reshape(-1)))
                .reshape(shape);
    }

    /** The number of each place among all that the indices may name; batches follow each other. */
    private static Tensor rows(Tensor data, Tensor indices, int batch) {
        long[] numbers = LongStream.range(0, count(indices, 0, batch)).toArray();
        Tensor rows = Tensors.beside(indices, Tensors.of(numbers, numbers.length, 1));
        Tensor places = indices.reshape(numbers.length, -1, indices.size(-1));
        for (int i = 0; i < indices.size(-1); i++) {
            long size = data.size(batch + i);
            rows = rows.mul(new Scalar(size)).add(Tensors.nonNegative(places.select(2, i), size));
        }
        return rows;
    }

    private static long count(Tensor tensor, int from, int to) {
        return Arrays.stream(Tensors.sizes(tensor), from, to).reduce(1, Math::multiplyExact);
    }

    /** Of equals, the first comes first. */
    private static List<Tensor> top(NodeCall step) {
        int axis = step.axis(-1);
        boolean largest = step.attributes().integer("largest", 1) == 1;
        long number = step.integers("k", 1)[0];
        T_TensorTensor_T sorted = step.input(0).sort(new BoolOptional(true), axis, largest);
        return List.of(sorted.get0().narrow(axis, 0, number), sorted.get1().narrow(axis, 0, number));
    }

    private static Tensor sample(NodeCall step) {
        String mode = step.attributes().text("mode", "linear");
        int kind = mode.equals("nearest") ? 1 : mode.endsWith("cubic") ? 2 : 0;
        int padding = PADDINGS.indexOf(step.attributes().text("padding_mode", "zeros"));
        boolean aligned = step.attributes().integer("align_corners", 0) == 1;
        if (kind == 2 && step.input(0).dim() > 4) {
            throw step.unsupported("the mode '" + mode + "' in three dimensions");
        }
        return grid_sampler(step.input(0), step.input(1), kind, padding, aligned);
    }
}
