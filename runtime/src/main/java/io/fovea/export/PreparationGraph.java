package io.fovea.export;

import io.fovea.graph.Attributes;
import io.fovea.graph.Tensor;
import io.fovea.image.Layout;
import io.fovea.image.Normalisation;
import io.fovea.image.Stretch;
import io.fovea.model.Fit;
import io.fovea.model.Input;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Writes what {@link io.fovea.image.Preparation} does to an image before a network sees it: size, colour, stretch,
 * normalisation, order of axes.
 *
 * @param height of the image, in a run: the name of an int64 {@code []}
 * @param width the same
 */
record PreparationGraph(ImageNodes nodes, Input input, String height, String width) {
    private static final float WHITE = 255;

    /** A kernel of one pixel that takes the mean of three channels. */
    private static final Tensor THIRDS = Tensor.of(new float[] {1 / 3f, 1 / 3f, 1 / 3f}, 1, 3, 1, 1);

    /**
     * The image as the network takes it.
     *
     * @param image the name of bytes, {@code [1, h, w, C]}
     */
    String of(String image) {
        // Planes first: what is done to rows and columns is done to the last two axes.
        String planes = nodes.turned(nodes.real(image), 0, 3, 1, 2);
        String normal = normalised(stretched(planes, coloured(sized(planes))));
        return input.layout() == Layout.NHWC ? nodes.turned(normal, 0, 2, 3, 1) : normal;
    }

    private String sized(String planes) {
        if (input.fit() == Fit.TILE) {
            return mirrored(planes, lacking());
        }
        String toHeight = side("height", input.height(), height);
        String toWidth = side("width", input.width(), width);
        if (input.multiple() > 1) {
            toHeight = up(toHeight);
            toWidth = up(toWidth);
        }
        if (toHeight.equals(height) && toWidth.equals(width)) {
            return planes;
        }
        // Bytes are whole numbers again after each step, as they are in a file: first what shrinks, then what grows.
        String least = nodes.node("Min", toHeight, height);
        String narrow = nodes.node("Min", toWidth, width);
        String shrunk = nodes.node("Add", nodes.resized(planes, 4, least, narrow), whereHalved(least, narrow));
        return nodes.node("Round", nodes.resized(nodes.node("Round", shrunk), 4, toHeight, toWidth));
    }

    /** What is added before rounding: where both axes are halved, OpenCV rounds upwards what is half between, not to even. */
    private String whereHalved(String toHeight, String toWidth) {
        String two = nodes.constant("two", Tensor.scalar(2L));
        String down = nodes.node("Equal", nodes.node("Mul", toHeight, two), height);
        String across = nodes.node("Equal", nodes.node("Mul", toWidth, two), width);
        String halved = nodes.node("And", down, across);
        return nodes.node("Where", halved, nodes.scalar("eighth", 1 / 8f), nodes.scalar("none", 0));
    }

    /** The model's, or else the image's. */
    private String side(String name, OptionalInt fixed, String own) {
        return fixed.isPresent() ? nodes.constant(name, Tensor.scalar((long) fixed.getAsInt())) : own;
    }

    /** The next multiple. */
    private String up(String size) {
        String by = nodes.constant("multiple", Tensor.scalar((long) input.multiple()));
        String more = nodes.node("Add", size, nodes.constant("rest", Tensor.scalar(input.multiple() - 1L)));
        return nodes.node("Mul", nodes.node("Div", more, by), by);
    }

    /** What rows and columns lack, int64 {@code [2]}. */
    private String lacking() {
        List<String> lacking = new ArrayList<>();
        int[] least = {input.height().orElse(0), input.width().orElse(0)};
        for (String size : List.of(height, width)) {
            String wanted =
                    nodes.node("Max", size, nodes.constant("least", Tensor.scalar((long) least[lacking.size()])));
            String rest = nodes.node("Sub", up(wanted), size);
            lacking.add(nodes.node("Unsqueeze", rest, nodes.constant("axes", Tensor.of(0L))));
        }
        return nodes.node("Concat", Attributes.NONE.with("axis", 0), lacking.get(0), lacking.get(1));
    }

    private String mirrored(String planes, String lacking) {
        String before = nodes.constant("before", Tensor.of(0L, 0, 0, 0, 0, 0));
        String pads = nodes.node("Concat", Attributes.NONE.with("axis", 0), before, lacking);
        return nodes.node("Pad", Attributes.NONE.with("mode", "reflect"), planes, pads);
    }

    private String coloured(String planes) {
        return switch (input.color()) {
            case GRAY -> nodes.node("Conv", planes, nodes.constant("thirds", THIRDS));
            case BGR ->
                nodes.node(
                        "Gather",
                        Attributes.NONE.with("axis", 1),
                        planes,
                        nodes.constant("order", Tensor.of(2L, 1, 0)));
            case RGB, CHANNELS -> planes;
        };
    }

    /** Between two percentiles of the whole image, of its own size: they become 0 and 255. Bytes are not deep. */
    private String stretched(String image, String planes) {
        Normalisation range = input.normalisation();
        if (range.stretch() != Stretch.ALL) {
            return planes;
        }
        String numbers = nodes.node("Reshape", image, nodes.constant("flat", Tensor.of(-1L)));
        String count = nodes.node("Size", numbers);
        String one = nodes.constant("one", Tensor.scalar(1L));
        String low = nodes.extreme(numbers, nodes.rank(count, range.low()), 0);
        // From above, as few are to be sorted.
        String fromAbove = nodes.node("Add", nodes.node("Sub", count, nodes.rank(count, range.high())), one);
        String high = nodes.extreme(numbers, fromAbove, 1);
        String white = nodes.scalar("white", WHITE);
        String position = nodes.perUnit(nodes.node("Sub", planes, low), nodes.node("Sub", high, low));
        return nodes.node("Min", nodes.node("Relu", nodes.node("Mul", position, white)), white);
    }

    private String normalised(String planes) {
        Normalisation range = input.normalisation();
        int channels = input.channels();
        float[] factors = new float[channels];
        float[] shifts = new float[channels];
        boolean plain = true;
        for (int c = 0; c < channels; c++) {
            factors[c] = range.scale() / range.std(c);
            shifts[c] = -range.mean(c) / range.std(c);
            plain &= factors[c] == 1 && shifts[c] == 0;
        }
        if (plain) {
            return planes;
        }
        String scaled = nodes.node("Mul", planes, nodes.constant("factors", Tensor.of(factors, 1, channels, 1, 1)));
        return nodes.node("Add", scaled, nodes.constant("shifts", Tensor.of(shifts, 1, channels, 1, 1)));
    }
}
