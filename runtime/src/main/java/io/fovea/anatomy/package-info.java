/**
 * A model taken apart, for all that looks inside it: where its scores stand before the softmax, which of its values are
 * layers, what users call them, how they lie over an image, and how an image lies in the model's input. What explains and
 * what explores stands on this.
 */
package io.fovea.anatomy;
