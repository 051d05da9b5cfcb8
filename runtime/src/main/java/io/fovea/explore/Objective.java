package io.fovea.explore;

import io.fovea.anatomy.ModelLayer;
import io.fovea.anatomy.ModelLayers;
import io.fovea.anatomy.Scores;
import io.fovea.graph.Attributes;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.image.Layout;
import io.fovea.model.Card;
import io.fovea.model.ClassChoice;
import io.fovea.model.Model;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What patterns are to excite: channels of one value of a model.
 *
 * @param name of the layer or class
 * @param value {@code [N, channels, H, W]}, {@code [N, H, W, channels]} or {@code [N, channels]}
 * @param layout of the value
 * @param card of the model
 * @param classes the labels or indices of the classes wanted; empty for all channels up to {@link #first}
 * @param first how many of the channels, where none are named
 * @param isClass whether the channels are the model's classes
 */
record Objective(
        String name, String value, Layout layout, Card card, List<String> classes, int first, boolean isClass) {
    private static final String ALL = "all";

    /** Copies the list. */
    Objective {
        classes = List.copyOf(classes);
    }

    /**
     * The first channels of a layer, after its activation function or before it.
     *
     * @param graph may get nodes for what is before the activation functions of several layers
     */
    static Objective ofLayer(Model model, Graph graph, String name, int first, boolean bent) {
        ModelLayers layers = ModelLayers.of(graph);
        ModelLayer layer = layers.only(List.of(name));
        String value = bent ? layer.activation() : layer.linear();
        Layout layout = layers.layout(value, model.card().input().layout());
        String climbed = bent ? value : PreActivations.of(graph, value);
        return new Objective(layer.name(), climbed, layout, model.card(), List.of(), first, false);
    }

    /** The same of what the value would be without the nearest activation functions that it depends on. */
    Objective beforeActivations(Graph graph) {
        String before = PreActivations.nearest(graph, value);
        return new Objective(name, before, layout, card, classes, first, isClass);
    }

    /** Classes by label or index, before the softmax; all for none. */
    static Objective ofClasses(Model model, Graph graph, List<String> classes) {
        Card card = model.card();
        String scores = Scores.of(graph, card, false).target();
        Layout layout = ModelLayers.of(graph).layout(scores, card.input().layout());
        List<String> wanted = classes.stream()
                .filter(text -> !text.isBlank()
                        && (!text.strip().equalsIgnoreCase(ALL) || card.labels().contains(ALL)))
                .toList();
        return new Objective("classes", scores, layout, card, wanted, Integer.MAX_VALUE, true);
    }

    /** The number of channels of a value of a shape. */
    int channels(long[] shape) {
        return (int) shape[channelAxis(shape.length)];
    }

    private int channelAxis(int rank) {
        return layout == Layout.NHWC && rank == 4 ? 3 : 1;
    }

    /** Whether one score tells two classes apart, so that only its opposite speaks for the first of them. */
    boolean isOneOfTwo(long[] shape) {
        return isClass && channels(shape) == 1 && card.labels().size() == 2;
    }

    /** The same of both classes; the opposite of the one score is added to the graph. */
    Objective ofBoth(Graph graph, int rank) {
        String opposite = graph.unused(value + "/opposite");
        graph.append(Node.of("Neg", List.of(value), opposite));
        String both = graph.unused(value + "/both");
        Attributes axis = Attributes.NONE.with("axis", channelAxis(rank));
        graph.append(Node.of("Concat", List.of(opposite, value), both, axis));
        return new Objective(name, both, layout, card, classes, first, true);
    }

    /**
     * The channels wanted of those that there are.
     *
     * @throws io.fovea.FoveaException if one is not there
     */
    List<Integer> wanted(int available) {
        return classes.isEmpty()
                ? IntStream.range(0, Math.min(first, available)).boxed().toList()
                : ClassChoice.indices(classes, card, available);
    }
}
