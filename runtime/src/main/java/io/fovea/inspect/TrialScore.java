package io.fovea.inspect;

/**
 * How a model does with a preparation.
 *
 * @param score 0..1: the share of images whose class was found, or the mean intersection over union of the foreground
 * @param certainty 0..1: the probability that the right answer had, in the mean
 * @param logLikelihood the natural logarithm of that probability, in the mean, at most 0: what networks are trained to make
 *     large, so that it tells apart what scores alike
 * @param images how many it was tried on: those that are clearly behind are given up early
 */
public record TrialScore(TriedPixels tried, double score, double certainty, double logLikelihood, int images) {}
