package io.fovea.concept;

import io.fovea.linear.Examples;
import io.fovea.linear.LinearHead;
import io.fovea.linear.SoftmaxRegression;
import io.fovea.session.Cancellation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The direction in a layer from what is random to a concept: the normal of the plane between them that a linear classifier
 * finds. (Concept activation vector: Kim et al., "Interpretability beyond feature attribution: quantitative testing with
 * concept activation vectors", 2018.)
 */
final class ConceptVector {
    /** On weights of features whose variances add up to 1. */
    private static final double PENALTY = 0.01;

    private final float[] direction;
    private final double gap;

    private ConceptVector(float[] direction, double gap) {
        this.direction = direction;
        this.gap = gap;
    }

    /** Learns one. */
    static ConceptVector learn(List<float[]> concept, List<float[]> random, Cancellation cancel) {
        LinearHead head = classifier(concept, random, cancel);
        float[] towards = head.weights(1);
        float[] away = head.weights(0);
        double square = 0;
        for (int f = 0; f < towards.length; f++) {
            towards[f] -= away[f];
            square += (double) towards[f] * towards[f];
        }
        float length = (float) Math.sqrt(square);
        for (int f = 0; f < towards.length && length > 0; f++) {
            towards[f] /= length;
        }
        return new ConceptVector(towards, mean(concept, towards) - mean(random, towards));
    }

    private static double mean(List<float[]> all, float[] direction) {
        return all.stream().mapToDouble(one -> dot(direction, one)).average().orElseThrow();
    }

    /** How far pictures of the concept lie from random ones along the direction, in the mean. */
    double gap() {
        return gap;
    }

    /** How many of every third picture a classifier tells apart that learnt from the others, 0..1: the mean of both kinds. */
    static double accuracy(List<float[]> concept, List<float[]> random, Cancellation cancel) {
        LinearHead head = classifier(thirds(concept, false), thirds(random, false), cancel);
        return (share(thirds(concept, true), head, true) + share(thirds(random, true), head, false)) / 2;
    }

    private static List<float[]> thirds(List<float[]> all, boolean held) {
        return IntStream.range(0, all.size())
                .filter(i -> (i % 3 == 2) == held)
                .mapToObj(all::get)
                .toList();
    }

    private static double share(List<float[]> held, LinearHead head, boolean isConcept) {
        float[] towards = head.weights(1);
        float[] away = head.weights(0);
        double bias = head.bias()[1] - head.bias()[0];
        long right = held.stream()
                .filter(features -> (dot(towards, features) - dot(away, features) + bias > 0) == isConcept)
                .count();
        return (double) right / held.size();
    }

    /** Features keep their proportions, in which the score's slopes are. */
    private static LinearHead classifier(List<float[]> concept, List<float[]> random, Cancellation cancel) {
        List<float[]> features = new ArrayList<>(random);
        features.addAll(concept);
        int[] classes = new int[features.size()];
        Arrays.fill(classes, random.size(), classes.length, 1);
        Examples examples = new Examples(features, classes, 2);
        double[] emphasis = examples.deviations(examples.means());
        double all = Math.sqrt(Arrays.stream(emphasis)
                .filter(Double::isFinite)
                .map(deviation -> deviation * deviation)
                .sum());
        for (int f = 0; f < emphasis.length; f++) {
            emphasis[f] = Double.isFinite(emphasis[f]) ? emphasis[f] / all : 1;
        }
        return SoftmaxRegression.learn(examples, emphasis, PENALTY, cancel);
    }

    /** The component of features along the direction. */
    double along(float[] features) {
        return dot(direction, features);
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
