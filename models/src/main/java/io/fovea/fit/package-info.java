/** Finds the weights of a graph: trainer, losses, optimisers, learning rates, checkpoints, history. */
package io.fovea.fit;
