package io.fovea.explain.method;

import io.fovea.explain.method.ExplainedNetwork.Answer;
import io.fovea.session.FloatTensor;
import io.fovea.task.Monitor;
import java.util.Random;

/**
 * The mean, over noise {@code e} and shares {@code a} drawn evenly from 0..1, of {@code (x + e - r) df(r + a (x + e - r))} with
 * a black reference {@code r}: the expectation of integrated gradients that Lundberg and Lee's library calls
 * GradientExplainer, with the noise of SmoothGrad, as Captum has it.
 */
final class GradientShap extends PixelTechnique {
    private static final MethodOption SAMPLES =
            MethodOption.whole("samples", 50, 1, 100_000, "how many points on the way from black to noisy images");
    private static final MethodOption NOISE =
            MethodOption.real("noise", 0.1, 0, 10, "standard deviation of the noise, as a share of the image's range");
    private static final MethodOption SEED = MethodOption.whole("seed", 1, 0, Integer.MAX_VALUE, "of what is drawn");

    @Override
    public MethodDescription about() {
        return MethodDescription.of(
                "gradient-shap",
                "integrated gradients from black at random places on the way, to noisy copies of the image",
                "Lundberg and Lee, \"A unified approach to interpreting model predictions\", 2017",
                SAMPLES,
                NOISE,
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
        Noise noise = Noise.on(subject.tensor(), settings.real(NOISE), settings.whole(SEED));
        FloatTensor black = reference(network, subject, false);
        FloatTensor between = FloatTensor.allocate(subject.tensor().shape());
        Answer answer = network.run(subject, monitor);
        float sign = network.sign(subject, answer);
        int samples = settings.whole(SAMPLES);
        Random random = new Random(settings.whole(SEED));
        for (int sample = 0; sample < samples; sample++) {
            FloatTensor noisy = noise.next();
            // One in each part of the way, so that all of it is seen.
            float share = (sample + random.nextFloat()) / samples;
            between(black, noisy, share, between);
            Answer there = network.run(subject.with(between), monitor);
            contributions.addTimesWay(gradient(network, there), black, noisy, sign / samples);
            monitor.report((sample + 1.0) / samples, "point " + (sample + 1) + " of " + samples);
        }
        return answer;
    }

    @Override
    float add(float value, float contribution, float x, float black) {
        return value + contribution;
    }
}
