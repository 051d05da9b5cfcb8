package io.fovea.anatomy;

import io.fovea.FoveaException;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import io.fovea.graph.operator.ValueFacts;
import io.fovea.model.Model;
import io.fovea.model.Scored;
import java.util.List;

/**
 * The numbers by which a model places an image among others: those that it answers with, or of a classifier the mean of each
 * channel of the layer before its head.
 */
public final class Embedding {
    private final Model model;
    private final Graph graph;
    private final String value;

    private Embedding(Model model, Graph graph, String value) {
        this.model = model;
        this.graph = graph;
        this.value = value;
    }

    /**
     * Finds them, running a classifier once for its shapes. Blocks.
     *
     * @param model that classifies or measures
     * @throws FoveaException if no layer of a classifier lies on a grid
     */
    public static Embedding of(Model model) {
        if (model.card().task().scored() == Scored.IMAGES) {
            Anatomy anatomy = Anatomy.of(model, false);
            FeatureLayer map = anatomy.layers(List.of()).get(0);
            Graph graph = anatomy.graph().copy();
            return new Embedding(model, graph, row(graph, means(graph, map)));
        }
        Graph graph = model.graph().inQdqForm();
        return new Embedding(model, graph, row(graph, model.card().outputOf(graph)));
    }

    private static String means(Graph graph, FeatureLayer map) {
        FigureNodes nodes = new FigureNodes(graph);
        return switch (map.form()) {
            case PLANES -> nodes.mean(map.value(), 2, 3);
            case INTERLEAVED -> nodes.mean(map.value(), 1, 2);
            case TOKENS, CLASS_TOKENS -> nodes.mean(map.value(), 1);
            case TOKEN_PLANES -> nodes.mean(map.value(), 2);
        };
    }

    private static String row(Graph graph, String value) {
        ElementType type = new ValueFacts(graph).type(value);
        FigureNodes nodes = new FigureNodes(graph);
        String row = nodes.real(nodes.row(value), type);
        graph.addOutput(new ValueInfo(row, ElementType.FLOAT, Shape.of(1, -1)));
        graph.setOutputs(List.of(row));
        graph.prune();
        return row;
    }

    /** The network that answers with them, {@code [1, N]}; not to be changed. */
    public Graph graph() {
        return graph;
    }

    /** The output that they are. */
    public String value() {
        return value;
    }

    /**
     * Takes the model apart to explain how like another image an image is: the cosine of the angle between their numbers,
     * {@code a b / (|a| |b|)}. Runs it once for its shapes. Blocks.
     *
     * @param other the numbers of the other image, not all of them 0
     * @param width of the input, in pixels
     * @param height of the input, in pixels
     */
    public Anatomy likeness(float[] other, int width, int height) {
        Graph compared = graph.copy();
        FigureNodes nodes = new FigureNodes(compared);
        String along = nodes.node("MatMul", value, nodes.constant(Tensor.of(unit(other), other.length, 1)));
        String length = nodes.node("Sqrt", nodes.sum(nodes.node("Mul", value, value), 1));
        return Anatomy.ofNumber(model, compared, nodes.node("Div", along, length), width, height);
    }

    private static float[] unit(float[] vector) {
        double square = 0;
        for (float one : vector) {
            square += (double) one * one;
        }
        float[] unit = new float[vector.length];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = (float) (vector[i] / Math.sqrt(square));
        }
        return unit;
    }
}
