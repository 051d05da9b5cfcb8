/** Trainer, losses, optimisers, metrics, checkpoints and history. */
package io.fovea.train;
