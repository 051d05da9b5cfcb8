/**
 * Reverse-mode differentiation of ONNX graphs: graph in, graph with gradient outputs out.
 *
 * <p>Each operator has a rule that appends the nodes of its vector-Jacobian product; the rules lie in tables, one per
 * family of operators. The method is that of Griewank and Walther, <i>Evaluating Derivatives</i> (2008), chapter 3.
 */
package io.fovea.autodiff;
