package io.fovea.autodiff;

import io.fovea.graph.Graph;
import io.fovea.graph.Node;

/**
 * What takes the place of an operator's derivative, as in guided backpropagation, whose rectifiers send only what is
 * positive back (Springenberg et al., "Striving for simplicity", 2015).
 */
@FunctionalInterface
public interface BackwardRule {

    /**
     * Appends to a graph what sends a gradient back through a node, to its first input alone.
     *
     * @param graph that computes the node and the gradient, in the model's opset
     * @param node of the operator
     * @param gradient the name of the gradient with respect to the node's first output, which has its shape
     * @return the name of the gradient with respect to the node's first input, which has that one's shape
     */
    String apply(Graph graph, Node node, String gradient);
}
