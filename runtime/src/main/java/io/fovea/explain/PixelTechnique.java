package io.fovea.explain;

import io.fovea.explain.ExplainedNetwork.Answer;
import io.fovea.image.Normalisation;
import io.fovea.session.FloatTensor;
import io.fovea.task.Monitor;
import java.util.Random;

/** Explains by the gradient of the score with respect to the image itself. */
final class PixelTechnique implements Technique {
    private static final int NOISY_COPIES = 25;

    /** Standard deviation of the noise, as a share of the image's range: Smilkov et al. 2017 find 10 to 20 % best. */
    private static final float NOISE = 0.15f;

    private static final int STEPS = 50;
    private static final long SEED = 1;

    private final ExplainedNetwork network;
    private final Anatomy anatomy;
    private final Method method;

    PixelTechnique(ExplainedNetwork network, Anatomy anatomy, Method method) {
        this.network = network;
        this.anatomy = anatomy;
        this.method = method;
    }

    /** The sum of gradients over several runs. */
    private static final class Sum {
        private final float[] values;
        private boolean flat = true;

        Sum(int size) {
            values = new float[size];
        }

        void add(FloatTensor gradient, float factor) {
            flat &= LayerTechnique.isZero(gradient);
            for (int i = 0; i < values.length; i++) {
                values[i] += factor * gradient.data().get(i);
            }
        }
    }

    @Override
    public Finding explain(Subject subject, Monitor monitor) {
        FloatTensor image = subject.tensor();
        Sum sum = new Sum(image.size());
        Answer answer;
        switch (method) {
            case SMOOTH_GRAD -> answer = smooth(subject, sum, monitor);
            case INTEGRATED_GRADIENTS -> answer = integrate(subject, sum, monitor);
            default -> {
                answer = run(subject, image, monitor);
                sum.add(gradient(answer), sign(subject, answer));
            }
        }
        PixelGrid grid = PixelGrid.of(anatomy.card().input(), subject.framing());
        float[] map = new float[grid.pixels()];
        for (int i = 0; i < map.length; i++) {
            map[i] = pixel(sum.values, image, subject, grid, i);
        }
        return new Finding(new Attribution(grid.width(), grid.height(), map), sum.flat, answer);
    }

    /** One pixel's value: the strongest channel of a saliency, the sum over channels of what has a sign. */
    private float pixel(float[] gradients, FloatTensor image, Subject subject, PixelGrid grid, int i) {
        float value = 0;
        for (int c = 0; c < grid.channels(); c++) {
            int at = grid.at(c, i);
            float x = image.data().get(at);
            value = switch (method) {
                case INPUT_X_GRADIENT -> value + x * gradients[at];
                case INTEGRATED_GRADIENTS -> value + (x - black(c)) * gradients[at];
                default -> Math.max(value, Math.abs(gradients[at]));
            };
        }
        return value;
    }

    private Answer smooth(Subject subject, Sum sum, Monitor monitor) {
        FloatTensor image = subject.tensor();
        float lowest = Float.POSITIVE_INFINITY;
        float highest = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < image.size(); i++) {
            lowest = Math.min(lowest, image.data().get(i));
            highest = Math.max(highest, image.data().get(i));
        }
        Random random = new Random(SEED);
        FloatTensor noisy = FloatTensor.allocate(image.shape());
        Answer answer = run(subject, image, monitor);
        for (int copy = 0; copy < NOISY_COPIES; copy++) {
            for (int i = 0; i < image.size(); i++) {
                noisy.data().put(i, image.data().get(i) + (float) random.nextGaussian() * NOISE * (highest - lowest));
            }
            sum.add(gradient(run(subject, noisy, monitor)), 1f / NOISY_COPIES);
            monitor.report((copy + 1.0) / NOISY_COPIES, "copy " + (copy + 1) + " of " + NOISY_COPIES);
        }
        return answer;
    }

    /** The mean gradient on the straight way from black, at the middle of each step. */
    private Answer integrate(Subject subject, Sum sum, Monitor monitor) {
        FloatTensor image = subject.tensor();
        PixelGrid grid = PixelGrid.of(anatomy.card().input(), subject.framing());
        FloatTensor between = FloatTensor.allocate(image.shape());
        Answer answer = run(subject, image, monitor);
        float sign = sign(subject, answer);
        for (int step = 0; step < STEPS; step++) {
            float share = (step + 0.5f) / STEPS;
            for (int c = 0; c < grid.channels(); c++) {
                float black = black(c);
                for (int i = 0; i < grid.pixels(); i++) {
                    int at = grid.at(c, i);
                    between.data().put(at, black + share * (image.data().get(at) - black));
                }
            }
            sum.add(gradient(run(subject, between, monitor)), sign / STEPS);
            monitor.report((step + 1.0) / STEPS, "step " + (step + 1) + " of " + STEPS);
        }
        return answer;
    }

    /** What a black pixel is in the model's input. */
    private float black(int channel) {
        Normalisation normalisation = anatomy.card().input().normalisation();
        return -normalisation.mean(channel) / normalisation.std(channel);
    }

    private Answer run(Subject subject, FloatTensor tensor, Monitor monitor) {
        int index = subject.classIndex();
        return network.run(tensor, index == Subject.TOP ? 0 : anatomy.scoreOf(index), subject.region(), monitor);
    }

    private float sign(Subject subject, Answer answer) {
        return subject.classIndex() == Subject.TOP
                ? Classes.topSign(anatomy, answer)
                : anatomy.signOf(subject.classIndex());
    }

    private FloatTensor gradient(Answer answer) {
        return answer.gradients().get(anatomy.way().image());
    }
}
