package io.fovea.explain.method;

import io.fovea.explain.method.ExplainedNetwork.Answer;
import io.fovea.task.Monitor;

/** The size of the mean gradient of noisy copies of the image: Smilkov et al. 2017, who find 10 to 20 % noise best. */
final class SmoothGrad extends PixelTechnique {
    private static final MethodOption COPIES =
            MethodOption.whole("copies", 25, 1, 10_000, "how many noisy copies of the image");
    private static final MethodOption NOISE =
            MethodOption.real("noise", 0.15, 0, 10, "standard deviation of the noise, as a share of the image's range");
    private static final MethodOption SEED = MethodOption.whole("seed", 1, 0, Integer.MAX_VALUE, "of the noise");

    @Override
    public MethodDescription about() {
        return MethodDescription.of(
                "smoothgrad",
                "saliency averaged over noisy copies of the image",
                "Smilkov et al., \"SmoothGrad: removing noise by adding noise\", 2017",
                COPIES,
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
            GradientSum gradients,
            Monitor monitor) {
        int copies = settings.whole(COPIES);
        Noise noise = Noise.on(subject.tensor(), settings.real(NOISE), settings.whole(SEED));
        Answer answer = network.run(subject, monitor);
        for (int copy = 0; copy < copies; copy++) {
            gradients.add(gradient(network, network.run(subject.with(noise.next()), monitor)), 1f / copies);
            monitor.report((copy + 1.0) / copies, "copy " + (copy + 1) + " of " + copies);
        }
        return answer;
    }

    @Override
    float add(float value, float gradient, float x, float black) {
        return Math.max(value, Math.abs(gradient));
    }
}
