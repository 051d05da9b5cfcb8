/** Trained with a brush: a pixel classifier on the features of a frozen network, learnt in seconds from painted pixels. */
package io.fovea.stroke;
