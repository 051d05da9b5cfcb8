package io.fovea.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * What a model does with an image, and what of it a card must know. Who wants to know what follows from a task asks it;
 * only lists of what there is for each task name one.
 */
public enum Task {
    /** One score per class for the whole image. */
    CLASSIFICATION("it classifies whole images", Scored.IMAGES, new ClassScores()),
    /** One score per class for every pixel. */
    SEGMENTATION("it segments images", Scored.PIXELS, new PixelScores()),
    /** Segmentation into foreground, background and contour, in this order, from which objects are told apart. */
    TRIMAP("it segments images", Scored.PIXELS, new PixelScores().whereToldAlone()) {
        @Override
        public OptionalInt foreground() {
            return OptionalInt.of(0);
        }
    },
    /** Which object every pixel belongs to, by outputs of a {@link DetectorHead} of pixels. */
    INSTANCES("it tells objects apart", Scored.NOTHING, new ObjectLabels()) {
        @Override
        public boolean isOfObjects() {
            return true;
        }
    },
    /** Boxes around objects, each with a score for each class. */
    DETECTION("it finds objects in images", Scored.OBJECTS, new Boxes()),
    /** An image, of the size of the one given or of that a number of times. */
    TRANSFORM("it makes an image of an image", Scored.NOTHING, new PaintedPixels()),
    /** Numbers of an image: a quantity that was learnt, as by a regression, or an embedding. */
    MEASURE("it measures images", Scored.NOTHING, new Numbers()),
    /** Anything else: an image model that Fovea can load but gives no menu entry to. */
    OTHER("", Scored.NOTHING, Recognition.NEVER);

    private final String clause;
    private final Scored scored;
    private final Recognition recognition;

    Task(String clause, Scored scored, Recognition recognition) {
        this.clause = clause;
        this.scored = scored;
        this.recognition = recognition;
    }

    /**
     * What a model with a score for every class and pixel does.
     *
     * @param apart whether its classes are foreground, background and contour, from which objects are told apart
     */
    public static Task ofPixels(boolean apart) {
        return apart ? TRIMAP : SEGMENTATION;
    }

    /** What cards and recipes call it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What its models do, to say why they do nothing else: {@code it segments images}; empty where nobody knows. */
    public Optional<String> clause() {
        return Optional.of(clause).filter(known -> !known.isEmpty());
    }

    /** What has a score for each class. */
    public Scored scored() {
        return scored;
    }

    /** Whether pixels belong to objects, as a {@link DetectorHead} of pixels says, and not to classes. */
    public boolean isOfObjects() {
        return false;
    }

    /** The class that objects are made of, where the others are background and the contour between them. */
    public OptionalInt foreground() {
        return OptionalInt.empty();
    }

    /** What all tasks answer with: {@code a score for each class nor one for each class and pixel}. */
    static String answers() {
        return Arrays.stream(values())
                .map(task -> task.recognition.answer())
                .filter(answer -> !answer.isEmpty())
                .collect(Collectors.joining(" nor "));
    }

    /** How a model without a card is seen to do it. */
    Recognition recognition() {
        return recognition;
    }
}
