package io.fovea.explore;

import io.fovea.image.Image;

/**
 * The image that excites a channel most, as far as an ascent found it.
 *
 * @param channel its index, from 0
 * @param label of the class; for a layer's channel its index as text
 * @param image 8-bit, grey or RGB as the model takes: {@code (v - mean) / std * 64 + 128}, clipped and cropped
 * @param before the channel's mean activation on the noise that the ascent began with
 * @param after the same on the pattern
 * @param silent whether no gradient led anywhere: nothing near the noise excites the channel, and the image is noise
 */
public record Pattern(int channel, String label, Image image, float before, float after, boolean silent) {}
