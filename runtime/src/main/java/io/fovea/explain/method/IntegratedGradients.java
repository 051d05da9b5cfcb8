package io.fovea.explain.method;

import io.fovea.explain.method.ExplainedNetwork.Answer;
import io.fovea.session.FloatTensor;
import io.fovea.task.Monitor;

/**
 * The mean gradient on the straight way from black to the image, at the middle of each step, times the way: Sundararajan
 * et al. 2017, equation 3.
 */
final class IntegratedGradients extends PixelTechnique {
    private static final MethodOption STEPS =
            MethodOption.whole("steps", 50, 1, 10_000, "how many steps from black to the image");

    @Override
    public MethodDescription about() {
        return MethodDescription.of(
                "integrated-gradients",
                "gradients summed on the way from black; they add up to the score",
                "Sundararajan et al., \"Axiomatic attribution for deep networks\", 2017",
                STEPS);
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
            GradientSum gradients,
            Monitor monitor) {
        FloatTensor image = subject.tensor();
        FloatTensor black = reference(network, subject, false);
        FloatTensor between = FloatTensor.allocate(image.shape());
        Answer answer = network.run(subject, monitor);
        float sign = network.sign(subject, answer);
        int steps = settings.whole(STEPS);
        for (int step = 0; step < steps; step++) {
            float share = (step + 0.5f) / steps;
            between(black, image, share, between);
            gradients.add(gradient(network, network.run(subject.with(between), monitor)), sign / steps);
            monitor.report((step + 1.0) / steps, "step " + (step + 1) + " of " + steps);
        }
        return answer;
    }

    @Override
    float add(float value, float gradient, float x, float black) {
        return value + (x - black) * gradient;
    }
}
