package io.fovea.explain.method;

import io.fovea.anatomy.PixelGrid;
import io.fovea.explain.method.ExplainedNetwork.Answer;
import io.fovea.session.FloatTensor;
import io.fovea.task.Monitor;
import java.util.Random;

/**
 * The mean, over references {@code r} and shares {@code a} drawn evenly from 0..1, of {@code (x - r) df(r + a (x - r))}: Erion
 * et al. 2021. They draw references from the training data, which a model's file does not have; here each pixel
 * of a reference is any pixel of the image, so that it has the image's colours and none of its shapes.
 */
final class ExpectedGradients extends PixelTechnique {
    private static final MethodOption SAMPLES =
            MethodOption.whole("samples", 50, 1, 100_000, "how many references are drawn");
    private static final MethodOption SEED = MethodOption.whole("seed", 1, 0, Integer.MAX_VALUE, "of what is drawn");

    @Override
    public MethodDescription about() {
        return MethodDescription.of(
                "expected-gradients",
                "integrated gradients from many references, which have the image's colours in other places",
                "Erion et al., \"Improving performance of deep learning models with axiomatic attribution priors\", 2021",
                SAMPLES,
                SEED);
    }

    @Override
    public Needs needs() {
        return Needs.GRADIENT.inManyRuns();
    }

    @Override
    Answer gather(
            ExplainedNetwork network,
            ExplainedClass subject,
            OptionValues settings,
            GradientSum contributions,
            Monitor monitor) {
        FloatTensor image = subject.tensor();
        PixelGrid grid = network.grid(subject);
        FloatTensor reference = FloatTensor.allocate(image.shape());
        FloatTensor between = FloatTensor.allocate(image.shape());
        Answer answer = network.run(subject, monitor);
        float sign = network.sign(subject, answer);
        int samples = settings.whole(SAMPLES);
        Random random = new Random(settings.whole(SEED));
        for (int sample = 0; sample < samples; sample++) {
            for (int i = 0; i < grid.pixels(); i++) {
                int any = random.nextInt(grid.pixels());
                for (int c = 0; c < grid.channels(); c++) {
                    reference.data().put(grid.at(c, i), image.data().get(grid.at(c, any)));
                }
            }
            // One in each part of the way, so that all of it is seen.
            float share = (sample + random.nextFloat()) / samples;
            between(reference, image, share, between);
            Answer there = network.run(subject.with(between), monitor);
            contributions.addTimesWay(gradient(network, there), reference, image, sign / samples);
            monitor.report((sample + 1.0) / samples, "reference " + (sample + 1) + " of " + samples);
        }
        return answer;
    }

    @Override
    float add(float value, float contribution, float x, float black) {
        return value + contribution;
    }
}
