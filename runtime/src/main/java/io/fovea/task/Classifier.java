package io.fovea.task;

import io.fovea.FoveaException;
import io.fovea.image.Image;
import io.fovea.image.NonFinite;
import io.fovea.image.Preparation;
import io.fovea.model.Card;
import io.fovea.model.Input;
import io.fovea.model.Model;
import io.fovea.session.Cancellation;
import io.fovea.session.Device;
import io.fovea.session.FloatTensor;
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
public final class Classifier implements ImagePredictor<Classification> {
    private final ModelSession network;
    private final Preparation preparation;

    private Classifier(ModelSession network, Preparation preparation) {
        this.network = network;
        this.preparation = preparation;
    }

    /**
     * Loads a classification model.
     *
     * @throws FoveaException if the model is not a classifier, or the device is not there
     */
    public static Classifier open(Model model, Device device) {
        Jobs.CLASSIFY.require(model);
        Preparation preparation = model.card().input().preparation();
        return new Classifier(ModelSession.open(model, device), preparation);
    }

    @Override
    public Device device() {
        return network.device();
    }

    @Override
    public Classification predict(Image image, Monitor monitor) {
        return classify(image, monitor);
    }

    @Override
    public Card card() {
        return network.card();
    }

    /**
     * Classifies an image of any size and depth. Of values that are no numbers (NaN, infinite) the least number is seen.
     *
     * @throws FoveaException if no value is a number
     * @throws io.fovea.session.CancelledException if cancelled
     */
    public Classification classify(Image image, Cancellation cancel) {
        Image numbers = NonFinite.replaced(image);
        Input input = card().input();
        int width = input.width() > 0 ? input.width() : image.width();
        int height = input.height() > 0 ? input.height() : image.height();
        Workspace workspace = network.borrow();
        try {
            FloatTensor tensor = workspace.input(input.shape(width, height));
            preparation.fill(numbers, width, height, tensor.data());
            float[] scores = workspace.run(tensor, cancel).toArray();
            return new Classification(ranked(scores), workspace.seconds());
        } finally {
            network.giveBack(workspace);
        }
    }

    private List<Score> ranked(float[] scores) {
        float[][] columns = new float[scores.length][1];
        for (int c = 0; c < scores.length; c++) {
            columns[c][0] = scores[c];
        }
        Probabilities.apply(card().activation(), columns, 1);
        List<String> labels = card().labels();
        if (scores.length == 1 && labels.size() == 2) {
            // One score for two classes is that of the second.
            columns = new float[][] {{1 - columns[0][0]}, columns[0]};
        }
        if (!labels.isEmpty() && labels.size() != columns.length) {
            throw new FoveaException("The card of '" + card().name() + "' has " + labels.size()
                    + " labels, but the model answers with " + columns.length + " scores.");
        }
        List<Score> ranked = new ArrayList<>();
        for (int c = 0; c < columns.length; c++) {
            ranked.add(new Score(c, card().label(c), columns[c][0]));
        }
        // Where probabilities are too small to differ as floats, the scores they came from still do.
        ranked.sort(Comparator.comparingDouble((Score score) -> -score.probability())
                .thenComparingDouble(score -> scores.length == 1 ? 0 : -scores[score.index()]));
        return ranked;
    }

    @Override
    public void close() {
        network.close();
    }
}
