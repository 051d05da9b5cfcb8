package io.fovea.explain.method;

import io.fovea.FoveaException;
import io.fovea.anatomy.Anatomy;
import io.fovea.anatomy.FeatureLayer;
import io.fovea.explain.method.ExplainedNetwork.Answer;
import io.fovea.graph.Node;
import io.fovea.graph.operator.Family;
import io.fovea.graph.operator.Operators;
import io.fovea.graph.operator.ProbabilityKind;
import io.fovea.session.FloatTensor;
import io.fovea.task.Monitor;
import java.util.ArrayList;
import java.util.List;

/**
 * The product, layer by layer, of {@code (mean over heads of the attention + 1) / 2}: how much of each patch flows into the
 * token that the class is read from (Abnar and Zuidema 2020). The same for every class. Without such a token, the
 * mean over all tokens.
 */
final class AttentionRollout implements Technique {

    @Override
    public MethodDescription about() {
        return MethodDescription.of(
                "attention-rollout",
                "what flows from each patch of a transformer to its answer; the same for every class",
                "Abnar and Zuidema, \"Quantifying attention flow in transformers\", 2020");
    }

    @Override
    public Needs needs() {
        return Needs.NOTHING;
    }

    @Override
    public boolean dependsOnScore() {
        return false;
    }

    @Override
    public NetworkPlan plan(Anatomy anatomy, List<FeatureLayer> layers, OptionValues settings) {
        List<String> weights = anatomy.path().nodes().stream()
                .filter(node -> Operators.of(node).probabilities() == ProbabilityKind.SHARED)
                .filter(node -> weighs(anatomy, node))
                .map(Node::output)
                .toList();
        if (weights.isEmpty()) {
            throw none(anatomy);
        }
        return NetworkPlan.SCORES.reading(weights);
    }

    /** Whether what a softmax gives is multiplied with other values of the image. */
    private static boolean weighs(Anatomy anatomy, Node softmax) {
        return anatomy.graph().consumers(softmax.output()).stream()
                .anyMatch(node -> Operators.of(node).is(Family.PRODUCT)
                        || Operators.of(node).carries()
                                && anatomy.graph().consumers(node.output()).stream()
                                        .anyMatch(next -> Operators.of(next).is(Family.PRODUCT)));
    }

    private static FoveaException none(Anatomy anatomy) {
        return new FoveaException("The method attention-rollout needs a transformer whose attention is a softmax of its"
                + " own over square numbers of patches; '" + anatomy.card().name()
                + "' has none. Take another method, such as grad-cam.");
    }

    @Override
    public Finding explain(ExplainedNetwork network, ExplainedClass subject, OptionValues settings, Monitor monitor) {
        Answer answer = network.run(subject, monitor);
        List<double[][]> layers = new ArrayList<>();
        for (String value : network.plan().values()) {
            FloatTensor weights = answer.values().get(value);
            long[] shape = weights.shape();
            int rank = shape.length;
            boolean square = rank >= 2 && shape[rank - 1] == shape[rank - 2] && side(shape[rank - 1]) > 1;
            if (square && (layers.isEmpty() || layers.get(0).length == shape[rank - 1])) {
                layers.add(overHeads(weights, (int) shape[rank - 1]));
            }
        }
        if (layers.isEmpty()) {
            throw none(network.anatomy());
        }
        return new Finding(map(roll(layers)), false, answer);
    }

    /** Of the patches of an image, with or without a token in front. */
    private static int side(long tokens) {
        for (long patches : new long[] {tokens, tokens - 1}) {
            int side = (int) Math.round(Math.sqrt(patches));
            if ((long) side * side == patches) {
                return side;
            }
        }
        return -1;
    }

    private static double[][] overHeads(FloatTensor weights, int tokens) {
        int heads = weights.size() / (tokens * tokens);
        double[][] mean = new double[tokens][tokens];
        for (int h = 0, at = 0; h < heads; h++) {
            for (int i = 0; i < tokens; i++) {
                for (int j = 0; j < tokens; j++, at++) {
                    mean[i][j] += weights.data().get(at) / heads;
                }
            }
        }
        return mean;
    }

    /** Rows are what a token of the last layer is made of. */
    static double[][] roll(List<double[][]> layers) {
        int tokens = layers.get(0).length;
        double[][] rolled = new double[tokens][tokens];
        for (int i = 0; i < tokens; i++) {
            rolled[i][i] = 1;
        }
        for (double[][] layer : layers) {
            double[][] next = new double[tokens][tokens];
            for (int i = 0; i < tokens; i++) {
                for (int j = 0; j < tokens; j++) {
                    double share = (layer[i][j] + (i == j ? 1 : 0)) / 2;
                    for (int k = 0; k < tokens && share != 0; k++) {
                        next[i][k] += share * rolled[j][k];
                    }
                }
            }
            rolled = next;
        }
        return rolled;
    }

    private static Attribution map(double[][] rolled) {
        int tokens = rolled.length;
        int side = side(tokens);
        boolean classToken = side * side == tokens - 1;
        float[] map = new float[side * side];
        for (int p = 0; p < map.length; p++) {
            if (classToken) {
                map[p] = (float) rolled[0][p + 1];
            } else {
                for (double[] row : rolled) {
                    map[p] += (float) (row[p] / tokens);
                }
            }
        }
        return new Attribution(side, side, map);
    }
}
