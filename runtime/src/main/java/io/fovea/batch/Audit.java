package io.fovea.batch;

import io.fovea.explain.measure.Measure;
import io.fovea.explain.measure.Verdict;
import io.fovea.image.Image;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What was measured of methods on images.
 *
 * @param images those that were looked at, in their order
 * @param rows of every map, method by method
 * @param leftOut methods that could not be tried, and why
 */
public record Audit(List<Picture> images, List<Row> rows, List<LeftOut> leftOut) {

    /** Copies the lists. */
    public Audit {
        images = List.copyOf(images);
        rows = List.copyOf(rows);
        leftOut = List.copyOf(leftOut);
    }

    /**
     * An image.
     *
     * @param name of the page, as in tables
     * @param label of the class that is explained
     * @param probability of it, 0..1
     * @param isRight whether that is the name of the folder that the image is in; empty if no class is called so
     * @param small for show; empty for all but the first
     * @param mask of the object, as large as the small image; empty without one
     */
    public record Picture(
            String name,
            String label,
            double probability,
            Optional<Boolean> isRight,
            Optional<Image> small,
            Optional<Image> mask) {}

    /**
     * A map.
     *
     * @param image the {@link Picture}'s name
     * @param layer that was explained
     * @param overlay for show; empty for all but the first images
     * @param note why the map is blank, if it is
     */
    public record Row(
            String image,
            String method,
            String layer,
            Verdict verdict,
            Optional<Image> overlay,
            Optional<String> note,
            double seconds) {}

    /**
     * A method that was not tried, on any image or on one.
     *
     * @param why a sentence
     */
    public record LeftOut(String method, String why) {}

    /**
     * A method's place among the others.
     *
     * @param rank the mean, over the kinds of measures that count, of its mean rank by these, 0..1: 0 is the best by every
     *     measure of every image, 1 the worst
     */
    public record Place(String method, double rank) {}

    /** A mean and a standard deviation over images. */
    public record Spread(double mean, double deviation, int images) {}

    /** The methods, the best first. */
    public List<Place> ranking() {
        Map<String, Map<Measure.Kind, List<Double>>> ranks = new LinkedHashMap<>();
        for (Measure measure : Measure.values()) {
            if (measure.kind().counts()) {
                images.forEach(picture -> rank(picture.name(), measure, ranks));
            }
        }
        List<Place> places = new ArrayList<>();
        ranks.forEach((method, byKind) -> places.add(new Place(
                method,
                byKind.values().stream()
                        .mapToDouble(all -> all.stream()
                                .mapToDouble(Double::doubleValue)
                                .average()
                                .orElse(1))
                        .average()
                        .orElse(1))));
        places.sort(Comparator.comparingDouble(Place::rank));
        return places;
    }

    /** Values that are equal to two decimals share their mean rank. */
    private void rank(String image, Measure measure, Map<String, Map<Measure.Kind, List<Double>>> ranks) {
        List<Row> measured = rows.stream()
                .filter(row ->
                        row.image().equals(image) && row.verdict().of(measure).isPresent())
                .toList();
        for (Row row : measured) {
            double own = shown(row.verdict().of(measure).orElseThrow());
            double before = 0;
            for (Row other : measured) {
                double difference = shown(other.verdict().of(measure).orElseThrow()) - own;
                double better = measure.isMoreBetter() ? difference : -difference;
                before += better > 0 ? 1 : better == 0 && other != row ? 0.5 : 0;
            }
            ranks.computeIfAbsent(row.method(), method -> new EnumMap<>(Measure.Kind.class))
                    .computeIfAbsent(measure.kind(), kind -> new ArrayList<>())
                    .add(measured.size() < 2 ? 0 : before / (measured.size() - 1));
        }
    }

    /** A value as people are shown it: what they cannot tell apart is not ranked. */
    public static double shown(double value) {
        return Math.rint(100 * value) / 100;
    }

    /**
     * A method's measure over images.
     *
     * @param label of the class of the images that count; empty for all
     * @return empty if it was measured of none
     */
    public Optional<Spread> spread(String method, Measure measure, Optional<String> label) {
        List<String> wanted = images.stream()
                .filter(picture -> label.isEmpty() || label.get().equals(picture.label()))
                .map(Picture::name)
                .toList();
        double[] values = rows.stream()
                .filter(row -> row.method().equals(method) && wanted.contains(row.image()))
                .map(row -> row.verdict().of(measure))
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .toArray();
        if (values.length == 0) {
            return Optional.empty();
        }
        double mean = 0;
        for (double value : values) {
            mean += value / values.length;
        }
        double square = 0;
        for (double value : values) {
            square += (value - mean) * (value - mean);
        }
        double deviation = values.length < 2 ? 0 : Math.sqrt(square / (values.length - 1));
        return Optional.of(new Spread(mean, deviation, values.length));
    }

    /** The row of a method and an image. */
    public Optional<Row> row(String method, String image) {
        return rows.stream()
                .filter(row -> row.method().equals(method) && row.image().equals(image))
                .findFirst();
    }

    /**
     * The images whose object was marked, those first that are right and whose heat, by one method, lies least on the object.
     *
     * @param method by which
     */
    public List<Picture> wrongPlaceFirst(String method) {
        return images.stream()
                .filter(picture -> energy(method, picture).isPresent())
                .sorted(Comparator.comparing(
                                (Picture picture) -> !picture.isRight().orElse(true))
                        .thenComparingDouble(picture -> energy(method, picture).orElseThrow()))
                .toList();
    }

    private OptionalDouble energy(String method, Picture picture) {
        return row(method, picture.name())
                .map(row -> row.verdict().of(Measure.ENERGY))
                .orElse(OptionalDouble.empty());
    }
}
