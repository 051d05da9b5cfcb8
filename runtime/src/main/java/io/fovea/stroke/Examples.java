package io.fovea.stroke;

import java.util.List;

/**
 * Pixels whose class is known.
 *
 * @param features of each
 * @param classes of each, from 0; each class has at least one
 * @param count of classes
 */
record Examples(List<float[]> features, int[] classes, int count) {
    /** Below, a feature is constant but for rounding. */
    private static final double CONSTANT = 1e-6;

    Examples {
        if (features.size() != classes.length || classes.length == 0) {
            throw new IllegalArgumentException(features.size() + " examples of " + classes.length + " classes");
        }
    }

    int size() {
        return classes.length;
    }

    int width() {
        return features.get(0).length;
    }

    /** What each counts: as much for each class, and 1 together, however much was painted of either. */
    double[] shares() {
        double[] perClass = new double[count];
        for (int index : classes) {
            perClass[index]++;
        }
        double[] shares = new double[size()];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = 1 / (count * perClass[classes[i]]);
        }
        return shares;
    }

    /** The mean of each feature. */
    double[] means() {
        double[] means = new double[width()];
        double[] shares = shares();
        for (int i = 0; i < size(); i++) {
            for (int f = 0; f < means.length; f++) {
                means[f] += shares[i] * features.get(i)[f];
            }
        }
        return means;
    }

    /** The standard deviation of each feature; infinite for one that tells nothing. */
    double[] deviations(double[] means) {
        double[] deviations = new double[width()];
        double[] shares = shares();
        for (int i = 0; i < size(); i++) {
            for (int f = 0; f < deviations.length; f++) {
                double difference = features.get(i)[f] - means[f];
                deviations[f] += shares[i] * difference * difference;
            }
        }
        for (int f = 0; f < deviations.length; f++) {
            double deviation = Math.sqrt(deviations[f]);
            deviations[f] =
                    deviation > CONSTANT * Math.max(1, Math.abs(means[f])) ? deviation : Double.POSITIVE_INFINITY;
        }
        return deviations;
    }
}
