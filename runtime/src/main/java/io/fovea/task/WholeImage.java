package io.fovea.task;

import io.fovea.FoveaException;
import io.fovea.image.Image;
import io.fovea.image.NonFinite;
import io.fovea.image.Preparation;
import io.fovea.model.Card;
import io.fovea.model.Input;
import io.fovea.session.Cancellation;
import io.fovea.session.FloatTensor;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Asks a network about images as a whole, resized to its input: the numbers that it answers with. Thread-safe. */
record WholeImage(ModelSession network, Preparation preparation) {

    /**
     * An answer.
     *
     * @param shape of the output
     * @param values of the output, as it gives them
     * @param seconds wall time of the inference
     * @param likeness how like the images that the model knows the image is
     */
    record Answer(List<Long> shape, float[] values, double seconds, Likeness likeness) {
        /** Whether there is one number for each of some things, and one image that all are about. */
        boolean isVector() {
            boolean one = shape.size() < 2 || shape.get(0) == 1;
            return one && shape.stream().filter(size -> size != 1).count() <= 1;
        }
    }

    /**
     * Blocks. Of values that are no numbers (NaN, infinite) the least number is seen.
     *
     * @throws FoveaException if no value of the image is a number
     * @throws io.fovea.session.CancelledException if cancelled
     */
    Answer ask(Image image, Cancellation cancel) {
        Image numbers = NonFinite.replaced(image);
        Input input = network.card().input();
        int width = input.width().orElse(image.width());
        int height = input.height().orElse(image.height());
        Workspace workspace = network.borrow();
        try {
            FloatTensor tensor = workspace.input(input.shape(width, height));
            preparation.fill(numbers, width, height, tensor.data());
            FloatTensor answer = workspace.run(tensor, cancel);
            List<Long> shape = Arrays.stream(answer.shape()).boxed().toList();
            return new Answer(shape, answer.toArray(), workspace.seconds(), workspace.likeness());
        } finally {
            network.giveBack(workspace);
        }
    }

    /**
     * What several views come to.
     *
     * @param answer the mean of the outputs, and the time of all
     * @param applied the mean of what the outputs come to by the card's activation
     */
    record Mean(Answer answer, float[] applied) {}

    /**
     * Asks about an image in several ways. Blocks.
     *
     * @param check refuses what is no answer
     * @throws FoveaException as of {@link #ask} and {@link #applied}, or if an answer has another shape than the first
     * @throws io.fovea.session.CancelledException if cancelled
     */
    Mean mean(Image image, Views views, Cancellation cancel, Consumer<Answer> check) {
        Image numbers = NonFinite.replaced(image);
        Answer first = ask(numbers, cancel);
        check.accept(first);
        float[] values = first.values;
        float[] applied = applied(values);
        double seconds = first.seconds;
        for (View view : views.all().subList(1, views.all().size())) {
            Answer next = ask(view.of(ScaleChoice.scaled(numbers, view.scale())), cancel);
            if (!next.shape.equals(first.shape)) {
                throw new FoveaException("The model '" + network.card().name() + "' answers with the shape "
                        + first.shape + " to an image, and with " + next.shape
                        + " to the same in another view; leave augment out.");
            }
            add(next.values, values);
            add(applied(next.values), applied);
            seconds += next.seconds;
        }
        divide(values, views.all().size());
        divide(applied, views.all().size());
        return new Mean(new Answer(first.shape, values, seconds, first.likeness), applied);
    }

    private static void add(float[] values, float[] sum) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += values[i];
        }
    }

    private static void divide(float[] sum, int count) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] /= count;
        }
    }

    /**
     * What scores come to by the card's activation: one score for two labels is that of the second.
     *
     * @throws FoveaException if there is another number of labels
     */
    float[] applied(float[] scores) {
        Card card = network.card();
        float[][] columns = new float[scores.length][1];
        for (int c = 0; c < scores.length; c++) {
            columns[c][0] = scores[c];
        }
        Probabilities.apply(card, columns, 1);
        int labels = card.labels().size();
        if (scores.length == 1 && labels == 2) {
            return new float[] {1 - columns[0][0], columns[0][0]};
        }
        if (labels > 0 && labels != scores.length) {
            throw new FoveaException("The card of '" + card.name() + "' has " + labels
                    + " labels, but the model answers with " + scores.length + " scores.");
        }
        float[] applied = new float[scores.length];
        IntStream.range(0, applied.length).forEach(c -> applied[c] = columns[c][0]);
        return applied;
    }
}
