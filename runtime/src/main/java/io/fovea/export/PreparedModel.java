package io.fovea.export;

import io.fovea.FoveaException;
import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import io.fovea.image.Color;
import io.fovea.image.Layout;
import io.fovea.image.Normalisation;
import io.fovea.image.StepText;
import io.fovea.image.Stretch;
import io.fovea.model.Card;
import io.fovea.model.Fit;
import io.fovea.model.Input;
import io.fovea.model.Model;
import io.fovea.model.Scored;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A model that takes an image as it comes from a camera, a canvas or a file: bytes, red, green and blue behind one another,
 * of any size. Colour, size, normalisation and order of axes, which Fovea otherwise sees to, are nodes of its graph, and
 * what it answers for pixels has the image's size.
 */
public final class PreparedModel {
    private static final String IMAGE = "image";
    private static final String PREFIX = "prepare_";
    private static final int OPSET = 13;
    private static final float WHITE = 255;
    private static final Tensor THIRDS = Tensor.of(new float[] {1 / 3f, 1 / 3f, 1 / 3f}, 1, 3, 1, 1);

    private PreparedModel() {}

    /**
     * Writes a model's preparation into it.
     *
     * @return a model with one input {@code image}, uint8 {@code [1, height, width, 3]} or as many channels as it takes
     *     that are no colours, and the card that it now has
     * @throws FoveaException if it takes several inputs, uses operators of others than ONNX, or paints images on a grid that
     *     is larger than they are
     */
    public static Model of(Model model) {
        Card card = model.card();
        Graph whole = model.graph();
        Graph network = whole.opset() < OPSET ? whole.raised(OPSET) : whole;
        require(model, network);
        Input input = card.input();
        Graph graph = Graph.create(network.name(), network.opset());
        boolean stains = input.color() == Color.CHANNELS;
        int channels = stains ? input.channels() : Color.RGB.channels();
        graph.addInput(new ValueInfo(IMAGE, ElementType.UINT8, Shape.of(1, -1, -1, channels)));
        ImageNodes nodes = new ImageNodes(graph, PREFIX);
        String height = nodes.length(IMAGE, 1);
        String width = nodes.length(IMAGE, 2);
        String prepared = prepared(nodes, input, height, width);
        ValueInfo taken = network.inputs().get(0);
        if (taken.type() != ElementType.FLOAT) {
            prepared =
                    nodes.node("Cast", Attributes.NONE.with("to", taken.type().code()), prepared);
        }
        Map<String, String> names = join(model, graph, network, Map.of(taken.name(), prepared));
        String answer = card.output().isEmpty() ? network.outputs().get(0).name() : card.output();
        boolean spatial = card.task().scored() == Scored.PIXELS;
        if (spatial) {
            atImagesSize(graph, nodes, input, names.get(answer), height, width);
        }
        graph.metadata().putAll(whole.metadata());
        Input free = new Input(
                0,
                0,
                channels,
                stains ? input.channelNames() : List.of(),
                Layout.NHWC,
                stains ? Color.CHANNELS : Color.RGB,
                Normalisation.RAW,
                Fit.RESIZE,
                0,
                1);
        Card now = new Card(
                card.name(),
                card.task(),
                card.labels(),
                free,
                card.activation(),
                spatial ? graph.outputs().get(0).name() : names.getOrDefault(card.output(), ""),
                List.of(),
                card.provenance());
        now.writeTo(graph);
        return Model.of(graph);
    }

    private static void require(Model model, Graph network) {
        String what = "The preparation of '" + model.name() + "' cannot be written into it: ";
        if (network.inputs().size() != 1) {
            throw new FoveaException(what + "it takes " + network.inputs().size() + " inputs, not one image.");
        }
        if (model.card().task().scored() == Scored.OBJECTS) {
            throw new FoveaException(what + "where the objects lie in the image, its outputs would no longer say.");
        }
        Input input = model.card().input();
        Stretch stretch = input.normalisation().stretch();
        if (!input.normalisation().steps().isEmpty()) {
            throw new FoveaException(what + "it measures every image in further steps: "
                    + StepText.of(input.normalisation().steps()) + ".");
        }
        if (input.color() == Color.CHANNELS && stretch == Stretch.ALL) {
            throw new FoveaException(what + "it stretches each channel of an image by itself.");
        }
        if (model.card().task().scored() == Scored.NOTHING && input.fit() == Fit.TILE && input.multiple() > 1) {
            throw new FoveaException(what + "it answers in multiples of " + input.multiple() + " pixels.");
        }
    }

    private static Map<String, String> join(Model model, Graph graph, Graph network, Map<String, String> wiring) {
        try {
            return graph.join(network, wiring, "network_");
        } catch (IllegalArgumentException e) {
            throw new FoveaException(
                    "The preparation of '" + model.name() + "' cannot be written into it: " + e.getMessage() + ".", e);
        }
    }

    /** The image as the network takes it. */
    private static String prepared(ImageNodes nodes, Input input, String height, String width) {
        // Planes first: what is done to rows and columns is done to the last two axes.
        String planes = nodes.turned(nodes.real(IMAGE), 0, 3, 1, 2);
        String sized = sized(nodes, input, planes, height, width);
        String coloured = coloured(nodes, input.color(), sized);
        String normal = normalised(nodes, input, stretched(nodes, input.normalisation(), planes, coloured));
        return input.layout() == Layout.NHWC ? nodes.turned(normal, 0, 2, 3, 1) : normal;
    }

    private static String sized(ImageNodes nodes, Input input, String planes, String height, String width) {
        if (input.fit() == Fit.TILE) {
            return mirrored(nodes, planes, padding(nodes, input, height, width));
        }
        String toHeight = input.height() > 0 ? nodes.constant("height", Tensor.scalar((long) input.height())) : height;
        String toWidth = input.width() > 0 ? nodes.constant("width", Tensor.scalar((long) input.width())) : width;
        if (input.multiple() > 1) {
            toHeight = up(nodes, toHeight, input.multiple());
            toWidth = up(nodes, toWidth, input.multiple());
        }
        if (toHeight.equals(height) && toWidth.equals(width)) {
            return planes;
        }
        // Bytes are whole numbers again afterwards, as they are in a file.
        return nodes.node("Round", nodes.resized(planes, 4, toHeight, toWidth));
    }

    /** The next multiple. */
    private static String up(ImageNodes nodes, String size, int multiple) {
        String by = nodes.constant("multiple", Tensor.scalar((long) multiple));
        String more = nodes.node("Add", size, nodes.constant("rest", Tensor.scalar(multiple - 1L)));
        return nodes.node("Mul", nodes.node("Div", more, by), by);
    }

    /** What rows and columns lack, int64 {@code [2]}. */
    private static String padding(ImageNodes nodes, Input input, String height, String width) {
        List<String> lacking = new ArrayList<>();
        int[] least = {input.height(), input.width()};
        for (String size : List.of(height, width)) {
            String wanted =
                    nodes.node("Max", size, nodes.constant("least", Tensor.scalar((long) least[lacking.size()])));
            String rest = nodes.node("Sub", up(nodes, wanted, input.multiple()), size);
            lacking.add(nodes.node("Unsqueeze", rest, nodes.constant("axes", Tensor.of(0L))));
        }
        return nodes.node("Concat", Attributes.NONE.with("axis", 0), lacking.get(0), lacking.get(1));
    }

    private static String mirrored(ImageNodes nodes, String planes, String lacking) {
        String before = nodes.constant("before", Tensor.of(0L, 0, 0, 0, 0, 0));
        String pads = nodes.node("Concat", Attributes.NONE.with("axis", 0), before, lacking);
        return nodes.node("Pad", Attributes.NONE.with("mode", "reflect"), planes, pads);
    }

    private static String coloured(ImageNodes nodes, Color color, String planes) {
        return switch (color) {
            case GRAY ->
                nodes.node("ReduceMean", Attributes.NONE.withIntegers("axes", 1).with("keepdims", 1), planes);
            case BGR ->
                nodes.node(
                        "Gather",
                        Attributes.NONE.with("axis", 1),
                        planes,
                        nodes.constant("order", Tensor.of(2L, 1, 0)));
            default -> planes;
        };
    }

    /** Between two percentiles of the whole image, of its own size: they become 0 and 255. Bytes are not deep. */
    private static String stretched(ImageNodes nodes, Normalisation range, String image, String planes) {
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

    private static String normalised(ImageNodes nodes, Input input, String planes) {
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

    /** Makes what is answered for pixels an output of the image's size, in the place of the network's own. */
    private static void atImagesSize(
            Graph graph, ImageNodes nodes, Input input, String answer, String height, String width) {
        boolean planar = input.layout() == Layout.NCHW;
        String planes = planar ? answer : nodes.turned(answer, 0, 3, 1, 2);
        String sized;
        if (input.fit() == Fit.TILE) {
            String ends = nodes.node(
                    "Concat",
                    Attributes.NONE.with("axis", 0),
                    nodes.node("Unsqueeze", height, nodes.constant("axes", Tensor.of(0L))),
                    nodes.node("Unsqueeze", width, nodes.constant("axes", Tensor.of(0L))));
            sized = nodes.node(
                    "Slice",
                    planes,
                    nodes.constant("starts", Tensor.of(0L, 0)),
                    ends,
                    nodes.constant("axes", Tensor.of(2L, 3)));
        } else {
            sized = nodes.resized(planes, 4, height, width);
        }
        // Fovea looks for the classes where the image's channels are.
        String last = nodes.turned(sized, 0, 2, 3, 1);
        List<String> others = graph.outputs().stream()
                .map(ValueInfo::name)
                .filter(name -> !name.equals(answer))
                .toList();
        List<String> all = new ArrayList<>(List.of(last));
        all.addAll(others);
        graph.setOutputs(all);
        graph.addOutput(new ValueInfo(last, ElementType.FLOAT, Shape.of(1, -1, -1, -1)));
        graph.prune();
    }
}
