package io.fovea.explain.method;

import io.fovea.anatomy.Anatomy;
import io.fovea.anatomy.FeatureLayer;
import io.fovea.anatomy.PixelGrid;
import io.fovea.explain.method.ExplainedNetwork.Answer;
import io.fovea.session.FloatTensor;
import io.fovea.task.Monitor;
import java.util.List;

/** Explains pixel by pixel, by the gradient of the score with respect to the image itself. */
abstract class PixelTechnique implements Technique {

    /**
     * Takes one channel of a pixel into the pixel's value.
     *
     * @param value of the channels before
     * @param gradient that was {@linkplain #gather gathered}
     * @param x the channel's value in the model's input
     * @param black what it is in a black pixel
     */
    abstract float add(float value, float gradient, float x, float black);

    /**
     * Sums up gradients.
     *
     * @return the model's answer to the subject itself
     */
    Answer gather(
            ExplainedNetwork network,
            ExplainedClass subject,
            OptionValues settings,
            GradientSum gradients,
            Monitor monitor) {
        Answer answer = network.run(subject, monitor);
        gradients.add(gradient(network, answer), network.sign(subject, answer));
        return answer;
    }

    @Override
    public Needs needs() {
        return Needs.GRADIENT;
    }

    @Override
    public NetworkPlan plan(Anatomy anatomy, List<FeatureLayer> layers, OptionValues settings) {
        return NetworkPlan.SCORES.differentiating(List.of(anatomy.path().image()));
    }

    @Override
    public Finding explain(ExplainedNetwork network, ExplainedClass subject, OptionValues settings, Monitor monitor) {
        FloatTensor image = subject.tensor();
        GradientSum gradients = new GradientSum(image.size());
        Answer answer = gather(network, subject, settings, gradients, monitor);
        PixelGrid grid = network.grid(subject);
        float[] map = new float[grid.pixels()];
        for (int c = 0; c < grid.channels(); c++) {
            float black = network.black(c);
            for (int i = 0; i < map.length; i++) {
                int at = grid.at(c, i);
                map[i] = add(map[i], gradients.at(at), image.data().get(at), black);
            }
        }
        return new Finding(new Attribution(grid.width(), grid.height(), map), gradients.isZero(), answer);
    }

    /** Single pixels have outliers that would leave all else dark. */
    @Override
    public float ceiling(Attribution attribution) {
        return attribution.highestButOutliers();
    }

    /** An image of one colour: black, or the mean of another. */
    static FloatTensor reference(ExplainedNetwork network, ExplainedClass subject, boolean mean) {
        PixelGrid grid = network.grid(subject);
        FloatTensor reference = FloatTensor.allocate(subject.tensor().shape());
        float[] means = grid.means(subject.tensor());
        for (int c = 0; c < grid.channels(); c++) {
            float value = mean ? means[c] : network.black(c);
            for (int i = 0; i < grid.pixels(); i++) {
                reference.data().put(grid.at(c, i), value);
            }
        }
        return reference;
    }

    /** Fills a tensor with what lies a share of the way from one to another. */
    static void between(FloatTensor from, FloatTensor to, float share, FloatTensor into) {
        for (int i = 0; i < to.size(); i++) {
            float begin = from.data().get(i);
            into.data().put(i, begin + share * (to.data().get(i) - begin));
        }
    }

    static FloatTensor gradient(ExplainedNetwork network, Answer answer) {
        return answer.gradients().get(network.anatomy().path().image());
    }
}
