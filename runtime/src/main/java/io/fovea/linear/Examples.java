package io.fovea.linear;

import java.util.List;

/** Features whose class is known. */
public final class Examples {
    /** Below this share of its mean, or of the largest feature, a feature is constant but for rounding. */
    private static final double CONSTANT = 1e-6;

    private final List<float[]> features;
    private final int[] classes;
    private final int count;

    /**
     * Keeps features, which are shared, not copied.
     *
     * @param features of each example, all of the same length
     * @param classes of each, from 0; each class has at least one
     * @param count of classes
     */
    public Examples(List<float[]> features, int[] classes, int count) {
        if (features.size() != classes.length || classes.length == 0) {
            throw new IllegalArgumentException(features.size() + " examples of " + classes.length + " classes");
        }
        this.features = List.copyOf(features);
        this.classes = classes.clone();
        this.count = count;
    }

    /** How many examples there are. */
    public int size() {
        return classes.length;
    }

    /** How many features each has. */
    public int width() {
        return features.get(0).length;
    }

    /** How many classes there are. */
    int count() {
        return count;
    }

    List<float[]> features() {
        return features;
    }

    int classOf(int example) {
        return classes[example];
    }

    /** What each counts: as much for each class, and 1 together, however many there are of either. */
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
    public double[] means() {
        double[] means = new double[width()];
        double[] shares = shares();
        for (int i = 0; i < size(); i++) {
            for (int f = 0; f < means.length; f++) {
                means[f] += shares[i] * features.get(i)[f];
            }
        }
        return means;
    }

    /**
     * The standard deviation of each feature about the means; infinite for one that tells nothing, as it differs by no more
     * than rounding does of numbers of its size, or of the largest where all are below 1.
     */
    public double[] deviations(double[] means) {
        double[] deviations = new double[width()];
        double[] shares = shares();
        for (int i = 0; i < size(); i++) {
            for (int f = 0; f < deviations.length; f++) {
                double difference = features.get(i)[f] - means[f];
                deviations[f] += shares[i] * difference * difference;
            }
        }
        double unit = Math.min(1, largest());
        for (int f = 0; f < deviations.length; f++) {
            double deviation = Math.sqrt(deviations[f]);
            deviations[f] =
                    deviation > CONSTANT * Math.max(unit, Math.abs(means[f])) ? deviation : Double.POSITIVE_INFINITY;
        }
        return deviations;
    }

    private double largest() {
        double largest = 0;
        for (float[] example : features) {
            for (float feature : example) {
                largest = Math.max(largest, Math.abs(feature));
            }
        }
        return largest;
    }
}
