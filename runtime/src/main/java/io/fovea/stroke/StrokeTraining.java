package io.fovea.stroke;

import io.fovea.FoveaException;
import io.fovea.linear.Examples;
import io.fovea.linear.LinearHead;
import io.fovea.linear.SoftmaxRegression;
import io.fovea.session.Cancellation;
import io.fovea.task.Monitor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Learns classes of pixels from the strokes on one image or several. Not thread-safe. */
public final class StrokeTraining {
    /** Of broad strokes neighbours tell the same, and more would take longer than a user waits. */
    private static final int MOST_OF_A_CLASS = 3000;

    /** Of {@link SoftmaxRegression}. */
    private static final double PENALTY = 0.03;

    private final PixelNetwork network;
    private final StrokeClasses classes;
    private final Map<String, Painted> images = new LinkedHashMap<>();

    private record Painted(ImageFeatures features, Strokes strokes) {}

    private record Pixel(Painted image, int index) {}

    /** Of no images yet. */
    public StrokeTraining(PixelNetwork network, StrokeClasses classes) {
        this.network = network;
        this.classes = classes;
    }

    /**
     * Takes the strokes of an image, in the place of those it had.
     *
     * @param name of the image
     * @throws FoveaException if a stroke is of a class that has no name
     * @throws IllegalArgumentException if the sizes differ
     */
    public void set(String name, ImageFeatures features, Strokes strokes) {
        if (features.width() != strokes.width() || features.height() != strokes.height()) {
            throw new IllegalArgumentException("Strokes on " + strokes.width() + "x" + strokes.height()
                    + " pixels for an image of " + features.width() + "x" + features.height());
        }
        strokes.counts().keySet().stream()
                .filter(index -> index >= classes.count())
                .findFirst()
                .ifPresent(index -> {
                    throw new FoveaException("The strokes on '" + name + "' are of class " + (index + 1) + ", and only "
                            + classes.count() + " classes are named: " + String.join(", ", classes.labels()) + ".");
                });
        images.put(name, new Painted(features, strokes));
    }

    /**
     * Learns from all strokes. Blocks, for seconds.
     *
     * @throws FoveaException if a class has no stroke
     * @throws io.fovea.session.CancelledException if cancelled
     */
    public StrokeClassifier learn(Monitor monitor) {
        monitor.report(0, "features");
        Examples examples = examples(monitor);
        monitor.report(0.5, "learning from " + examples.size() + " pixels");
        LinearHead head = SoftmaxRegression.learn(examples, network.emphasis(), PENALTY, monitor);
        monitor.report(1, "learnt");
        return new StrokeClassifier(network, classes, head, images.size(), painted());
    }

    private int painted() {
        return images.values().stream()
                .mapToInt(image -> image.strokes.pixels().size())
                .sum();
    }

    private Examples examples(Cancellation cancel) {
        List<List<Pixel>> pixels = new ArrayList<>();
        for (int k = 0; k < classes.count(); k++) {
            pixels.add(new ArrayList<>());
        }
        for (Painted image : images.values()) {
            image.strokes.pixels().forEach((index, of) -> pixels.get(of).add(new Pixel(image, index)));
        }
        requireAll(pixels);
        List<float[]> features = new ArrayList<>();
        List<Integer> of = new ArrayList<>();
        for (int k = 0; k < pixels.size(); k++) {
            for (Pixel pixel : spread(pixels.get(k))) {
                features.add(read(pixel, cancel));
                of.add(k);
            }
        }
        return new Examples(features, of.stream().mapToInt(Integer::intValue).toArray(), classes.count());
    }

    private void requireAll(List<List<Pixel>> pixels) {
        List<String> missing = IntStream.range(0, pixels.size())
                .filter(k -> pixels.get(k).isEmpty())
                .mapToObj(classes.labels()::get)
                .toList();
        if (!missing.isEmpty()) {
            throw new FoveaException("There is no stroke of " + String.join(" and none of ", missing)
                    + "; paint at least one of each class: " + String.join(", ", classes.labels()) + ".");
        }
    }

    /** All, or so many at equal distances. */
    private static List<Pixel> spread(List<Pixel> all) {
        if (all.size() <= MOST_OF_A_CLASS) {
            return all;
        }
        return IntStream.range(0, MOST_OF_A_CLASS)
                .mapToObj(i -> all.get((int) ((long) i * all.size() / MOST_OF_A_CLASS)))
                .toList();
    }

    private static float[] read(Pixel pixel, Cancellation cancel) {
        ImageFeatures from = pixel.image.features;
        float[] features = new float[from.count()];
        from.read(pixel.index % from.width(), pixel.index / from.width(), features, cancel);
        return features;
    }
}
