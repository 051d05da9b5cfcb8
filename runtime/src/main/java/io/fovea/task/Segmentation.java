package io.fovea.task;

import io.fovea.image.Image;
import io.fovea.image.Overlays;
import io.fovea.model.Card;
import io.fovea.model.ObjectSizes;
import io.fovea.model.Task;
import io.fovea.model.Trust;
import java.util.List;

/** What a segmenter says of an image, pixel by pixel at the image's size. Immutable and thread-safe. */
public final class Segmentation implements Prediction {

    /** Objects smaller than this many pixels are specks rather than objects, where nobody says otherwise. */
    public static final int DEFAULT_MIN_SIZE = 20;

    private static final int GREY_STEP = 127;

    /** What is known of pixels. */
    private enum Found {
        CLASSES,
        TRIMAP,
        OBJECTS
    }

    private static final int[] NONE = {};
    private static final boolean[] ALL = {};

    private final Found found;
    private final List<String> labels;
    private final int width;
    private final int height;
    private final byte[] classes;
    private final ProbabilityMaps maps;
    private final double seconds;
    private final int[] counts;
    private final int counted;
    private final int[] objects;
    private final Seen seen;

    /** How the network saw the image, and what is known of how far it can be believed. */
    private record Seen(double scale, ObjectSizes sizes, Trust trust, boolean each, Likeness likeness) {
        static final Seen AS_IT_IS = new Seen(1, ObjectSizes.UNKNOWN, Trust.UNKNOWN, false, Likeness.UNKNOWN);
    }

    /** What a model says of classes, or of foreground, background and contour. */
    Segmentation(Task task, List<String> labels, int width, int height, ProbabilityMaps maps, double seconds) {
        this(labels, width, height, maps.mostProbable(width, height), maps, seconds, found(task, maps), NONE, ALL);
    }

    /**
     * What a model says that tells objects apart itself: background, and one class of objects or several.
     *
     * @param objects 0 for background, or the number of an object; at the image's size; kept, not copied
     * @param kinds the class of each object by its number; empty where there is one class
     */
    Segmentation(
            List<String> labels,
            int width,
            int height,
            ProbabilityMaps maps,
            int[] objects,
            int[] kinds,
            double seconds) {
        this(labels, width, height, covered(objects, kinds), maps, seconds, Found.OBJECTS, objects, ALL);
    }

    /** What such a one says of parts of an image: {@code like} says of which kind. */
    Segmentation(
            Segmentation like,
            int width,
            int height,
            byte[] classes,
            ProbabilityMaps maps,
            double seconds,
            int[] objects,
            boolean[] inside) {
        this(like.labels, width, height, classes, maps, seconds, like.found, objects, inside);
    }

    private Segmentation(
            List<String> labels,
            int width,
            int height,
            byte[] classes,
            ProbabilityMaps maps,
            double seconds,
            Found found,
            int[] objects,
            boolean[] inside) {
        this.labels = List.copyOf(labels);
        this.width = width;
        this.height = height;
        this.classes = classes;
        this.maps = maps;
        this.seconds = seconds;
        this.found = found;
        this.objects = objects;
        this.seen = Seen.AS_IT_IS;
        this.counts = new int[maps.classes()];
        int all = 0;
        for (int i = 0; i < classes.length; i++) {
            if (inside.length == 0 || inside[i]) {
                counts[classes[i] & 0xff]++;
                all++;
            }
        }
        counted = all;
    }

    private Segmentation(Segmentation other, Seen seen) {
        this.labels = other.labels;
        this.width = other.width;
        this.height = other.height;
        this.classes = other.classes;
        this.maps = other.maps;
        this.seconds = other.seconds;
        this.found = other.found;
        this.objects = other.objects;
        this.counts = other.counts;
        this.counted = other.counted;
        this.seen = seen;
    }

    /**
     * What was made of a model's answers elsewhere.
     *
     * @param card of the model; labels for all classes, and the task that says how objects are told apart
     * @param probabilities of each class at every pixel, 0..1, row by row at the image's size; kept, not copied
     * @param seconds that it took
     */
    public static Segmentation of(Card card, int width, int height, float[][] probabilities, double seconds) {
        ProbabilityMaps maps = new ProbabilityMaps(width, height, probabilities);
        return new Segmentation(card.task(), card.labels(), width, height, maps, seconds);
    }

    /**
     * The same, of an image that was brought to another scale.
     *
     * @param factor how many times as wide and high the network saw it
     * @param card of the model, for the objects that it was trained on, and how far it can be believed
     * @param likeness of the image to those that the model knows
     */
    Segmentation at(double factor, Card card, Likeness likeness) {
        return new Segmentation(
                this, new Seen(factor, card.sizes(), card.trust(), Probabilities.isEach(card), likeness));
    }

    /** The same, seen as another was. */
    Segmentation seenLike(Segmentation other) {
        return new Segmentation(this, other.seen);
    }

    private static Found found(Task task, ProbabilityMaps maps) {
        return task.foreground().isPresent() && maps.classes() == 3 ? Found.TRIMAP : Found.CLASSES;
    }

    private static byte[] covered(int[] objects, int[] kinds) {
        byte[] classes = new byte[objects.length];
        for (int i = 0; i < classes.length; i++) {
            classes[i] = (byte) (kinds.length > 0 ? kinds[objects[i]] : objects[i] > 0 ? 1 : 0);
        }
        return classes;
    }

    /** The width of the image in pixels. */
    public int width() {
        return width;
    }

    /** The height of the image in pixels. */
    public int height() {
        return height;
    }

    /** The labels of the classes, as many as there are classes. */
    public List<String> labels() {
        return labels;
    }

    /** The most probable class of every pixel, from 0, unsigned, row by row; a copy. */
    public byte[] classes() {
        return classes.clone();
    }

    /**
     * The probability of a class at every pixel, 0..1, row by row, by the model's temperature where its card has one; a copy.
     * Interpolated anew at every call where the model answered in another resolution than the image's.
     */
    public float[] probability(int classIndex) {
        float[] plane =
                maps.tempered(classIndex, seen.trust.temperature(), seen.each).plane(0, width, height);
        return plane == maps.planes()[classIndex] ? plane.clone() : plane;
    }

    /** How sure the network is at every pixel: the probability that it gives itself to the most probable class. */
    float[] certainty() {
        float[] most = maps.plane(0, width, height).clone();
        for (int c = 1; c < maps.classes(); c++) {
            float[] other = maps.plane(c, width, height);
            for (int i = 0; i < most.length; i++) {
                most[i] = Math.max(most[i], other[i]);
            }
        }
        return most;
    }

    /** How far the model can be believed. */
    public Trust trust() {
        return seen.trust;
    }

    /** How like the images that the model knows this one is. */
    public Likeness likeness() {
        return seen.likeness;
    }

    /** The share of the pixels that were looked at which belong to a class, 0..1. */
    public double fraction(int classIndex) {
        return (double) counts[classIndex] / counted;
    }

    /** The class of pixels in which there is nothing. */
    int backgroundClass() {
        return found == Found.TRIMAP ? TrimapInstances.BACKGROUND : 0;
    }

    /** The object of a pixel as the model tells them apart, from 1; 0 for none, or where it does not. */
    int object(int pixel) {
        return objects.length == 0 ? 0 : objects[pixel];
    }

    @Override
    public double seconds() {
        return seconds;
    }

    /** How many times as wide and high the network saw the image: 1 as it is. */
    public double scale() {
        return seen.scale;
    }

    /** The objects that the model was trained on. */
    public ObjectSizes sizes() {
        return seen.sizes;
    }

    /** Whether objects can be told apart. */
    public boolean hasInstances() {
        return found != Found.CLASSES;
    }

    /** Whether they are by foreground, background and contour. */
    public boolean hasTrimap() {
        return found == Found.TRIMAP;
    }

    /**
     * The objects of at least the given size. Those of a trimap are foreground that no contour parts, grown into the contour
     * around it, told apart by a watershed by dynamics in the probability of foreground.
     *
     * @param minSize in pixels, contour included; smaller objects are removed
     * @throws IllegalStateException unless {@link #hasInstances}
     */
    public LabelMap instances(int minSize) {
        if (found == Found.OBJECTS) {
            int[] large = TrimapInstances.ofSize(objects, minSize);
            return new LabelMap(width, height, large, maps.plane(0, width, height));
        }
        requireTrimap();
        float[] foreground = maps.plane(TrimapInstances.FOREGROUND, width, height);
        int[] parted = TrimapInstances.find(classes, foreground, width, height, minSize);
        return new LabelMap(width, height, parted, maps.plane(TrimapInstances.BACKGROUND, width, height));
    }

    /** Which class each of some objects has, that are {@link #instances} of this. */
    ObjectKinds kinds(LabelMap instances) {
        return hasKinds()
                ? ObjectKinds.of(labels, instances, classes)
                : ObjectKinds.same(found == Found.TRIMAP ? PixelClasses.OBJECTS : labels, instances.count());
    }

    /** Whether objects are told apart that may be of several classes. */
    public boolean hasKinds() {
        return found == Found.OBJECTS && labels.size() > 2;
    }

    /**
     * The class of each of some objects by its number, which {@link #labels} names; 1 for all where there is one class, 0 at 0.
     *
     * @param instances {@link #instances} of this
     */
    public int[] classesOf(LabelMap instances) {
        return kinds(instances).classes();
    }

    /**
     * Foreground, background and contour as 0, 127 and 254, 8-bit.
     *
     * @throws IllegalStateException unless {@link #hasTrimap}
     */
    public Image trimap() {
        requireTrimap();
        byte[] grey = new byte[classes.length];
        for (int i = 0; i < grey.length; i++) {
            grey[i] = (byte) (classes[i] * GREY_STEP);
        }
        return Image.gray8(width, height, grey);
    }

    /** The index of the class as the grey value, 8-bit; a copy. */
    public Image classMap() {
        return Image.gray8(width, height, classes());
    }

    /**
     * The image with what was found outlined: the objects if there are any to tell apart, the classes otherwise.
     *
     * @param image the one that was segmented
     * @param minSize as in {@link #instances}
     */
    public Image overlay(Image image, int minSize) {
        if (!hasInstances()) {
            return Overlays.borders(image, classes);
        }
        LabelMap instances = instances(minSize);
        return instances.overlay(image, kinds(instances));
    }

    private void requireTrimap() {
        if (!hasTrimap()) {
            throw new IllegalStateException(
                    "Only a trimap (foreground, background, contour) has contours to part objects by");
        }
    }
}
