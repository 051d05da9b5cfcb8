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

/**
 * A way to prepare images that a model may have been trained with.
 *
 * @param pixels as {@link PixelValues} reads them
 */
public record Candidate(String pixels, Color color) {

    private static final int SMALL = 32;
    private static final int MNIST_SIDE = 28;

    /** CIFAR-10's mean and standard deviation, as PyTorch's examples have them. */
    private static final String CIFAR = "scale=0.003921569,mean=0.4914/0.4822/0.4465,std=0.247/0.2435/0.2616";

    /** MNIST's, likewise. */
    private static final String MNIST = "scale=0.003921569,mean=0.1307,std=0.3081";

    /** The usual ones for a model, and the one that it has, which comes first. */
    public static List<Candidate> of(Model model) {
        Input input = model.card().input();
        List<Candidate> candidates = new ArrayList<>();
        candidates.add(current(model));
        List<Color> colors = input.channels() == 1 ? List.of(Color.GRAY) : List.of(Color.RGB, Color.BGR);
        for (String pixels : pixels(input)) {
            for (Color color : colors) {
                Candidate candidate = new Candidate(pixels, color);
                if (!candidates.contains(candidate)) {
                    candidates.add(candidate);
                }
            }
        }
        return candidates;
    }

    private static List<String> pixels(Input input) {
        List<String> pixels = new ArrayList<>(PixelValues.words());
        if (input.width() == SMALL && input.channels() != 1) {
            pixels.add(CIFAR);
        } else if (input.width() == MNIST_SIDE && input.channels() == 1) {
            pixels.add(MNIST);
        }
        return pixels;
    }

    /** The one that a model has. */
    public static Candidate current(Model model) {
        Input input = model.card().input();
        return new Candidate(PixelValues.describe(input.normalisation(), input.color()), input.color());
    }

    /** What is told of the model to have it so. */
    public CardFacts facts() {
        return CardFacts.NONE.with(CardKey.PIXELS, pixels).with(CardKey.COLOR, colorWord());
    }

    /** As it stands in a command line. */
    public String options() {
        return "--pixels " + pixels + " --color " + colorWord();
    }

    /** Whether each image is stretched by itself. */
    boolean stretches() {
        return List.of(PixelValues.PERCENTILES.word(), PixelValues.ZERO_MEAN.word())
                .contains(pixels);
    }

    /** {@code rgb}, {@code bgr} or {@code gray}. */
    public String colorWord() {
        return color.name().toLowerCase(Locale.ROOT);
    }
}
