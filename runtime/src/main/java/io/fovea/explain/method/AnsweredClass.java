package io.fovea.explain.method;

import io.fovea.anatomy.Anatomy;
import io.fovea.anatomy.Region;
import io.fovea.explain.method.ExplainedNetwork.Answer;
import io.fovea.model.Card;
import io.fovea.session.FloatTensor;
import io.fovea.task.Probabilities;
import java.util.Arrays;

/** What a model's answer says of classes. */
final class AnsweredClass {
    private static final String BACKGROUND = "background";

    private AnsweredClass() {}

    /** The class with the highest score; of a segmentation, the one of most pixels that is no background. */
    static int top(Anatomy anatomy, Answer answer, Region region) {
        return anatomy.isSpatial() ? mostPixels(anatomy, answer.target(), region) : highest(anatomy, answer.target());
    }

    /** The sign of the score of the top class. */
    static float topSign(Anatomy anatomy, Answer answer) {
        return anatomy.isSpatial() ? 1 : anatomy.signOf(highest(anatomy, answer.target()));
    }

    /** 0..1; of a segmentation, the mean over the region. */
    static double probability(Anatomy anatomy, Answer answer, int index, Region region) {
        Card card = anatomy.card();
        int positions = anatomy.isSpatial() ? region.weights().size() : 1;
        float[][] scores = scores(anatomy, answer.output(), isPlanar(anatomy, answer), positions);
        Probabilities.apply(card, scores, positions);
        float[] column = scores[anatomy.scoreOf(index)];
        double sum = 0;
        double count = 0;
        for (int i = 0; i < positions; i++) {
            float weight = anatomy.isSpatial() ? region.weights().data().get(i) : 1;
            sum += weight * (anatomy.signOf(index) < 0 ? 1 - column[i] : column[i]);
            count += weight;
        }
        return sum / count;
    }

    private static int highest(Anatomy anatomy, FloatTensor target) {
        if (anatomy.classCount() > anatomy.scoreCount()) {
            return target.data().get(0) < threshold(anatomy) ? 0 : 1;
        }
        int top = 0;
        for (int c = 1; c < anatomy.scoreCount(); c++) {
            top = target.data().get(c) > target.data().get(top) ? c : top;
        }
        return top;
    }

    /** Where one score tells two classes apart. */
    private static float threshold(Anatomy anatomy) {
        boolean probability = anatomy.scores().output().equals(anatomy.scores().target())
                && anatomy.card().activation().name().endsWith("PROBABILITIES");
        return probability ? 0.5f : 0;
    }

    private static int mostPixels(Anatomy anatomy, FloatTensor target, Region region) {
        int positions = region.weights().size();
        float[][] scores = scores(anatomy, target, anatomy.axis() == 1, positions);
        if (scores.length == 1) {
            return anatomy.classCount() - 1;
        }
        int[] counts = new int[scores.length];
        for (int i = 0; i < positions; i++) {
            int top = 0;
            for (int c = 1; c < scores.length; c++) {
                top = scores[c][i] > scores[top][i] ? c : top;
            }
            counts[top] += region.weights().data().get(i) > 0 ? 1 : 0;
        }
        int most = -1;
        for (int c = 0; c < counts.length; c++) {
            boolean background = anatomy.card().label(c).equalsIgnoreCase(BACKGROUND);
            most = !background && (most < 0 || counts[c] > counts[most]) ? c : most;
        }
        return Math.max(most, 0);
    }

    /** Whether classes come before pixels in the output, which may be turned behind what is explained. */
    private static boolean isPlanar(Anatomy anatomy, Answer answer) {
        long[] output = answer.output().shape();
        return !anatomy.isSpatial()
                || (Arrays.equals(output, answer.target().shape())
                        ? anatomy.axis() == 1
                        : output[1] == anatomy.scoreCount());
    }

    /** By class, then by position. */
    private static float[][] scores(Anatomy anatomy, FloatTensor tensor, boolean planar, int positions) {
        int classes = anatomy.scoreCount();
        float[][] scores = new float[classes][positions];
        for (int c = 0; c < classes; c++) {
            for (int i = 0; i < positions; i++) {
                scores[c][i] = tensor.data().get(planar ? c * positions + i : i * classes + c);
            }
        }
        return scores;
    }
}
