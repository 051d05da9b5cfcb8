/**
 * Whether to believe a heat map: measures by their papers, one class each, of the map itself, of what the model does to the
 * image without what the map shows, of the place where an object is, and of how a map moves with image and weights.
 */
package io.fovea.explain.measure;
