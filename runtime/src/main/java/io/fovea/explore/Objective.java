package io.fovea.explore;

import io.fovea.FoveaException;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.image.Layout;
import io.fovea.model.Card;
import io.fovea.model.Model;
import io.fovea.task.Refusals;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What patterns are to excite: channels of one value of a model.
 *
 * @param name of the layer or class
 * @param value {@code [N, channels, H, W]}, {@code [N, H, W, channels]} or {@code [N, channels]}
 * @param layout of the value
 * @param channels the indices of the channels wanted; empty for the first {@link #first}
 * @param first how many of the channels, where none are named
 * @param isClass whether the channels are the model's classes
 */
record Objective(String name, String value, Layout layout, List<Integer> channels, int first, boolean isClass) {

    /** Copies the list. */
    Objective {
        channels = List.copyOf(channels);
    }

    /** The first channels of a layer, after its activation function or before it. */
    static Objective ofLayer(Model model, Graph graph, String name, int first, boolean bent) {
        Layers layers = Layers.of(graph);
        Layer layer = layers.find(name);
        String value = bent ? layer.activation() : layer.linear();
        return new Objective(
                layer.name(), value, layers.layout(value, model.card().input().layout()), List.of(), first, false);
    }

    /** Classes by label or index, separated by commas, before the softmax. */
    static Objective ofClasses(Model model, Graph graph, String classes) {
        Card card = model.card();
        String output = card.output().isEmpty() ? graph.outputs().get(0).name() : card.output();
        if (!graph.has(output)) {
            throw Refusals.noOutput(card, output);
        }
        String scores = graph.producer(output)
                .filter(node -> node.is("Softmax") || node.is("LogSoftmax") || node.is("Sigmoid"))
                .map(Node::inputs)
                .map(inputs -> inputs.get(0))
                .orElse(output);
        List<Integer> indices = classes.isBlank()
                ? List.of()
                : List.of(classes.split(",")).stream()
                        .map(one -> index(card, one.strip()))
                        .toList();
        Layout layout = Layers.of(graph).layout(scores, card.input().layout());
        return new Objective("classes", scores, layout, indices, Integer.MAX_VALUE, true);
    }

    private static int index(Card card, String wanted) {
        int byLabel = card.labels().indexOf(wanted);
        if (byLabel >= 0) {
            return byLabel;
        }
        boolean number = wanted.matches("\\d{1,6}");
        if (!number
                || !card.labels().isEmpty()
                        && Integer.parseInt(wanted) >= card.labels().size()) {
            throw new FoveaException("The model '" + card.name() + "' has no class '" + wanted + "'. "
                    + (card.labels().isEmpty()
                            ? "Its classes have no labels; give an index from 0."
                            : "Its classes are: " + String.join(", ", card.labels()) + "."));
        }
        return Integer.parseInt(wanted);
    }

    /**
     * The channels wanted of those that there are.
     *
     * @throws FoveaException if one is not there
     */
    List<Integer> wanted(int available) {
        for (int channel : channels) {
            if (channel >= available) {
                throw new FoveaException("The model has " + available + " classes; there is none with the index "
                        + channel + ", counted from 0.");
            }
        }
        return channels.isEmpty()
                ? IntStream.range(0, Math.min(first, available)).boxed().toList()
                : channels;
    }
}
