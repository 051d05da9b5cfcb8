package io.fovea.export;

import io.fovea.FoveaException;
import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import io.fovea.image.Color;
import io.fovea.image.Layout;
import io.fovea.image.StepText;
import io.fovea.image.Stretch;
import io.fovea.model.Card;
import io.fovea.model.Fit;
import io.fovea.model.Input;
import io.fovea.model.Model;
import io.fovea.model.Scored;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A model that takes an image as it comes from a camera, a canvas or a file: bytes, red, green and blue behind one another,
 * of any size. Colour, size, normalisation and order of axes, which Fovea otherwise sees to, are nodes of its graph, and
 * what it answers for pixels has the image's size.
 */
public final class PreparedModel {
    private static final String IMAGE = "image";
    private static final String PREFIX = "prepare_";
    private static final int OPSET = 13;

    private PreparedModel() {}

    /**
     * Writes a model's preparation into it.
     *
     * @return a model with one input {@code image}, uint8 {@code [1, height, width, 3]} or as many channels as it takes
     *     that are no colours, and the card that it now has
     * @throws FoveaException if it takes several inputs, finds objects, measures images in further steps or stretches each
     *     channel by itself, or answers with images in multiples of some pixels
     */
    public static Model of(Model model) {
        Card card = model.card();
        Graph whole = model.graph();
        Graph network = whole.opset() < OPSET ? whole.raised(OPSET) : whole;
        require(model, network);
        Input input = card.input();
        Graph graph = Graph.like(network);
        boolean stains = input.color() == Color.CHANNELS;
        int channels = stains ? input.channels() : Color.RGB.channels();
        graph.addInput(new ValueInfo(IMAGE, ElementType.UINT8, Shape.of(1, -1, -1, channels)));
        ImageNodes nodes = new ImageNodes(graph, PREFIX);
        String height = nodes.length(IMAGE, 1);
        String width = nodes.length(IMAGE, 2);
        String prepared = new PreparationGraph(nodes, input, height, width).of(IMAGE);
        ValueInfo taken = network.inputs().get(0);
        if (taken.type() != ElementType.FLOAT) {
            prepared =
                    nodes.node("Cast", Attributes.NONE.with("to", taken.type().code()), prepared);
        }
        boolean explained = ExplainedModel.isExplained(network);
        Map<String, String> wiring = new HashMap<>(Map.of(taken.name(), prepared));
        if (explained) {
            graph.addInput(new ValueInfo(ExplainedModel.CLASS, ElementType.INT64, Shape.of(1)));
            wiring.put(ExplainedModel.CLASS, ExplainedModel.CLASS);
            // The name is kept for the heat of the image's size.
            graph.put(ExplainedModel.HEAT, Tensor.scalar(0f));
        }
        Map<String, String> names = join(model, graph, network, wiring);
        String answer = card.outputOf(network);
        boolean spatial = card.task().scored() == Scored.PIXELS;
        if (spatial) {
            atImagesSize(graph, nodes, input, names.get(answer), height, width);
        }
        if (explained) {
            heatAtImagesSize(graph, nodes, input, names, height, width);
        }
        graph.metadata().putAll(whole.metadata());
        Input colours = Input.whole(Color.RGB).withLayout(Layout.NHWC);
        Input free = stains ? colours.withChannels(channels, input.channelNames()) : colours;
        Optional<String> output = spatial
                ? Optional.of(graph.outputs().get(0).name())
                : card.output().map(names::get);
        Card.of(card.name(), card.task(), card.labels(), free, card.activation())
                .withOutput(output)
                .withProvenance(card.provenance())
                .writeTo(graph);
        return Model.of(graph);
    }

    private static void require(Model model, Graph network) {
        String what = "The preparation of '" + model.name() + "' cannot be written into it: ";
        if (network.inputs().size() != (ExplainedModel.isExplained(network) ? 2 : 1)) {
            throw new FoveaException(what + "it takes " + network.inputs().size() + " inputs, not one image.");
        }
        if (model.card().task().scored() == Scored.OBJECTS) {
            throw new FoveaException(what + "where the objects lie in the image, its outputs would no longer say.");
        }
        if (model.card().head().isOfPixels()) {
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

    /** Makes the heat an output of the image's size, in the place of that of the network's input. */
    private static void heatAtImagesSize(
            Graph graph, ImageNodes nodes, Input input, Map<String, String> names, String height, String width) {
        String heat = names.get(ExplainedModel.HEAT);
        // From the layer's grid, as twice linear is not once linear.
        String sized = input.fit() == Fit.TILE
                ? cut(nodes, heat, height, width)
                : nodes.resized(names.get(ExplainedModel.GRID), 4, height, width);
        graph.removeInitializer(ExplainedModel.HEAT);
        String node = graph.unused(PREFIX + ExplainedModel.HEAT);
        graph.append(new Node(node, "", "Identity", List.of(sized), List.of(ExplainedModel.HEAT), Attributes.NONE));
        graph.setOutputs(graph.outputs().stream()
                .map(ValueInfo::name)
                .filter(name -> !name.equals(heat))
                .toList());
        graph.addOutput(new ValueInfo(ExplainedModel.HEAT, ElementType.FLOAT, Shape.of(1, 1, -1, -1)));
        graph.prune();
    }

    /** Makes what is answered for pixels an output of the image's size, in the place of the network's own. */
    private static void atImagesSize(
            Graph graph, ImageNodes nodes, Input input, String answer, String height, String width) {
        boolean planar = input.layout() == Layout.NCHW;
        String planes = planar ? answer : nodes.turned(answer, 0, 3, 1, 2);
        String sized;
        if (input.fit() == Fit.TILE) {
            sized = cut(nodes, planes, height, width);
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

    /** The image's part of planes that have a margin to the right and below. */
    private static String cut(ImageNodes nodes, String planes, String height, String width) {
        String ends = nodes.node(
                "Concat",
                Attributes.NONE.with("axis", 0),
                nodes.node("Unsqueeze", height, nodes.constant("axes", Tensor.of(0L))),
                nodes.node("Unsqueeze", width, nodes.constant("axes", Tensor.of(0L))));
        return nodes.node(
                "Slice",
                planes,
                nodes.constant("starts", Tensor.of(0L, 0)),
                ends,
                nodes.constant("axes", Tensor.of(2L, 3)));
    }
}
