package io.fovea.explain.method;

import io.fovea.explain.method.ExplainedNetwork.Answer;
import io.fovea.session.FloatTensor;
import io.fovea.task.Monitor;
import java.util.Random;

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
        FloatTensor image = subject.tensor();
        float lowest = Float.POSITIVE_INFINITY;
        float highest = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < image.size(); i++) {
            lowest = Math.min(lowest, image.data().get(i));
            highest = Math.max(highest, image.data().get(i));
        }
        int copies = settings.whole(COPIES);
        float noise = (float) settings.real(NOISE);
        Random random = new Random(settings.whole(SEED));
        FloatTensor noisy = FloatTensor.allocate(image.shape());
        Answer answer = network.run(subject, monitor);
        for (int copy = 0; copy < copies; copy++) {
            for (int i = 0; i < image.size(); i++) {
                noisy.data().put(i, image.data().get(i) + (float) random.nextGaussian() * noise * (highest - lowest));
            }
            gradients.add(gradient(network, network.run(subject.with(noisy), monitor)), 1f / copies);
            monitor.report((copy + 1.0) / copies, "copy " + (copy + 1) + " of " + copies);
        }
        return answer;
    }

    @Override
    float add(float value, float gradient, float x, float black) {
        return Math.max(value, Math.abs(gradient));
    }
}
