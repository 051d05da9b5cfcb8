package io.fovea.task;

import io.fovea.FoveaException;
import io.fovea.image.Image;
import io.fovea.image.Preparation;
import io.fovea.model.Card;
import io.fovea.model.Model;
import io.fovea.model.OutputValues;
import io.fovea.session.Cancellation;
import io.fovea.session.Device;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Measures images by a network that learnt to: a regression, an embedding, or, of a classifier, the probability of each
 * class.
 *
 * <pre>{@code
 * try (Measurer measurer = Measurer.open(Model.read(file), Device.AUTO)) {
 *     MeasuredValues result = measurer.measure(Image.read(photo), Cancellation.NONE);
 *     System.out.println(result.names() + " " + result.values());
 * }
 * }</pre>
 *
 * <p>An image goes in whole, resized. Blocks; thread-safe. Owns native memory until closed.
 */
public final class Measurer extends SessionPredictor<MeasuredValues> {
    private static final int MOST_NUMBERS = 100_000;

    private final WholeImage whole;
    private final Views views;

    private Measurer(WholeImage whole, Views views) {
        super(whole.network());
        this.whole = whole;
        this.views = views;
    }

    /**
     * Loads a model that measures or classifies.
     *
     * @throws FoveaException if the model does neither, or the device is not there
     */
    public static Measurer open(Model model, Device device) {
        Model fitted = Jobs.MEASURE.fitted(model);
        Preparation preparation = fitted.card().input().preparation();
        return new Measurer(new WholeImage(ModelSession.open(fitted, device), preparation), Views.ONE);
    }

    @Override
    public Measurer onOneCore() {
        return new Measurer(new WholeImage(network().onOneCore(), whole.preparation()), views);
    }

    @Override
    public Measurer seeing(Views other) {
        other.require(card());
        return new Measurer(whole, other);
    }

    @Override
    public MeasuredValues predict(Image image, Monitor monitor) {
        return measure(image, monitor);
    }

    /**
     * Measures an image of any size and depth. Of values that are no numbers (NaN, infinite) the least number is seen. An
     * answer of any shape is a row of numbers, in its own order; of several {@linkplain #seeing views} it is their mean.
     *
     * @throws FoveaException if no value is a number, the card has another number of labels than the answer has numbers, or
     *     the answer has values that are no numbers, or more than 100,000
     * @throws io.fovea.session.CancelledException if cancelled
     */
    public MeasuredValues measure(Image image, Cancellation cancel) {
        WholeImage.Mean mean = whole.mean(image, views, cancel, this::requireFew);
        List<Float> values = new ArrayList<>();
        for (float value : mean.applied()) {
            if (!Float.isFinite(value)) {
                throw new FoveaException(
                        "The model '" + card().name()
                                + "' answers with values that are no numbers; the pixels may want another scale than its card says.");
            }
            values.add(value);
        }
        return new MeasuredValues(
                names(card(), values.size()), values, mean.answer().seconds());
    }

    private void requireFew(WholeImage.Answer answer) {
        if (answer.values().length > MOST_NUMBERS) {
            throw new FoveaException("The model '" + card().name() + "' answers with " + answer.values().length
                    + " numbers of the shape " + answer.shape() + "; at most " + MOST_NUMBERS
                    + " are measurements. Say what it does with the key 'task' of its card.");
        }
    }

    /** A name for each number. */
    private static List<String> names(Card card, int count) {
        List<String> names = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (int i = 0; i < count; i++) {
            String name = name(card, i, count);
            names.add(taken.add(name) ? name : name + " (" + i + ")");
        }
        return names;
    }

    private static String name(Card card, int index, int count) {
        if (!card.labels().isEmpty() || card.activation() != OutputValues.VALUES) {
            return card.label(index);
        }
        return count == 1 ? "value" : "value_" + index;
    }
}
