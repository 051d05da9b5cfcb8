/** What would have to change for a model to answer otherwise: in the pixels of an image, or in its light, colour, sharpness and scale. */
package io.fovea.counterfactual;
