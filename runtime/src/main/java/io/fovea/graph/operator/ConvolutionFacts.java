package io.fovea.graph.operator;

import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Shape.Dimension;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Kernels that move over an image. */
final class ConvolutionFacts {

    private static final Operator CONVOLUTION = Operator.of(Family.CONVOLUTION)
            .by(Dependence.WINDOW)
            .ordering(AxisOrder.PLANES)
            .with(Trait.LINEAR)
            .withKernel(1)
            .shaped(ConvolutionFacts::convolved)
            .reaching(ConvolutionFacts::under);

    static final List<Operator> TABLE = List.of(
            CONVOLUTION.named("Conv"),
            CONVOLUTION
                    .named("ConvTranspose")
                    .shaped(ConvolutionFacts::transposed)
                    .reaching(ConvolutionFacts::spread),
            CONVOLUTION.named("ConvInteger").typed(TypeRule.always(ElementType.INT32)),
            CONVOLUTION.named("QLinearConv").withKernel(3).typed(TypeRule.like(7)));

    private ConvolutionFacts() {}

    /** The sizes of a kernel, as declared or as the weights have them; empty where neither tells. */
    static Optional<long[]> kernel(ValueFacts facts, Node node) {
        long[] declared = node.attributes().integers("kernel_shape");
        if (declared.length > 0) {
            return Optional.of(declared);
        }
        long[] weight = weight(facts, node).sizes();
        return weight.length > 2 && Arrays.stream(weight).skip(2).allMatch(size -> size > 0)
                ? Optional.of(Arrays.copyOfRange(weight, 2, weight.length))
                : Optional.empty();
    }

    private static Shape weight(ValueFacts facts, Node node) {
        return facts.shape(node.input(Operators.of(node).kernel()));
    }

    private static Optional<Windows> windows(ValueFacts facts, Node node) {
        return kernel(facts, node).map(kernel -> Windows.of(node, kernel));
    }

    private static Shape convolved(ValueFacts facts, Node node, Shape x) {
        Shape weight = weight(facts, node);
        Dimension channels = weight.known() ? weight.dimensions().get(0) : Dims.UNKNOWN;
        return windows(facts, node).map(windows -> windows.output(x, channels)).orElse(Shape.ofRank(x.rank()));
    }

    private static Reaches under(NodeReach at) {
        Reaches x = at.only(0).unlessAlong(IntStream.of(1));
        return windows(at.facts(), at.node()).map(windows -> windows.over(x)).orElse(Reaches.WHOLE);
    }

    private static Shape transposed(ValueFacts facts, Node node, Shape x) {
        return windows(facts, node)
                .map(windows -> transposed(facts, node, x, windows))
                .orElse(Shape.UNKNOWN);
    }

    private static Shape transposed(ValueFacts facts, Node node, Shape x, Windows windows) {
        Shape weight = weight(facts, node);
        Attributes attributes = node.attributes();
        int rank = windows.rank();
        List<Dimension> dimensions = new ArrayList<>(List.of(x.dimensions().get(0)));
        dimensions.add(
                Dims.times(weight.known() ? weight.dimensions().get(1) : Dims.UNKNOWN, attributes.integer("group", 1)));
        long[] more = attributes.integers("output_padding", Windows.filled(rank, 0));
        long[] asked = attributes.integers("output_shape");
        for (int i = 0; i < rank; i++) {
            long stride = windows.strides()[i];
            Dimension strided = Dims.times(x.dimensions().get(i + 2), stride);
            long rest = windows.span(i) - stride - windows.pads()[i] - windows.pads()[i + rank] + more[i];
            Dimension d = windows.same() ? strided : Dims.plus(strided, rest);
            dimensions.add(asked.length == 0 ? d : Dimension.fixed(asked[asked.length - rank + i]));
        }
        return Shape.of(dimensions);
    }

    /** Element i comes from those whose kernels it lies under: (i + pad - j) / stride for each j of the kernel. */
    private static Reaches spread(NodeReach at) {
        Reaches x = at.only(0).unlessAlong(IntStream.of(1));
        return windows(at.facts(), at.node())
                .map(windows -> spread(at, x, windows))
                .orElse(Reaches.WHOLE);
    }

    private static Reaches spread(NodeReach at, Reaches x, Windows windows) {
        Reaches seen = x;
        // Pads that follow from a size asked for are not known here.
        boolean open = windows.same() || at.node().attributes().has("output_shape");
        for (int i = 0; i < windows.rank(); i++) {
            double stride = windows.strides()[i];
            long most = windows.span(i) - 1;
            double least = open ? 0 : windows.pads()[i];
            double largest = open ? most : windows.pads()[i];
            seen = seen.with(
                    i + 2,
                    reach -> reach.window(
                            1 / stride, (least - most) / stride, largest / stride, Math.floor(most / stride)));
        }
        return seen;
    }
}
