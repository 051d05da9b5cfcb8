package io.fovea.task;

import io.fovea.FoveaException;
import io.fovea.image.sample.Orientation;
import io.fovea.model.Card;
import io.fovea.model.Fit;
import io.fovea.model.Input;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The ways in which an image is looked at, whose answers are put together once they are back in place: test-time augmentation.
 *
 * @param all of them; the first is the image as it is
 */
public record Views(List<View> all) {
    /** Beside the image's own. */
    private static final List<Double> OTHER_SCALES = List.of(0.8, 1.25);

    /** The image as it is. */
    public static final Views ONE = oriented(Orientation.UPRIGHT);

    /** As it is, and left for right: what photographs of the upright world may be. */
    public static final Views MIRROR = oriented(Orientation.UPRIGHT, Orientation.MIRRORED);

    /** As it is, left for right, top for bottom, and both. */
    public static final Views FLIPS =
            oriented(Orientation.UPRIGHT, Orientation.MIRRORED, Orientation.FLIPPED, Orientation.HALF_TURN);

    /** All eight that quarter turns and mirrors make: what has no upright, as under a microscope. */
    public static final Views TURNS = oriented(Orientation.values());

    /** As it is, smaller and larger. */
    public static final Views SCALES = ONE.atScales();

    /** The word for the image as it is. */
    public static final String NONE = "none";

    private static final Map<String, Views> BY_NAME = byName();

    /** In which ways a user wants images to be looked at. */
    public static final JobOption OPTION = JobOption.choice(
            "augment",
            "VIEWS",
            "Looks at each image in several ways and puts the answers together: mirror (2: as it is, and left for right), flips"
                    + " (4), turns (8: with quarter turns), scales (3: at 0.8, 1 and 1.25 times its size), or scales with one of"
                    + " them, as in turns+scales (24); takes as many times as long",
            List.copyOf(BY_NAME.keySet()));

    /** Copies the list. */
    public Views {
        all = List.copyOf(all);
        if (all.isEmpty() || !all.get(0).equals(View.PLAIN)) {
            throw new IllegalArgumentException("The first view is the image as it is, not " + all);
        }
    }

    private static Views oriented(Orientation... orientations) {
        List<View> views = new ArrayList<>();
        for (Orientation orientation : orientations) {
            views.add(new View(orientation, 1));
        }
        return new Views(views);
    }

    private static Map<String, Views> byName() {
        Map<String, Views> names = new LinkedHashMap<>();
        names.put("mirror", MIRROR);
        names.put("flips", FLIPS);
        names.put("turns", TURNS);
        names.put("scales", SCALES);
        names.put("mirror+scales", MIRROR.atScales());
        names.put("flips+scales", FLIPS.atScales());
        names.put("turns+scales", TURNS.atScales());
        return names;
    }

    /**
     * By one of the {@link #words}.
     *
     * @throws FoveaException if it is none
     */
    public static Views of(String word) {
        if (!words().contains(word)) {
            throw new FoveaException("'augment' is '" + word + "'; it is one of " + String.join(", ", words()) + ".");
        }
        return BY_NAME.getOrDefault(word, ONE);
    }

    /** What is chosen: the image as it is, where nothing is. */
    public static Views of(JobSettings settings) {
        return settings.has(OPTION) ? BY_NAME.get(OPTION.words(settings.number(OPTION))) : ONE;
    }

    /**
     * What a user writes of it in a macro or dialog: nothing, or {@code none}, for the image as it is.
     *
     * @throws FoveaException if it is none of the words
     */
    public static JobSettings chosen(JobSettings settings, String word) {
        return word.strip().equalsIgnoreCase(NONE) ? settings : settings.with(OPTION, word);
    }

    /** The words that a user may write in a macro or dialog, the first for the image as it is. */
    public static List<String> words() {
        List<String> words = new ArrayList<>(List.of(NONE));
        words.addAll(BY_NAME.keySet());
        return List.copyOf(words);
    }

    /** The same, each at 0.8, 1 and 1.25 times the size of the image. */
    public Views atScales() {
        List<View> views = new ArrayList<>(all);
        for (double scale : OTHER_SCALES) {
            all.forEach(view -> views.add(new View(view.orientation(), scale * view.scale())));
        }
        return new Views(views);
    }

    /** Whether the image is looked at as it is, and no more. */
    public boolean isOne() {
        return all.size() == 1;
    }

    /** Whether some are at other scales. */
    boolean hasScales() {
        return all.stream().anyMatch(view -> view.scale() != 1);
    }

    /** Whether some exchange width and height. */
    boolean hasQuarterTurns() {
        return all.stream().anyMatch(view -> view.orientation().swapsSides());
    }

    /** How many times as many pixels are looked at. */
    public double cost() {
        return all.stream().mapToDouble(view -> view.scale() * view.scale()).sum();
    }

    /** The largest scale. */
    double largest() {
        return all.stream().mapToDouble(View::scale).max().orElse(1);
    }

    /**
     * Looks whether a model sees a difference.
     *
     * @throws FoveaException if it is given the same input whatever the scale, or an input into which an image and the same image
     *     turned by a quarter are squeezed differently
     */
    public void require(Card card) {
        Input input = card.input();
        boolean ownSize = input.fit() == Fit.TILE || input.isFree();
        if (hasScales() && !ownSize) {
            throw new FoveaException(
                    "The model '" + card.name() + "' is given every image at one size, whatever its own,"
                            + " so that looking at it at several scales (augment) shows nothing else; give mirror, flips or turns.");
        }
        if (hasQuarterTurns() && !ownSize && input.fit() == Fit.RESIZE && !isSquare(input)) {
            throw new FoveaException(
                    "The model '" + card.name() + "' is given every image at " + side(input.width()) + "x"
                            + side(input.height())
                            + ", into which an image that is turned by a quarter would be squeezed otherwise;"
                            + " augment by mirror or flips.");
        }
    }

    private static boolean isSquare(Input input) {
        return input.width().equals(input.height());
    }

    private static String side(OptionalInt side) {
        return side.isPresent() ? Integer.toString(side.getAsInt()) : "any";
    }

    /** Hears of the progress of one of so many views. */
    static Monitor part(Monitor monitor, int index, int count) {
        return count == 1
                ? monitor
                : Monitor.of(
                        (fraction, message) -> monitor.report(
                                (index + fraction) / count, "view " + (index + 1) + " of " + count + ", " + message),
                        monitor);
    }

    /** What it costs, in a sentence; empty where there is one view alone. */
    Optional<String> caution() {
        return isOne()
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "Note: Each image is looked at in %d ways (augment), which takes about %.0f times as long.",
                        all.size(),
                        cost()));
    }
}
