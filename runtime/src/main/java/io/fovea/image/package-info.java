/** Pixels in, tensors out, on OpenCV: decode, colour, resize, normalise, tile. */
package io.fovea.image;
