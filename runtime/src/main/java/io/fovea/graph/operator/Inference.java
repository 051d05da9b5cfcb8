package io.fovea.graph.operator;

import io.fovea.graph.Attributes;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Shape.Dimension;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Shapes of operators' outputs as far as they follow from the inputs' shapes: one entry per operator, unknown if none. */
final class Inference {

    /** What output {@code output} of a node looks like; the first input's shape is known. */
    private interface Entry {
        Shape shape(ValueFacts facts, Node node, Shape x);
    }

    private static final Map<String, Entry> TABLE = new HashMap<>();

    static {
        all(
                "Relu LeakyRelu PRelu Elu Selu Celu Sigmoid HardSigmoid HardSwish Tanh Softplus Softsign Gelu Mish"
                        + " ThresholdedRelu Softmax LogSoftmax Hardmax BatchNormalization InstanceNormalization"
                        + " LayerNormalization GroupNormalization LRN MeanVarianceNormalization LpNormalization Dropout"
                        + " Identity Cast Neg Abs Sqrt Exp Log Erf Reciprocal Sin Cos Tan Asin Acos Atan Sinh Cosh Asinh"
                        + " Acosh Atanh Sign Floor Ceil Round Not IsNaN IsInf Clip CumSum Shrink Trilu ScatterElements"
                        + " ScatterND Scatter QuantizeLinear DequantizeLinear ReverseSequence Affine ImageScaler",
                (f, n, x) -> x);
        all(
                "Add Sub Mul Div Pow Min Max Sum Mean Where Equal Less Greater LessOrEqual GreaterOrEqual And Or Xor Mod",
                (f, n, x) -> broadcast(f, n.inputs()));
        all("Conv", (f, n, x) -> convolution(f, n, x));
        all("MaxPool AveragePool LpPool", (f, n, x) -> Windows.of(
                        n, n.attributes().integers("kernel_shape"))
                .output(x, x.dimensions().get(1)));
        all("GlobalAveragePool GlobalMaxPool GlobalLpPool", (f, n, x) -> globalPool(x));
        all("ConvTranspose", (f, n, x) -> f.rank(n.input(1)) < 0 ? Shape.UNKNOWN : transposed(f, n, x));
        all("Gemm", (f, n, x) -> gemm(f, n, x));
        all("MatMul", (f, n, x) -> product(x, f.shape(n.input(1))));
        all("Einsum", (f, n, x) -> lettered(n.attributes().text("equation", "").replace(" ", "")));
        all("Transpose", (f, n, x) -> picked(x, Reshaping.permutation(n, x.rank())));
        all("Flatten", (f, n, x) -> flattened(x, (int) n.attributes().integer("axis", 1)));
        all("Reshape", (f, n, x) -> Reshaping.reshaped(x, f.integers(n.input(1)), f.shape(n.input(1))));
        all("Squeeze", (f, n, x) -> Reshaping.squeezed(x, Reshaping.axes(f, n)));
        all("Unsqueeze", (f, n, x) -> Reshaping.unsqueezed(x, Reshaping.axes(f, n)));
        all("Concat", (f, n, x) -> Reshaping.concatenated(f, n, x));
        all("Split", (f, n, x) -> Shape.ofRank(x.rank()));
        all("Slice", (f, n, x) -> Reshaping.sliced(f, n, x));
        all("Gather", (f, n, x) -> gathered(f, n, x));
        all("GatherND", (f, n, x) -> pickedByPlace(f, n, x));
        all("GatherElements", (f, n, x) -> f.shape(n.input(1)));
        all("Pad", (f, n, x) -> Reshaping.padded(f, n, x));
        all("Expand", (f, n, x) -> expanded(f, n, x));
        all("Resize Upsample", Reshaping::resized);
        all("Crop", (f, n, x) -> Reshaping.cropped(x, n.attributes().integers("border", 0, 0, 0, 0)));
        all("Tile DepthToSpace SpaceToDepth TopK", (f, n, x) -> Shape.ofRank(x.rank()));
        all("ConstantOfShape", (f, n, x) -> ofSizes(f, n.input(0), x));
        all("Shape", (f, n, x) -> Shape.of(x.rank()));
        all("Size", (f, n, x) -> Shape.of());
        all(
                "ReduceSum ReduceMean ReduceMax ReduceMin ReduceProd ReduceL1 ReduceL2 ReduceLogSum ReduceLogSumExp"
                        + " ReduceSumSquare",
                (f, n, x) -> Reshaping.reduced(
                        x, Reshaping.axes(f, n), n.attributes().integer("keepdims", 1) == 1, noop(n), n.hasInput(1)));
        all(
                "ArgMax ArgMin",
                (f, n, x) -> Reshaping.reduced(
                        x,
                        new long[] {n.attributes().integer("axis", 0)},
                        n.attributes().integer("keepdims", 1) == 1,
                        false,
                        false));
    }

    private Inference() {}

    private static void all(String operators, Entry entry) {
        for (String op : operators.split(" ")) {
            TABLE.put(op, entry);
        }
    }

    /** The shape of output {@code output}, unknown where it does not follow. */
    static Shape shape(ValueFacts facts, Node node, int output) {
        Entry entry = TABLE.get(node.op());
        boolean alike = output == 0 || node.is("Split") || node.is("MaxPool") || node.is("TopK");
        Shape x = facts.shape(node.input(0));
        if (entry == null || !alike || !x.known()) {
            return Shape.UNKNOWN;
        }
        return entry.shape(facts, node, x);
    }

    static boolean noop(Node reduction) {
        return reduction.attributes().integer("noop_with_empty_axes", 0) == 1;
    }

    private static Shape picked(Shape x, long[] permutation) {
        return Shape.of(Arrays.stream(permutation)
                .mapToObj(axis -> x.dimensions().get((int) axis))
                .toList());
    }

    private static Shape broadcast(ValueFacts facts, List<String> inputs) {
        List<Dimension> all = new ArrayList<>();
        for (String input : inputs) {
            Shape shape = facts.shape(input);
            if (!shape.known()) {
                return Shape.UNKNOWN;
            }
            all = broadcast(all, shape.dimensions());
        }
        return Shape.of(all);
    }

    private static List<Dimension> broadcast(List<Dimension> a, List<Dimension> b) {
        int rank = Math.max(a.size(), b.size());
        List<Dimension> both = new ArrayList<>();
        for (int i = 0; i < rank; i++) {
            int ia = i - rank + a.size();
            int ib = i - rank + b.size();
            Dimension one = Dimension.fixed(1);
            both.add(Dims.broadcast(ia < 0 ? one : a.get(ia), ib < 0 ? one : b.get(ib)));
        }
        return both;
    }

    private static Shape convolution(ValueFacts facts, Node node, Shape x) {
        Shape weight = facts.shape(node.input(1));
        if (!weight.known()) {
            return Shape.ofRank(x.rank());
        }
        long[] kernel = Arrays.copyOfRange(weight.sizes(), 2, weight.rank());
        boolean fixed = Arrays.stream(kernel).allMatch(size -> size > 0);
        return fixed ? Windows.of(node, kernel).output(x, weight.dimensions().get(0)) : Shape.ofRank(x.rank());
    }

    private static Shape transposed(ValueFacts facts, Node node, Shape x) {
        Shape weight = facts.shape(node.input(1));
        Attributes attributes = node.attributes();
        List<Dimension> dimensions = new ArrayList<>();
        dimensions.add(x.dimensions().get(0));
        dimensions.add(Dims.times(weight.dimensions().get(1), attributes.integer("group", 1)));
        int rank = weight.rank() - 2;
        Windows windows = Windows.of(node, Arrays.copyOfRange(weight.sizes(), 2, weight.rank()));
        long[] extra = attributes.integers("output_padding", Windows.filled(rank, 0));
        long[] asked = attributes.integers("output_shape");
        for (int i = 0; i < rank; i++) {
            Dimension strided = Dims.times(x.dimensions().get(i + 2), windows.strides()[i]);
            long rest =
                    windows.span(i) - windows.strides()[i] - windows.pads()[i] - windows.pads()[i + rank] + extra[i];
            Dimension d = windows.same() ? strided : Dims.plus(strided, rest);
            dimensions.add(asked.length == 0 ? d : Dimension.fixed(asked[asked.length - rank + i]));
        }
        return Shape.of(dimensions);
    }

    private static Shape globalPool(Shape x) {
        List<Dimension> dimensions = new ArrayList<>(x.dimensions().subList(0, 2));
        while (dimensions.size() < x.rank()) {
            dimensions.add(Dimension.fixed(1));
        }
        return Shape.of(dimensions);
    }

    private static Shape gemm(ValueFacts facts, Node node, Shape x) {
        Shape w = facts.shape(node.input(1));
        if (!w.known()) {
            return Shape.ofRank(2);
        }
        int row = (int) node.attributes().integer("transA", 0);
        int column = 1 - (int) node.attributes().integer("transB", 0);
        return Shape.of(List.of(x.dimensions().get(row), w.dimensions().get(column)));
    }

    private static Shape product(Shape a, Shape b) {
        if (!b.known()) {
            return Shape.UNKNOWN;
        }
        List<Dimension> left = new ArrayList<>(a.dimensions());
        List<Dimension> right = new ArrayList<>(b.dimensions());
        left.remove(left.size() - 1);
        right.remove(Math.max(0, right.size() - 2));
        List<Dimension> rows = new ArrayList<>();
        List<Dimension> columns = new ArrayList<>();
        if (a.rank() > 1) {
            rows.add(left.remove(left.size() - 1));
        }
        if (b.rank() > 1) {
            columns.add(right.remove(right.size() - 1));
        }
        List<Dimension> all = broadcast(left, right);
        all.addAll(rows);
        all.addAll(columns);
        return Shape.of(all);
    }

    private static Shape flattened(Shape x, int axis) {
        boolean second = axis == 1 || axis == 1 - x.rank();
        boolean rest = x.isFixed() && x.rank() > 1;
        Dimension first = second ? x.dimensions().get(0) : Dims.UNKNOWN;
        long tail = Arrays.stream(x.sizes()).skip(1).reduce(1, (a, b) -> a * b);
        boolean fixedTail = rest || Arrays.stream(x.sizes()).skip(1).allMatch(size -> size >= 0);
        return Shape.of(List.of(first, second && fixedTail ? Dimension.fixed(tail) : Dims.UNKNOWN));
    }

    private static Shape gathered(ValueFacts facts, Node node, Shape x) {
        Shape indices = facts.shape(node.input(1));
        if (!indices.known()) {
            return Shape.UNKNOWN;
        }
        int axis = Math.floorMod((int) node.attributes().integer("axis", 0), x.rank());
        List<Dimension> dimensions = new ArrayList<>(x.dimensions().subList(0, axis));
        dimensions.addAll(indices.dimensions());
        dimensions.addAll(x.dimensions().subList(axis + 1, x.rank()));
        return Shape.of(dimensions);
    }

    private static Shape pickedByPlace(ValueFacts facts, Node node, Shape x) {
        Shape places = facts.shape(node.input(1));
        if (!places.known() || !places.dimensions().get(places.rank() - 1).isFixed()) {
            return Shape.UNKNOWN;
        }
        long batch = node.attributes().integer("batch_dims", 0);
        long length = places.dimensions().get(places.rank() - 1).size();
        return Shape.ofRank((int) (places.rank() - 1 + x.rank() - length - batch));
    }

    private static Shape lettered(String equation) {
        boolean plain = equation.contains("->") && !equation.contains(".");
        return plain ? Shape.ofRank(equation.length() - equation.indexOf("->") - 2) : Shape.UNKNOWN;
    }

    private static Shape ofSizes(ValueFacts facts, String sizes, Shape sizesShape) {
        List<Dimension> known = facts.integers(sizes);
        long rank = sizesShape.rank() == 1 ? sizesShape.sizes()[0] : -1;
        return known.isEmpty() ? rank < 0 ? Shape.UNKNOWN : Shape.ofRank((int) rank) : Shape.of(known);
    }

    private static Shape expanded(ValueFacts facts, Node node, Shape x) {
        Shape target = ofSizes(facts, node.input(1), facts.shape(node.input(1)));
        return target.known() ? Shape.of(broadcast(x.dimensions(), target.dimensions())) : Shape.UNKNOWN;
    }
}
