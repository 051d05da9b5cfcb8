package io.fovea.concept;

import java.util.stream.DoubleStream;

/**
 * Numbers of which mean and spread are wanted.
 *
 * @param variance of those they are from: the squares over one less than there are
 */
record Sample(int count, double mean, double variance) {

    /** Of two numbers at least. */
    static Sample of(double... values) {
        double mean = DoubleStream.of(values).average().orElseThrow();
        double squares =
                DoubleStream.of(values).map(v -> (v - mean) * (v - mean)).sum();
        return new Sample(values.length, mean, squares / (values.length - 1));
    }

    double deviation() {
        return Math.sqrt(variance);
    }
}
