package io.fovea.inspect;

import io.fovea.image.Color;
import io.fovea.model.CardFacts;
import io.fovea.model.CardKey;
import io.fovea.model.Input;
import io.fovea.model.Model;
import io.fovea.model.PixelValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * A way to prepare images that a model may have been trained with.
 *
 * @param pixels as {@link PixelValues} reads them
 */
public record TriedPixels(String pixels, Color color) {

    private static final int CIFAR_SIDE = 32;
    private static final int MNIST_SIDE = 28;

    /** The usual ones for a model, and the one that it has, which comes first. */
    public static List<TriedPixels> of(Model model) {
        Input input = model.card().input();
        List<TriedPixels> candidates = new ArrayList<>();
        candidates.add(current(model));
        for (PixelValues pixels : PixelValues.values()) {
            for (Color color : colors(input)) {
                TriedPixels candidate = new TriedPixels(pixels.word(), color);
                if (isUsual(pixels, color, input) && !candidates.contains(candidate)) {
                    candidates.add(candidate);
                }
            }
        }
        return candidates;
    }

    /** What are no colours is in no other order. */
    private static List<Color> colors(Input input) {
        if (input.color() == Color.CHANNELS) {
            return List.of(Color.CHANNELS);
        }
        return input.channels() == 1 ? List.of(Color.GRAY) : List.of(Color.RGB, Color.BGR);
    }

    /** Those of CIFAR-10 and MNIST are for images of their sizes only, those with a mean for each colour for as many. */
    private static boolean isUsual(PixelValues pixels, Color color, Input input) {
        int means = pixels.normalisation(color).mean().length;
        return switch (pixels) {
            case CIFAR10 -> input.width().equals(OptionalInt.of(CIFAR_SIDE)) && input.channels() == 3;
            case MNIST -> input.width().equals(OptionalInt.of(MNIST_SIDE)) && input.channels() == 1;
            default -> means == 1 || means == input.channels();
        };
    }

    /** The one that a model has. */
    public static TriedPixels current(Model model) {
        Input input = model.card().input();
        return new TriedPixels(PixelValues.describe(input.normalisation(), input.color()), input.color());
    }

    /** What is told of the model to have it so. */
    public CardFacts facts() {
        return CardFacts.NONE.with(CardKey.PIXELS, pixels).with(CardKey.COLOR, colorWord());
    }

    /** A model that has it so: itself where it does, as not all that it may do to values is in these words. */
    Model on(Model model) {
        return equals(current(model)) ? model : model.with(facts());
    }

    /** As it stands in a command line. */
    public String options() {
        return "--pixels " + pixels + " --color " + colorWord();
    }

    /** Whether each image is stretched by itself. */
    boolean stretches() {
        return pixels.equals(PixelValues.PERCENTILES.word()) || pixels.equals(PixelValues.ZERO_MEAN.word());
    }

    /** {@code rgb}, {@code bgr}, {@code gray} or {@code channels}. */
    public String colorWord() {
        return color.name().toLowerCase(Locale.ROOT);
    }
}
