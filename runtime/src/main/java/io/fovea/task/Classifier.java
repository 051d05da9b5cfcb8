package io.fovea.task;

import io.fovea.FoveaException;
import io.fovea.image.Image;
import io.fovea.image.Preparation;
import io.fovea.model.Model;
import io.fovea.session.Cancellation;
import io.fovea.session.Device;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Says what an image shows.
 *
 * <pre>{@code
 * try (Classifier classifier = Classifier.open(ModelLibrary.find("digits"), Device.AUTO)) {
 *     Classification result = classifier.classify(Image.read(file), Cancellation.NONE);
 *     System.out.println(result.best().label());
 * }
 * }</pre>
 *
 * <p>Blocks; thread-safe. Owns native memory until closed.
 */
public final class Classifier extends SessionPredictor<Classification> {
    private final WholeImage whole;
    private final Views views;

    private Classifier(WholeImage whole, Views views) {
        super(whole.network());
        this.whole = whole;
        this.views = views;
    }

    /**
     * Loads a classification model.
     *
     * @throws FoveaException if the model is not a classifier, or the device is not there
     */
    public static Classifier open(Model model, Device device) {
        Model fitted = Jobs.CLASSIFY.fitted(model);
        Preparation preparation = fitted.card().input().preparation();
        return new Classifier(new WholeImage(ModelSession.open(fitted, device), preparation), Views.ONE);
    }

    @Override
    public Classifier onOneCore() {
        return new Classifier(new WholeImage(network().onOneCore(), whole.preparation()), views);
    }

    @Override
    public Classifier seeing(Views other) {
        other.require(card());
        return new Classifier(whole, other);
    }

    @Override
    public Classification predict(Image image, Monitor monitor) {
        return classify(image, monitor);
    }

    /**
     * Classifies an image of any size and depth; probabilities are the mean of those of all {@linkplain #seeing views}.
     * Of values that are no numbers (NaN, infinite) the least number is seen.
     *
     * @throws FoveaException if no value is a number, or the model does not answer with a score for each class
     * @throws io.fovea.session.CancelledException if cancelled
     */
    public Classification classify(Image image, Cancellation cancel) {
        WholeImage.Mean mean = whole.mean(image, views, cancel, this::requireScores);
        return new Classification(
                ranked(mean.answer().values(), mean.applied()),
                mean.answer().seconds(),
                mean.answer().likeness());
    }

    private void requireScores(WholeImage.Answer answer) {
        if (!answer.isVector()) {
            throw new FoveaException("The model '" + card().name() + "' answers with the shape " + answer.shape()
                    + "; a score for each class has [1, classes]. Say what it does with the key 'task' of its card.");
        }
    }

    private List<Score> ranked(float[] scores, float[] probabilities) {
        List<Score> ranked = new ArrayList<>();
        for (int c = 0; c < probabilities.length; c++) {
            ranked.add(new Score(c, card().label(c), probabilities[c]));
        }
        // Where probabilities are too small to differ as floats, the scores they came from still do.
        ranked.sort(Comparator.comparingDouble((Score score) -> -score.probability())
                .thenComparingDouble(score -> scores.length == 1 ? 0 : -scores[score.index()]));
        return ranked;
    }
}
