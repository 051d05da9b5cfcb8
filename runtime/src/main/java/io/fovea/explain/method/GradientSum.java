package io.fovea.explain.method;

import io.fovea.session.FloatTensor;

/** The weighted sum of gradients of several runs. */
final class GradientSum {
    private final float[] values;
    private boolean zero = true;

    /**
     * Begins with zeros.
     *
     * @param size of each gradient
     */
    GradientSum(int size) {
        values = new float[size];
    }

    void add(FloatTensor gradient, float factor) {
        zero &= LayerTechnique.isZero(gradient);
        for (int i = 0; i < values.length; i++) {
            values[i] += factor * gradient.data().get(i);
        }
    }

    /** Adds a gradient times the way from a reference to a point, value by value. */
    void addTimesWay(FloatTensor gradient, FloatTensor from, FloatTensor to, float factor) {
        zero &= LayerTechnique.isZero(gradient);
        for (int i = 0; i < values.length; i++) {
            values[i] += factor
                    * gradient.data().get(i)
                    * (to.data().get(i) - from.data().get(i));
        }
    }

    /** The sum as a tensor. */
    FloatTensor tensor(long... shape) {
        return FloatTensor.of(values, shape);
    }

    float at(int index) {
        return values[index];
    }

    /** Whether every gradient was zero everywhere. */
    boolean isZero() {
        return zero;
    }
}
