package io.fovea.explain.method;

import io.fovea.FoveaException;
import io.fovea.anatomy.Anatomy;
import io.fovea.anatomy.InputFrame;
import io.fovea.anatomy.Region;
import io.fovea.autodiff.GradientTarget.Choice;
import io.fovea.explain.method.ExplainedNetwork.Answer;
import io.fovea.session.Cancellation;
import io.fovea.session.Device;
import io.fovea.session.FloatTensor;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * By how much a classifier's score for one class is above that for another, and how that depends on its input. Blocks;
 * thread-safe. Owns native memory until closed.
 */
public final class ClassMargin implements AutoCloseable {
    private final Anatomy anatomy;
    private final ExplainedNetwork scoring;
    private final ExplainedNetwork differentiated;

    private ClassMargin(Anatomy anatomy, ExplainedNetwork scoring, ExplainedNetwork differentiated) {
        this.anatomy = anatomy;
        this.scoring = scoring;
        this.differentiated = differentiated;
    }

    /**
     * What a model says of an input.
     *
     * @param top the highest class
     * @param probability of it, 0..1
     * @param scores of every class, before softmax
     */
    public record Standing(int top, double probability, List<Double> scores) {
        /** Copies the list. */
        public Standing {
            scores = List.copyOf(scores);
        }

        /** By how much one class is above another. */
        public double margin(int one, int other) {
            return scores.get(one) - scores.get(other);
        }
    }

    /**
     * Loads a classifier.
     *
     * @throws FoveaException if the model has scores of pixels, or one class alone, or the device is not there
     * @throws io.fovea.autodiff.NoGradientException if an operator on the way to the scores has no derivative
     */
    public static ClassMargin open(Anatomy anatomy, Device device) {
        if (anatomy.isSpatial() || anatomy.classCount() < 2) {
            throw new FoveaException("The model '" + anatomy.card().name()
                    + "' does not tell classes of whole images apart; give a classifier of two classes or more.");
        }
        NetworkPlan plan =
                NetworkPlan.SCORES.differentiating(List.of(anatomy.path().image()));
        ExplainedNetwork differentiated = ExplainedNetwork.open(anatomy, plan, Choice.ALL, device);
        try {
            return new ClassMargin(
                    anatomy, ExplainedNetwork.open(anatomy, NetworkPlan.SCORES, Choice.CLASS, device), differentiated);
        } catch (RuntimeException e) {
            differentiated.close();
            throw e;
        }
    }

    /** The device really used. */
    public Device device() {
        return differentiated.device();
    }

    /**
     * Asks the model.
     *
     * @param tensor of the frame
     * @throws io.fovea.session.CancelledException if cancelled
     */
    public Standing standing(FloatTensor tensor, InputFrame frame, Cancellation cancel) {
        Region region = anatomy.region(frame, Optional.empty());
        Answer answer = scoring.run(new ExplainedClass(tensor, frame, 0, region), cancel);
        int top = AnsweredClass.top(anatomy, answer, region);
        return new Standing(
                top,
                AnsweredClass.probability(anatomy, answer, top, region),
                IntStream.range(0, anatomy.classCount())
                        .mapToObj(index -> anatomy.score(answer.target(), index, region))
                        .toList());
    }

    /**
     * The gradient of the margin of one class over another with respect to the input.
     *
     * @return of the tensor's shape
     * @throws io.fovea.session.CancelledException if cancelled
     */
    public FloatTensor slope(FloatTensor tensor, InputFrame frame, int one, int other, Cancellation cancel) {
        Region contrast = anatomy.contrast(frame, anatomy.region(frame, Optional.empty()), one, other);
        Answer answer = differentiated.run(new ExplainedClass(tensor, frame, one, contrast), cancel);
        return answer.gradients().get(anatomy.path().image());
    }

    @Override
    public void close() {
        scoring.close();
        differentiated.close();
    }
}
