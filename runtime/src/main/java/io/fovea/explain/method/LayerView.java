package io.fovea.explain.method;

import io.fovea.anatomy.FeatureLayer;
import io.fovea.session.FloatTensor;

/**
 * What a layer made of one image, and how the score of one class depends on it. Immutable.
 *
 * @param layer that was looked at
 * @param value of the layer
 * @param gradient with respect to it, but for its scale
 * @param scale of the gradient: what makes it one of the score, or of a segmentation's mean score
 * @param classIndex of the class
 * @param probability of the class, 0..1; of a segmentation its mean over the region that was asked about
 */
public record LayerView(
        FeatureLayer layer, FloatTensor value, FloatTensor gradient, float scale, int classIndex, double probability) {

    /** What the layer says of each place, {@code [channel][place]}; new at every call. */
    public float[][] values() {
        return layer.planes(value);
    }

    /** The gradient of the class's score with respect to {@link #values}, {@code [channel][place]}; new at every call. */
    public float[][] slopes() {
        float[][] planes = layer.planes(gradient);
        for (float[] plane : planes) {
            for (int i = 0; i < plane.length; i++) {
                plane[i] *= scale;
            }
        }
        return planes;
    }

    /** Columns of the grid that the places lie on. */
    public int columns() {
        return layer.columns(value);
    }

    /** Rows of the grid. */
    public int rows() {
        return layer.rows(value);
    }
}
