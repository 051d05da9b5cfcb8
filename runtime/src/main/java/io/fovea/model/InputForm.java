package io.fovea.model;

import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import io.fovea.graph.operator.Family;
import io.fovea.graph.operator.Operators;
import io.fovea.image.Image;
import io.fovea.image.Layout;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the shape of a four-dimensional input says of the images it takes.
 *
 * @param width empty if free
 * @param height empty if free
 * @param doubt a sentence on what had to be assumed
 */
record InputForm(Layout layout, int channels, OptionalInt width, OptionalInt height, Optional<String> doubt) {

    static InputForm of(Graph graph, ValueInfo image) {
        long[] sizes = image.shape().sizes();
        boolean first = isColour(sizes[1]);
        boolean last = isColour(sizes[3]);
        if (first != last) {
            return form(first ? Layout.NCHW : Layout.NHWC, sizes, 0, Optional.empty());
        }
        boolean fewFirst = isFew(sizes[1]);
        boolean fewLast = isFew(sizes[3]);
        if (!first && fewFirst != fewLast && (sizes[1] < 0 || sizes[3] < 0)) {
            return form(fewFirst ? Layout.NCHW : Layout.NHWC, sizes, 0, Optional.empty());
        }
        if (sizes[1] >= 0 && sizes[3] >= 0) {
            boolean planes = first || sizes[1] <= sizes[3] || isConvolved(graph, image.name());
            return form(planes ? Layout.NCHW : Layout.NHWC, sizes, 0, Optional.empty());
        }
        // The sizes are free: the first operators tell.
        Layout layout = isTransposed(graph, image.name()) ? Layout.NHWC : Layout.NCHW;
        int channels = channelsOfFirstConvolution(graph).orElse(3);
        return form(
                layout,
                sizes,
                channels,
                Optional.of("The input's shape does not tell which dimension is colour; " + layout + " with " + channels
                        + (channels == 1 ? " channel" : " channels") + " is assumed."));
    }

    /** Whether images of one size go in. */
    boolean isFixed() {
        return width.isPresent() && height.isPresent();
    }

    private static InputForm form(Layout layout, long[] sizes, int otherwise, Optional<String> doubt) {
        int c = layout == Layout.NCHW ? 1 : 3;
        int h = layout == Layout.NCHW ? 2 : 1;
        int channels = sizes[c] > 0 ? whole(sizes[c]) : otherwise;
        return new InputForm(layout, channels, side(sizes[h + 1]), side(sizes[h]), doubt);
    }

    private static OptionalInt side(long size) {
        return size > 0 ? OptionalInt.of(whole(size)) : OptionalInt.empty();
    }

    /** No memory holds what is cut off here. */
    private static int whole(long size) {
        return (int) Math.min(Math.max(0, size), Integer.MAX_VALUE);
    }

    private static boolean isColour(long size) {
        return size == 1 || size == 3;
    }

    /** Whether these may be the channels of an image, whose width and height are free. */
    private static boolean isFew(long size) {
        return size > 0 && size <= Image.MOST_CHANNELS;
    }

    /** Convolutions take planes. */
    private static boolean isConvolved(Graph graph, String input) {
        return graph.consumers(input).stream()
                .anyMatch(node -> Operators.of(node).is(Family.CONVOLUTION)
                        && node.input(0).equals(input));
    }

    private static boolean isTransposed(Graph graph, String input) {
        List<Node> consumers = graph.consumers(input);
        return consumers.size() == 1
                && consumers.get(0).is("Transpose")
                && List.of(0L, 3L, 1L, 2L)
                        .equals(Arrays.stream(consumers.get(0).attributes().integers("perm"))
                                .boxed()
                                .toList());
    }

    private static Optional<Integer> channelsOfFirstConvolution(Graph graph) {
        return graph.nodes().stream()
                .filter(node -> Operators.of(node).is(Family.CONVOLUTION))
                .findFirst()
                .flatMap(conv -> graph.constant(conv.input(Operators.of(conv).kernel()))
                        .map(Tensor::shape)
                        .filter(shape -> shape.length > 1)
                        .map(shape -> whole(
                                conv.is("ConvTranspose")
                                        ? shape[0]
                                        : shape[1] * conv.attributes().integer("group", 1))));
    }
}
